"""A question that is answered yes or no, over the screen that asks it."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, Static

from localkit.syntax.harmless import harmless


class ConfirmScreen(ModalScreen[bool]):
    """Tells what will happen and asks whether it may. Escape is no.

    Args:
        title: The question in a few words.
        lines: What will happen, a paragraph each.
        yes: Label for yes.
        no: Label for no; None where there is nothing to refuse, and it is only told.
        loses: Whether yes loses something: Enter alone says no then.
    """

    BINDINGS = [  # noqa: RUF012
        Binding("y", "answer(True)", "Yes", id="confirm.yes", tooltip="Do it."),
        Binding("n,escape", "answer(False)", "No", id="confirm.no", tooltip="Go back; nothing happens."),
        Binding("left,up", "app.focus_previous", "Previous", show=False),
        Binding("right,down", "app.focus_next", "Next", show=False),
    ]

    def __init__(
        self,
        title: str,
        lines: Sequence[str],
        yes: str = "Yes",
        no: str | None = "No",
        *,
        loses: bool = False,
    ) -> None:
        super().__init__()
        self._title, self._lines, self._yes, self._no = title, lines, yes, no
        self._loses = loses and no is not None

    def compose(self) -> ComposeResult:
        """A title, paragraphs, buttons."""
        with Vertical(classes="dialog"):
            yield Static(Content(harmless(self._title)), classes="dialog-title")
            for line in self._lines:
                yield Static(Content(harmless(line)), classes="dialog-line")
            with Horizontal(classes="dialog-buttons"):
                yield Button(Content(self._yes), id="yes", variant="primary")
                if self._no is not None:
                    yield Button(Content(self._no), id="no")

    def on_mount(self) -> None:
        """Enter alone loses nothing."""
        self.query_one("#no" if self._loses else "#yes", Button).focus()

    def action_answer(self, answer: bool) -> None:
        """Answer by key."""
        self.dismiss(answer)

    @on(Button.Pressed)
    def answer(self, event: Button.Pressed) -> None:
        """Answer by button."""
        event.stop()
        self.dismiss(event.button.id == "yes")
