"""Help about the screen below: what it shows, what can be pressed there, and what the signs mean."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.events import Click
from textual.screen import ModalScreen, Screen
from textual.widgets import Static

from localkit.tui.key_help import KeyGroup, key_groups
from localkit.tui.widgets.key_table import KeyTable
from localkit.wording import LIGHT_SIGN, LIGHT_WORD, STATE_WORD

_USUAL: Final = "Each thing that can be done here has a key, and a mouse can click whatever can be chosen."


class HelpScreen(ModalScreen[None]):
    """Help, made from the bindings of the screen that is there.

    Args:
        sentence: What that screen shows.
        groups: What can be pressed there.
    """

    CSS_PATH = "../styles/help.tcss"
    BINDINGS = [  # noqa: RUF012
        Binding("escape", "dismiss", "Close", id="help.close", tooltip="Back to the screen below.")
    ]

    def __init__(self, sentence: str, groups: Iterable[KeyGroup]) -> None:
        super().__init__()
        self.sentence = sentence
        self.groups = tuple(groups)

    @classmethod
    def about(cls, screen: Screen[Any]) -> HelpScreen:
        """Help about a screen; what it shows stands in its class attribute ``HELP_LINE``."""
        return cls(getattr(screen, "HELP_LINE", _USUAL), key_groups(screen.active_bindings))

    def compose(self) -> ComposeResult:
        """The sentence, the keys, the signs."""
        with VerticalScroll(classes="dialog help"):
            yield Static("Help", classes="dialog-title")
            yield Static(Content(self.sentence), id="sentence")
            for group in self.groups:
                yield Static(Content(group.title), classes="help-title")
                yield KeyTable(group.lines)
            yield Static("What the signs mean", classes="help-title")
            for light, sign in LIGHT_SIGN.items():
                yield Static(Content(f"{sign} {LIGHT_WORD[light]}"), classes=f"light-{light}")
            yield Static(
                Content(f"Beside them stands one of: {', '.join(STATE_WORD.values())}."), id="states"
            )
            yield Static(
                "Escape or ? closes this. More keys: arrows and Page down scroll.", classes="quiet help-end"
            )

    def on_mount(self) -> None:
        """Let the arrow keys scroll at once."""
        self.query_one(VerticalScroll).focus()

    def on_click(self, event: Click) -> None:
        """A click beside the dialog closes it, too."""
        if event.widget is self:
            self.dismiss()
