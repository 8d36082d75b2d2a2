"""An update: what a release brings a place, and what has to be decided. Nothing is written until it is applied."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Footer, Static
from textual.worker import Worker, WorkerState

from localkit import wording
from localkit.actions.take_update import Settlement, TakenUpdate, take_update
from localkit.actions.update import UpdateRequest
from localkit.actions.update_looking import LookedAt, look_at_update
from localkit.errors import UntrustedError
from localkit.hooks.failure import Failure
from localkit.model.merging import Choice
from localkit.tui import update_words as words
from localkit.tui.screens.confirm import ConfirmScreen
from localkit.tui.screens.own_text import OwnTextScreen
from localkit.tui.screens.reason import ReasonScreen
from localkit.tui.screens.telling import TellsFailures
from localkit.tui.widgets.update_board import UpdateBoard
from localkit.workspace import Workspace


class UpdateScreen(TellsFailures, Screen[bool]):
    """Shows an update and takes decisions. Answers whether something was written.

    Args:
        workspace: Makes a workspace for each piece of work.
        root: The local version's folder.
    """

    CSS_PATH = "../styles/update.tcss"
    HELP_LINE: ClassVar[str] = (
        "An update. Left: what the release brings, what needs your decision, and what comes without one. Right: both "
        "texts, word by word, and what will stand there. Nothing is written until you apply it."
    )
    BINDINGS = [  # noqa: RUF012
        Binding("a", "apply", "Apply", id="update.apply", tooltip="Write it, after one more question."),
        Binding("escape", "leave", "Back", id="update.leave", tooltip="Go back; nothing is written."),
        Binding(
            "q,ctrl+q", "leave(True)", "Quit", id="update.quit", key_display="q", tooltip="Leave localkit."
        ),
    ]

    @dataclass
    class Looked(Message):
        """It is known what there is to take and to decide."""

        seen: LookedAt

    @dataclass
    class Untrusted(Message):
        """The kit has code, and nobody said that it may run."""

        error: UntrustedError

    @dataclass
    class Taken(Message):
        """What was to be applied is applied, as far as it could be."""

        done: TakenUpdate
        failures: tuple[Failure, ...]

    def __init__(self, workspace: Callable[[], Workspace], root: Path) -> None:
        super().__init__()
        self.workspace, self.root = workspace, root
        self.trust = self.written = self.writing = self.failed = False
        self.troubles: dict[str, str] = {}

    def compose(self) -> ComposeResult:
        """A head, and the update."""
        yield Static(id="head")
        yield Static(id="standing")
        yield UpdateBoard(id="body")
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Look."""
        self.look()

    def look(self) -> None:
        """Find out what there is."""
        self.query_one("#head", Static).update("Looking for what the core has …")
        self.look_in_background(UpdateRequest(trust=self.trust))

    @work(thread=True, exclusive=True, group="look", exit_on_error=False)
    def look_in_background(self, request: UpdateRequest) -> None:
        """Look; a kit that nobody trusts is a question, not a problem."""
        try:
            self.post_message(self.Looked(look_at_update(self.workspace(), self.root, request)))
        except UntrustedError as error:
            self.post_message(self.Untrusted(error))

    @on(Untrusted)
    def ask_for_trust(self, event: Untrusted) -> None:
        """The kit's code runs only after an explicit yes."""
        title = "Run the kit's own program code on this machine?"
        question = ConfirmScreen(title, words.code(event.error), "Run it", "No", loses=True)
        self.app.push_screen(question, self._trusted)

    def _trusted(self, yes: bool | None) -> None:
        if yes:
            self.trust = True
            self.look()
        else:
            told = "Its code may not run, so the release was not read. Without it: localkit update --without-code"
            self.app.notify(told, timeout=15, markup=False)
            self.dismiss(self.written)

    @on(Looked)
    def show(self, event: Looked) -> None:
        """Show what there is."""
        self.query_one("#head", Static).update(words.head(event.seen))
        self.query_one(UpdateBoard).show(event.seen, self.troubles)
        self.troubles = {}

    @on(UpdateBoard.Decided)
    def show_standing(self) -> None:
        """Show how far the decisions are."""
        draft = self.query_one(UpdateBoard).draft
        if draft is not None:
            self.query_one("#standing", Static).update(words.standing(draft))

    @on(UpdateBoard.TextWanted)
    def ask_for_text(self, event: UpdateBoard.TextWanted) -> None:
        """Let a text be written."""
        item, board = event.passage, self.query_one(UpdateBoard)
        name = item.title or wording.shown_address(item.address)
        self.app.push_screen(
            OwnTextScreen(name, event.begun),
            lambda text: None if text is None else board.use_text(item, text),
        )

    @on(UpdateBoard.ReasonWanted)
    def ask_for_reason(self, event: UpdateBoard.ReasonWanted) -> None:
        """Let somebody say why."""
        item, board = event.passage, self.query_one(UpdateBoard)
        self.app.push_screen(
            ReasonScreen(words.why_a_reason(item), event.before),
            lambda reason: board.settle(item, Choice("local"), reason) if reason else None,
        )

    def action_apply(self) -> None:
        """Tell what will happen, and ask."""
        draft = self.query_one(UpdateBoard).draft
        if draft is None or self.writing:
            return
        if draft.seen.plan is None and not draft.chosen:
            self.notify("There is nothing to apply: nothing was decided.")
            return
        question = ConfirmScreen("Apply this?", words.before_applying(draft), "Apply", "Not yet")
        self.app.push_screen(question, self._applying)

    def _applying(self, yes: bool | None) -> None:
        draft = self.query_one(UpdateBoard).draft
        if not yes or draft is None:
            return
        self._hold(writing=True)
        seen = draft.seen
        request = UpdateRequest(to=seen.after, trust=self.trust) if seen.plan is not None else None
        self.take_in_background(request, draft.chosen)

    @work(thread=True, exclusive=True, group="take", exit_on_error=False)
    def take_in_background(self, request: UpdateRequest | None, settlements: Sequence[Settlement]) -> None:
        """Write the release and the decisions."""
        workspace = self.workspace()
        done = take_update(workspace, self.root, request, settlements)
        self.post_message(self.Taken(done, tuple(workspace.plugin_failures)))

    @on(Taken)
    def tell_taken(self, event: Taken) -> None:
        """Tell what was done; what could not be settled is shown again."""
        self._hold(writing=False)
        done = event.done
        self.written = self.written or done.updated is not None or bool(done.settled)
        self.troubles = {
            item.settlement.passage.address: words.trouble(item.error.message, item.error.hint)
            for item in done.unsettled
        }
        title = "Not all of it could be settled" if done.unsettled else "Applied"
        lines = [*words.after_applying(done), *map(words.failed_plugin, event.failures)]
        told = ConfirmScreen(title, lines, "Go on", None)
        self.app.push_screen(told, self._told)

    def _told(self, _: bool | None) -> None:
        if self.troubles:
            self.look()
        else:
            self.dismiss(self.written)

    def _hold(self, *, writing: bool) -> None:
        self.writing = writing
        self.query_one(UpdateBoard).disabled = writing
        self.query_one("#standing", Static).update("Writing …" if writing else "")

    @on(Worker.StateChanged)
    def go_on_after_failure(self, event: Worker.StateChanged) -> None:
        """The app tells what is wrong. When that was read: back, or look anew where writing failed."""
        if event.state is WorkerState.ERROR:
            self.failed = True

    def on_screen_resume(self) -> None:
        """Go on after a failure was told."""
        if not self.failed:
            return
        self.failed = False
        if self.writing:
            self._hold(writing=False)
            self.look()
        else:
            self.dismiss(self.written)

    def action_leave(self, leave_localkit: bool = False) -> None:
        """Go back, or leave altogether; ask first where decisions would be lost."""
        draft = self.query_one(UpdateBoard).draft
        if self.writing:
            self.notify("It is being written. One moment.")
        elif draft is None or not draft.chosen:
            self._leave(leave_localkit)
        else:
            number = wording.counted(len(draft.chosen), "decision")
            lines = [f"You made {number} that you did not apply. Nothing was written."]
            self.app.push_screen(
                ConfirmScreen("Leave without applying?", lines, "Leave", "Stay", loses=True),
                lambda yes: self._leave(leave_localkit) if yes else None,
            )

    def _leave(self, leave_localkit: bool) -> None:
        if leave_localkit:
            self.app.exit()
        else:
            self.dismiss(self.written)
