"""Writing a text of one's own for a passage. What was written is not lost without a question."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, Static

from localkit.syntax.harmless import in_one_line
from localkit.tui.screens.confirm import ConfirmScreen
from localkit.tui.widgets.text_pad import TextPad

_ABOUT = "Change it as you want it to stand there. Ctrl+S keeps it as your decision; nothing is written yet."


class OwnTextScreen(ModalScreen[str | None]):
    """Answers with the text, or None where nobody wants it.

    Args:
        name: Of the passage.
        text: What to begin with.
    """

    CSS_PATH = "../styles/own_text.tcss"
    BINDINGS = [  # noqa: RUF012
        Binding("ctrl+s", "use_text", "Use this text", id="own_text.use", tooltip="Decide for this text."),
        Binding("escape", "leave", "Back", id="own_text.leave", tooltip="Go back without deciding."),
    ]

    def __init__(self, name: str, text: str) -> None:
        super().__init__()
        self._title, self._begun = name, text

    def compose(self) -> ComposeResult:
        """A title, the text, two buttons."""
        with Vertical(classes="dialog"):
            yield Static(Content(f"Your own text · {in_one_line(self._title)}"), classes="dialog-title")
            yield Static(_ABOUT, classes="quiet")
            yield TextPad(self._begun, id="own-text")
            yield Static(id="refused", classes="light-red")
            with Horizontal(classes="dialog-buttons"):
                yield Button(Content("Use this text (Ctrl+S)"), id="use", variant="primary")
                yield Button(Content("Back (Esc)"), id="leave")

    def on_mount(self) -> None:
        """Write at once."""
        self.query_one(TextPad).focus()

    @property
    def text(self) -> str:
        """As it is now."""
        return self.query_one(TextPad).text

    @on(Button.Pressed, "#use")
    def action_use_text(self) -> None:
        """Answer with the text; none at all would take the passage out without saying so."""
        if self.text.strip():
            self.dismiss(self.text)
            return
        self.query_one("#refused", Static).update("■ There is nothing in it. Write what is to stand there.")

    @on(Button.Pressed, "#leave")
    def action_leave(self) -> None:
        """Go back; ask first where something was written."""
        if self.text == self._as_begun:
            self.dismiss(None)
            return
        question = ["What you wrote here would be lost."]
        self.app.push_screen(
            ConfirmScreen("Leave without this text?", question, "Lose it", "Keep writing", loses=True),
            self._left,
        )

    @property
    def _as_begun(self) -> str:
        """What it began with, as the text area gives it back."""
        return TextPad(self._begun).text

    def _left(self, lose: bool | None) -> None:
        if lose:
            self.dismiss(None)
