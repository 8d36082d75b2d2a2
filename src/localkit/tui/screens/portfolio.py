"""Many places: each in a line, what waits where, and ways to the screens that hold them beside each other."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on, work
from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.signal import Signal
from textual.widgets import Static
from textual.worker import Worker, WorkerState, get_current_worker

from localkit.actions.portfolio_looks import Page, looks_by_page
from localkit.model.place_look import PlaceName
from localkit.tui.giving_way import giving_way
from localkit.tui.place_list import SORTS, PlaceList, View
from localkit.tui.place_words import NOTHING_YET, view_told
from localkit.tui.portfolio_keys import PORTFOLIO_KEYS
from localkit.tui.screens.beside import Shown, open_place
from localkit.tui.screens.looking_again import LooksAgain
from localkit.tui.widgets.key_line import KeyLine
from localkit.tui.widgets.place_table import PlaceTable

if TYPE_CHECKING:
    from localkit.workspace import Workspace

_BREATH: Final = 0.004
"""Seconds between two pages, in which keys are answered."""
_PATIENCE: Final = 1.0
"""Seconds to wait until the first page is drawn: to read on meanwhile would hold that up."""
_SHOWN_EVERY: Final = 0.3
"""Seconds between two times at which what was read meanwhile is shown."""


class PortfolioScreen(LooksAgain):
    """The places that a team follows.

    Args:
        workspace: Makes a workspace for each piece of work.
        where: The portfolio's file, or its database's address.
    """

    CSS_PATH = "../styles/portfolio.tcss"
    HELP_LINE: ClassVar[str] = (
        "The places that you follow, each in a line: what waits there, its elements by light, and when it was last "
        "heard of. Nothing is ranked. Below the table stands all of the place that the cursor is on."
    )
    BINDINGS = PORTFOLIO_KEYS

    @dataclass
    class Came(Message):
        """Some places were read.

        Attributes:
            page: They; None after the last.
            places: Every place, where more are known now than before.
        """

        page: Page | None
        places: PlaceList | None = None

    def __init__(self, workspace: Callable[[], Workspace], where: str) -> None:
        super().__init__(workspace, where)
        self.places = PlaceList()
        self.view = View()
        self.more: Signal[PlaceList] = Signal(self, "more places")
        self._told = 0.0
        self._drawn = Event()

    def compose(self) -> ComposeResult:
        """A title, what is shown, the table, the place under the cursor."""
        name = Path(self.where).name if "://" not in self.where else "a database"
        yield Static(Content(f"Our places, as kept in {name}"), classes="title")
        yield PlaceTable()
        nothing = Static(Content(NOTHING_YET), id="nothing")
        nothing.display = False
        yield nothing
        yield KeyLine()

    def on_mount(self) -> None:
        """Read what is kept."""
        self.query_one(PlaceTable).focus()
        self.query_one(PlaceTable).tell("Opening …")
        self.read_places()

    @work(thread=True, exclusive=True, group="read", exit_on_error=False)
    def read_places(self) -> None:
        """Read every place, a page at a time."""
        worker = get_current_worker()
        known: Sequence[PlaceName] = ()
        with giving_way():
            for page in looks_by_page(self.workspace().today, self.where, self.app.size.height):
                if worker.is_cancelled:
                    return
                more, known = page.names is not known, page.names
                self.post_message(self.Came(page, PlaceList(page.names, page.total) if more else None))
                self._drawn.wait(_PATIENCE)
                time.sleep(_BREATH)
        self.post_message(self.Came(None))

    @on(Came)
    def take(self, event: Came) -> None:
        """Show the first page at once, what comes then now and again."""
        self.places = event.places or self.places
        self.places.take(event.page.looks if event.page else ())
        now = time.monotonic()
        if event.places or event.page is None or now - self._told > _SHOWN_EVERY:
            self._told = now
            self.show(again=event.places is None and not self.view.needs_snapshots)
            self.more.publish(self.places)
            self.call_after_refresh(self._drawn.set)

    def show(self, *, again: bool = False, keep: bool = True) -> None:
        """Show the places that were asked for.

        Args:
            again: Whether they are the same as before, and only more is known of them.
            keep: Whether the cursor stays at its place.
        """
        table, rows = self.query_one(PlaceTable), self.places.rows(self.view)
        if again:
            table.show_again(rows)
        else:
            table.show(rows, keep=keep)
        self.query_one("#nothing").display = not self.places.total
        table.display = bool(self.places.total)
        self.tell_view()

    def tell_view(self) -> None:
        """Say above the table what is shown, or how far looking again is."""
        shown = self.query_one(PlaceTable).places
        told = self.looking or view_told(self.view.told(), shown, self.places, self.view.chooses)
        self.query_one(PlaceTable).tell(told)

    @on(Worker.StateChanged)
    def tell_unread(self, event: Worker.StateChanged) -> None:
        """Say so where the portfolio could not be read; why is told over this screen."""
        if event.state is WorkerState.ERROR and event.worker.group == "read":
            self.query_one(PlaceTable).tell(
                "Not all of it could be read. Leave, mend what is wrong, open it again."
            )

    @on(PlaceTable.HeadClicked)
    def sort_by_head(self, event: PlaceTable.HeadClicked) -> None:
        """Order by the column that was clicked, where that ranks nobody."""
        if event.key in SORTS:
            self._change(self.view._replace(sort=SORTS[event.key]))

    def action_change(self, what: str) -> None:
        """Another order, or other places."""
        view = self.view.next(what)
        # A stage or a light that no place has is passed over; the first of each lets every place through.
        while what in ("stage", "light") and getattr(view, what) is not None and not self.places.rows(view):
            view = view.next(what)
        self._change(view)

    def _change(self, view: View) -> None:
        self.view = view
        self.show()

    def action_find(self) -> None:
        """Let a person type."""
        table = self.query_one(PlaceTable)
        table.focus()
        table.find()

    @on(PlaceTable.Typed)
    def find_places(self, event: PlaceTable.Typed) -> None:
        """Show what fits, with each letter."""
        if event.words is None:
            self.action_back()
        else:
            self.view = self.view._replace(words=event.words)
            self.show(keep=False)

    def action_back(self) -> None:
        """Stop looking, or show every place again."""
        if self.looking:
            self.action_scan()
            return
        self.query_one(PlaceTable).words = ""
        self._change(self.view.cleared())

    @on(PlaceTable.Opened)
    def open_place(self, event: PlaceTable.Opened) -> None:
        """Open a place."""
        open_place(self, self.workspace, self.where, event.look)

    def action_beside(self, which: str) -> None:
        """Go to one of the screens that hold the places beside each other."""
        from localkit.tui.screens.besides import BESIDES

        shown = Shown(self.workspace, self.where, self.places, self.view, self.more)
        self.app.push_screen(BESIDES[which](shown))
