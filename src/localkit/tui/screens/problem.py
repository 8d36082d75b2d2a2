"""What went wrong, over the screen on which it did."""

from __future__ import annotations

from pathlib import Path
from typing import Self

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, Static

from localkit.syntax.harmless import harmless
from localkit.tui.problem_words import Problem, problem_of


class ProblemScreen(ModalScreen[None]):
    """An error as message and hint; any of Enter, Escape and the button closes it.

    Args:
        problem: What to tell.
    """

    BINDINGS = [Binding("escape,enter", "dismiss", "Close", id="problem.close")]  # noqa: RUF012

    def __init__(self, problem: Problem) -> None:
        super().__init__()
        self.problem = problem

    @classmethod
    def of(cls, error: BaseException, folder: Path) -> Self:
        """For an error; see ``problem_of``."""
        return cls(problem_of(error, folder))

    def compose(self) -> ComposeResult:
        """A message, a hint, a button."""
        with Vertical(classes="dialog"):
            yield Static("That did not work", classes="dialog-title")
            yield Static(Content(harmless(self.problem.message)), id="message")
            yield Static(Content(harmless(self.problem.hint)), id="hint", classes="quiet")
            yield Button("Close", id="close", variant="primary")

    def on_button_pressed(self) -> None:
        """Close."""
        self.dismiss()
