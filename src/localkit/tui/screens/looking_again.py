"""Looking at every place again, with how far it is and a way to stop."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from threading import Event
from typing import TYPE_CHECKING

from textual import on, work
from textual.message import Message
from textual.screen import Screen
from textual.worker import Worker, WorkerState, get_current_worker

from localkit.tui.messages import Progressed
from localkit.tui.place_words import scan_told
from localkit.tui.processes import allow_processes
from localkit.tui.screens.telling import TellsFailures

if TYPE_CHECKING:
    from localkit.actions.portfolio_scan import Scanned
    from localkit.workspace import Workspace


class LooksAgain(TellsFailures, Screen[None]):
    """Part of a portfolio's screen: the scan, as ``localkit portfolio scan`` does it.

    Args:
        workspace: Makes a workspace for each piece of work.
        where: The portfolio's file, or its database's address.
    """

    @dataclass
    class Looked(Message):
        """Every place was looked at again, or as many as there were before somebody stopped it."""

        scanned: Scanned
        stopped: bool

    def __init__(self, workspace: Callable[[], Workspace], where: str) -> None:
        super().__init__()
        self.workspace = workspace
        self.where = where
        self.looking: str | None = None
        self._stop = Event()

    def tell_view(self) -> None:
        """Say what is shown, or ``looking``."""
        raise NotImplementedError

    def read_places(self) -> object:
        """Read what is kept."""
        raise NotImplementedError

    def action_scan(self) -> None:
        """Look at every place again; or stop that."""
        if self.looking:
            self._stop.set()
            self.looking = "Stopping; what was measured so far is kept …"
        else:
            self.looking = "Looking again …"
            self._stop.clear()
            self.scan_places()
        self.tell_view()

    @work(thread=True, exclusive=True, group="scan", exit_on_error=False)
    def scan_places(self) -> None:
        """Look at every place again in the background."""
        from localkit.actions.portfolio_scan import scan_until

        allow_processes()
        worker = get_current_worker()
        scanned = scan_until(
            self.workspace(),
            self.where,
            lambda: self._stop.is_set() or worker.is_cancelled,  # the latter when somebody leaves
            self._tell_scan,
        )
        self.post_message(self.Looked(scanned, self._stop.is_set()))

    def _tell_scan(self, scanned: Scanned) -> None:
        self.post_message(Progressed(scanned.done, scanned.places, "Looking again"))

    @on(Progressed)
    def tell_progress(self, event: Progressed) -> None:
        """Say how far looking is."""
        if self.looking and not self.looking.startswith("Stopping"):
            self.looking = f"{event.what}: {event.done:,} of {event.of or 0:,} places; s or Escape stops it"
            self.tell_view()

    @on(Looked)
    def read_again(self, event: Looked) -> None:
        """Tell what came of it, and read all places anew."""
        self.looking = None
        self.tell_view()
        self.notify(scan_told(event.scanned, stopped=event.stopped), markup=False)
        self.read_places()

    @on(Worker.StateChanged)
    def note_scan_failed(self, event: Worker.StateChanged) -> None:
        """Nothing is looked at any more; why is told over this screen."""
        if event.state is WorkerState.ERROR and event.worker.group == "scan":
            self.looking = None
            self.tell_view()
