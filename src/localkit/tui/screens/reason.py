"""Asking why: one sentence, for what the law or safety asks for and a place keeps otherwise."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, Input, Static

from localkit.syntax.harmless import harmless
from localkit.tui.screens.confirm import ConfirmScreen

_EMPTY = "■ A few words are needed: the log of decisions keeps them."


class ReasonScreen(ModalScreen[str | None]):
    """Answers with the reason, or None where nobody gives one.

    Args:
        why: Why a reason is needed.
        reason: What was said before.
    """

    BINDINGS = [  # noqa: RUF012
        Binding("escape", "leave", "Back", id="reason.leave", tooltip="Go back without deciding.")
    ]

    def __init__(self, why: str, reason: str = "") -> None:
        super().__init__()
        self._why, self._reason = why, reason

    def compose(self) -> ComposeResult:
        """Why it is asked, and a line to write in."""
        with Vertical(classes="dialog"):
            yield Static("Why does this place keep its own text?", classes="dialog-title")
            yield Static(Content(harmless(self._why)), classes="quiet")
            yield Input(self._reason, placeholder="One sentence", id="reason")
            yield Static(id="refused", classes="light-red")
            yield Button("Keep this place's text", id="keep", variant="primary")

    def on_mount(self) -> None:
        """Write at once."""
        self.query_one(Input).focus()

    def action_leave(self) -> None:
        """Go back; ask first where something was written."""
        if self.query_one(Input).value.strip() in ("", self._reason):
            self.dismiss(None)
            return
        question = ConfirmScreen(
            "Leave without this reason?",
            ["What you wrote here would be lost."],
            "Lose it",
            "Keep writing",
            loses=True,
        )
        self.app.push_screen(question, self._left)

    def _left(self, lose: bool | None) -> None:
        if lose:
            self.dismiss(None)

    @on(Input.Submitted)
    @on(Button.Pressed)
    def answer(self) -> None:
        """Answer, where there is one."""
        reason = " ".join(self.query_one(Input).value.split())
        if reason:
            self.dismiss(reason)
            return
        self.query_one("#refused", Static).update(_EMPTY)
