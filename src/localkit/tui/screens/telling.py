"""What every screen does when something in the background fails."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual.worker import Worker, WorkerState

if TYPE_CHECKING:
    from localkit.tui.app import LocalkitApp


class TellsFailures:
    """Part of a screen: whatever its workers raise is shown as message and hint.

    textual tells a worker's end to the screen that began it and to nobody else, so each screen has to have this.
    """

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Show what a worker raised."""
        if event.state is WorkerState.ERROR and event.worker.error is not None:
            app = cast("LocalkitApp", event.worker.node.app)
            app.show_problem(event.worker.error)
