"""Agreed exceptions by the day on which they end: those that have ended first, then what ends next."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from textual import on
from textual.app import ComposeResult

from localkit.actions.portfolio_words import standing_shown
from localkit.model.place_look import ExceptionLook, PlaceLook
from localkit.tui.screens.beside import BesideScreen, Shown
from localkit.tui.widgets.line_table import Line, LineColumn, LineTable
from localkit.wording import counted, granter

_COLUMNS = (
    LineColumn("Last day", 18),
    LineColumn("Place", 20),
    LineColumn("Element"),
    LineColumn("How it stands", 22),
    LineColumn("First day", 10),
    LineColumn("Agreed by, as stated", 22),
)


class ExceptionDaysScreen(BesideScreen):
    """What ends when, at which place."""

    HEADING = "Exceptions by the day they end"
    HELP_LINE = "Agreed exceptions of all places, those that have ended first, then what ends next."

    def __init__(self, shown: Shown) -> None:
        super().__init__(shown)
        self.today = shown.workspace().today

    def parts(self) -> ComposeResult:
        """The table."""
        yield LineTable(_COLUMNS)

    def show(self) -> None:
        """Show every exception of the chosen places."""
        found = sorted(
            ((item.until, number, look, item) for number, look, item in self._found()),
            key=lambda one: one[:2],
        )
        ended = sum(until < self.today.isoformat() for until, *_ in found)
        told = f"{counted(len(found), 'exception')}, {ended} of them ended" if found else "There are none"
        lines = [exception_line(look, item, self.today) for _, _, look, item in found]
        self.query_one(LineTable).show(lines, told + self.shown.told())

    def _found(self) -> Iterator[tuple[int, PlaceLook, ExceptionLook]]:
        for number, look in enumerate(self.shown.looks()):
            for item in look.seen.exceptions if look.seen else ():
                yield number, look, item

    @on(LineTable.Opened)
    def open_exception(self, event: LineTable.Opened) -> None:
        """Open the element at the place."""
        look, item = event.about
        self.open_at(look, item.element or None)


def exception_line(look: PlaceLook, item: ExceptionLook, today: datetime.date) -> Line:
    """An exception in a line; one that has ended is marked with a word."""
    ended = item.until < today.isoformat()
    title = title_of(look, item.element)
    stands = standing_shown(item.as_told(), today)
    by = granter(item.granted_by) if item.granted_by else "–"
    cells = (
        (f"ended {item.until}", "yellow") if ended else (f"ends  {item.until}", ""),
        (look.place.label, ""),
        (title, ""),
        (stands, ""),
        (item.start, ""),
        (by, ""),
    )
    told = (f"{look.place.label}: {title}", f"{stands}, {item.start} to {item.until}, by {by}")
    return Line(cells, (look, item), told=told)


def title_of(look: PlaceLook, element: str) -> str:
    """An element's title in the place's release."""
    titles = dict(look.seen.release.elements) if look.seen else {}
    return titles.get(element, element or "no element of the core")
