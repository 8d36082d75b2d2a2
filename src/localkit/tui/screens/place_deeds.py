"""What a person can do about an element of a place: say why, ask, open, take an update, go back.

Screens that open over this one are imported when they are wanted: a place is to be seen at once.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from localkit import wording
from localkit.actions.exceptions import Registered
from localkit.actions.record import Recorded
from localkit.errors import LocalkitError
from localkit.model.divergence import ElementDivergence
from localkit.syntax.harmless import harmless
from localkit.tui.editing import open_in_editor
from localkit.tui.screens.plugin_parts import PluginPartsScreen
from localkit.tui.screens.problem import ProblemScreen
from localkit.tui.widgets.detail_pane import DetailPane
from localkit.workspace import Workspace


class PlaceDeedsScreen(PluginPartsScreen):
    """A screen on which an element of a place is chosen.

    Args:
        workspace: Makes a workspace for each piece of work.
        root: The local version's folder.
        chosen: Id of the chosen element; empty for what no element claims; None where none is.
    """

    def __init__(self, workspace: Callable[[], Workspace], root: Path, chosen: str | None) -> None:
        super().__init__(workspace, root)
        self.chosen = chosen

    @property
    def element(self) -> ElementDivergence | None:
        """The chosen element; None where it is what no element claims."""
        elements = self.shown.status.divergence.elements if self.shown else ()
        return next((item for item in elements if item.element.id == self.chosen), None)

    def action_record_adaptation(self) -> None:
        """Say why the chosen element was changed."""
        item = self.element
        if self.chosen is None:
            self.notify("No element is chosen. Escape shows all of them.")
        elif item is None or item.state == "as_core" or not item.applies:
            self.notify("Nothing is to be recorded here: it is as the core, or your own.")
        elif self.chosen:
            from localkit.tui.screens.record import RecordScreen

            self.app.push_screen(RecordScreen(self.workspace, self.root, self.chosen), self.tell_recorded)

    def action_request_exception(self) -> None:
        """Ask for an exception for the chosen element."""
        item = self.element
        if self.chosen is None:
            self.notify("No element is chosen. Escape shows all of them.")
        elif item is not None and item.element.latitude == "open" and item.light == "green":
            self.notify("This is yours to shape: it needs no exception.")
        elif item is None or not item.applies or item.element.waivable_by == "nobody":
            self.notify("Nobody can agree an exception here. If it does not work, talk to the national team.")
        else:
            from localkit.tui.screens.exception_request import ExceptionRequestScreen

            screen = ExceptionRequestScreen(self.workspace, self.root, item.element)
            self.app.push_screen(screen, self.tell_requested)

    def tell_recorded(self, done: Recorded | None) -> None:
        """Say that it was recorded."""
        if done is not None:
            self.notify(harmless(f"Recorded: {done.adaptation.summary}"), markup=False)

    def tell_requested(self, done: Registered | None) -> None:
        """Say that the request was written, and who has to hear of it."""
        if done is not None and done.element is not None:
            who = wording.WAIVER_WORD[done.element.waivable_by]
            self.notify(f"Written into the register: {done.exception.id}. Now {who}.", markup=False)

    def action_open_file(self) -> None:
        """Open the file that the chosen element lies in."""
        files = self.query_one(DetailPane).files
        if not files:
            self.notify("There is no file to open here.")
            return
        path, line = files[0]
        try:
            told = open_in_editor(self.app, self.root / path, line)
        except LocalkitError as error:
            self.app.push_screen(ProblemScreen.of(error, self.workspace().cache))
            return
        if told:
            self.notify(told, markup=False)
        self.look_at_place()

    def action_take_update(self) -> None:
        """See what the core's next release brings, and take it."""
        from localkit.tui.screens.update import UpdateScreen

        self.app.push_screen(UpdateScreen(self.workspace, self.root))

    def action_undo_step(self) -> None:
        """Go one step back, after a question."""
        from localkit.tui.screens.undo import UndoScreen

        self.app.push_screen(UndoScreen(self.workspace, self.root))
