"""A first look round: six short cards over the screen that is there."""

from __future__ import annotations

from typing import Final

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.reactive import reactive
from textual.screen import ModalScreen
from textual.widgets import Button, Static

from localkit.tui.tour_words import CARDS

_LAST: Final = len(CARDS) - 1


class TourScreen(ModalScreen[None]):
    """The tour; answers when it was seen or skipped."""

    CSS_PATH = "../styles/tour.tcss"
    HELP_LINE = "A first look round, in six short cards."
    BINDINGS = [  # noqa: RUF012
        Binding(
            "right,n", "go(1)", "Next", id="tour.next", tooltip="The next card; behind the last, the end."
        ),
        Binding("left,p,backspace", "go(-1)", "Back", id="tour.back", tooltip="The card before."),
        Binding("escape", "dismiss", "Skip", id="tour.skip", tooltip="To work. Ctrl+P finds the tour again."),
    ]

    card: reactive[int] = reactive(0, init=False)

    def compose(self) -> ComposeResult:
        """The card, and what can be done."""
        with Vertical(classes="dialog tour"):
            yield Static(id="title", classes="dialog-title")
            with VerticalScroll(id="card", can_focus=False):
                yield Static(id="text")
            with Horizontal(id="choices"):
                yield Button("Next →", id="next", variant="primary")
                yield Button("← Back", id="back")
                yield Button("Skip (Escape)", id="skip")

    def on_mount(self) -> None:
        """The first card."""
        self.watch_card(0)
        for button in self.query(Button):
            button.active_effect_duration = (
                0  # as long as it lasts a button is deaf, and some people are quick
            )
        self.query_one("#next").focus()

    def watch_card(self, card: int) -> None:
        """Show a card."""
        self.query_one("#title", Static).update(Content(f"{CARDS[card].title}  ({card + 1} of {len(CARDS)})"))
        self.query_one("#text", Static).update(Content(CARDS[card].text))
        self.query_one("#card").scroll_home(animate=False)
        self.query_one("#back", Button).disabled = card == 0
        self.query_one("#next", Button).label = "Begin" if card == _LAST else "Next →"

    def action_go(self, steps: int) -> None:
        """To another card; the tour ends behind the last."""
        if self.card + steps > _LAST:
            self.dismiss()
        else:
            self.card = max(0, self.card + steps)

    @on(Button.Pressed)
    def choose(self, event: Button.Pressed) -> None:
        """A button was pressed."""
        event.stop()
        if event.button.id == "skip":
            self.dismiss()
        else:
            self.action_go(1 if event.button.id == "next" else -1)
            self.query_one("#next").focus()
