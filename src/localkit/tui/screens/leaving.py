"""A question before something that was typed is left behind."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, Static


class LeaveScreen(ModalScreen[bool]):
    """Asks whether to leave; staying is what Enter and Escape do.

    Args:
        question: What is asked.
    """

    BINDINGS = [  # noqa: RUF012
        Binding("escape,n", "answer(False)", "Stay", id="leaving.stay"),
        Binding("y", "answer(True)", "Leave", id="leaving.leave"),
    ]

    def __init__(self, question: str) -> None:
        super().__init__()
        self.question = question

    def compose(self) -> ComposeResult:
        """A question and two buttons."""
        with Vertical(classes="dialog"):
            yield Static(Content(self.question), classes="dialog-title")
            with Horizontal(classes="buttons"):
                yield Button("Stay (n)", id="stay", variant="primary")
                yield Button("Leave (y)", id="leave")

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Answer."""
        self.dismiss(event.button.id == "leave")

    def action_answer(self, leave: bool) -> None:
        """Answer."""
        self.dismiss(leave)
