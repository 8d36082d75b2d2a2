"""Going one step back: what that takes back, a question, and what came of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Button, Static
from textual.worker import Worker, WorkerState

from localkit.actions.undo import Undone, undo
from localkit.actions.undo_looking import StepBack, step_back
from localkit.store.file_changes import StepNote
from localkit.syntax.harmless import harmless
from localkit.tui.screens.telling import TellsFailures
from localkit.tui.undo_words import after_undo, before_undo
from localkit.workspace import Workspace


class UndoScreen(TellsFailures, ModalScreen[bool]):
    """Asks before it goes one step back. Answers whether it did.

    The making of a place is never undone here: that would take its folder away.

    Args:
        workspace: Makes a workspace for each piece of work.
        root: The local version's folder.
    """

    BINDINGS = [  # noqa: RUF012
        Binding("y", "undo", "Go back", id="undo.undo", tooltip="Take the last step back."),
        Binding("n,escape", "leave", "Not now", id="undo.leave", tooltip="Leave it as it is."),
        Binding("left", "app.focus_previous", "Previous", show=False),
        Binding("right", "app.focus_next", "Next", show=False),
    ]

    @dataclass
    class Looked(Message):
        """It is known what would be undone."""

        step: StepBack

    @dataclass
    class Went(Message):
        """The step was undone."""

        done: Undone

    def __init__(self, workspace: Callable[[], Workspace], root: Path) -> None:
        super().__init__()
        self.workspace, self.root = workspace, root
        self.note: StepNote | None = None
        self.done = self.working = self.failed = False

    def compose(self) -> ComposeResult:
        """A title, what there is to tell, two buttons."""
        with Vertical(classes="dialog"):
            yield Static("Go one step back?", id="title", classes="dialog-title")
            yield Static("Looking at the last step …", id="told")
            with Horizontal(classes="dialog-buttons"):
                yield Button("Go back", id="undo", variant="primary", disabled=True)
                yield Button("Not now", id="leave")

    def on_mount(self) -> None:
        """Look."""
        self.look()

    @work(thread=True, exclusive=True, group="look", exit_on_error=False)
    def look(self) -> None:
        """Find out what would be undone."""
        self.post_message(self.Looked(step_back(self.root)))

    @on(Looked)
    def ask(self, event: Looked) -> None:
        """Tell what would be undone."""
        self.note = event.step.note
        self._tell(before_undo(event.step))
        button, leave = self.query_one("#undo", Button), self.query_one("#leave", Button)
        if self.note is None:
            self.query_one("#title", Static).update("There is no step to go back to")
            button.display, leave.label = False, "Close"
        button.disabled = self.note is None
        (leave if self.note is None else button).focus()

    @on(Button.Pressed, "#undo")
    def action_undo(self) -> None:
        """Go back; when that is done, this closes."""
        if self.done:
            self.dismiss(True)
        elif self.note is not None and not self.working:
            self.working = True
            self._tell(["Going back …"])
            self.undo_in_background(self.note)

    @work(thread=True, exclusive=True, group="undo", exit_on_error=False)
    def undo_in_background(self, shown: StepNote) -> None:
        """Go back, if the last step is still the one that was shown."""
        self.post_message(self.Went(undo(self.workspace(), self.root, shown)))

    @on(Went)
    def tell_what_came_of_it(self, event: Went) -> None:
        """Tell what went back, and what needs a decision now."""
        self.working, self.done = False, True
        self.query_one("#title", Static).update("One step back")
        self._tell(after_undo(event.done))
        self.query_one("#undo", Button).label = "Go on"
        self.query_one("#leave", Button).display = False

    @on(Button.Pressed, "#leave")
    def action_leave(self) -> None:
        """Close; not while files are being written."""
        if not self.working:
            self.dismiss(self.done)

    @on(Worker.StateChanged)
    def note_failure(self, event: Worker.StateChanged) -> None:
        """The app tells what is wrong; when that was read, this closes."""
        if event.state is WorkerState.ERROR:
            self.failed = True

    def on_screen_resume(self) -> None:
        """Close after a failure was told."""
        if self.failed:
            self.dismiss(False)

    def _tell(self, lines: list[str]) -> None:
        self.query_one("#told", Static).update(Content(harmless("\n\n".join(lines))))
