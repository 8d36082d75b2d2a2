"""Who has taken which core change: numbers above, the places of one change below."""

from __future__ import annotations

from collections.abc import Iterator

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding

from localkit.model.place_look import PlaceLook
from localkit.tui.core_changes import SAID, ToldChange, told_changes
from localkit.tui.screens.beside import BesideScreen
from localkit.tui.widgets.line_table import Line, LineColumn, LineTable

_HEADS = {
    "deferred": "put\noff",
    "declined": "not\ntaken",
    "not_applicable": "not\nhere",
    "waits": "not\ndecided",
}
_CHANGES = (
    LineColumn("Core change"),
    *(LineColumn(_HEADS.get(said, word), 7) for said, word in SAID.items()),
)
_PLACES = (LineColumn("Place", 30), LineColumn("Release", 22), LineColumn("Nation", 16))


class CoreChangesScreen(BesideScreen):
    """The lower table follows the cursor of the upper one."""

    HEADING = "Core changes"
    HELP_LINE = (
        "Above: each core change and how many places adopted it, adapted it, put it off, did not take it, or have not "
        "decided. Below: which places said what of the change that the cursor is on."
    )
    BINDINGS = [  # noqa: RUF012
        Binding(
            "tab", "app.focus_next", "Changes or places", id="places.other", tooltip="Go to the other table."
        ),
    ]

    def parts(self) -> ComposeResult:
        """Changes, then places."""
        self.changes, self.who = LineTable(_CHANGES), LineTable(_PLACES)
        self.changes.add_class("-upper")
        yield self.changes
        yield self.who

    def show(self) -> None:
        """Show what every chosen place told."""
        found = told_changes(self.shown.looks())
        kits = {item.kit for item in found}
        caption = (
            "How many places said what of each core change" if found else "No place has told of a core change"
        )
        lines = [_change_line(item, several=len(kits) > 1) for item in found]
        self._found = {(item.kit, item.change): item for item in found}
        self.changes.show(lines, caption + self.shown.told())

    @on(LineTable.Moved)
    def show_places(self, event: LineTable.Moved) -> None:
        """Show who said what of the change under the cursor."""
        if event.table is self.changes:
            item = self._found.get(event.about)
            self.who.show(
                list(_place_lines(item)) if item else [], f"Who said what of {item.change}" if item else ""
            )

    @on(LineTable.Opened)
    def open_line(self, event: LineTable.Opened) -> None:
        """From a change to its places; from there to the place."""
        if isinstance(event.about, PlaceLook):
            self.open_at(event.about)
        else:
            self.who.focus()


def _change_line(item: ToldChange, *, several: bool) -> Line:
    name = f"{item.kit}: {item.change}" if several else item.change
    counts = [(str(number), "") if number else ("–", "quiet") for number in item.counts()]
    told = "; ".join(
        f"{number:,} {word}" for number, word in zip(item.counts(), SAID.values(), strict=True) if number
    )
    return Line([(name, ""), *counts], (item.kit, item.change), told=(name, told))


def _place_lines(item: ToldChange) -> Iterator[Line]:
    """Places under what they said, by name; what waits first, since it asks for somebody."""
    for said in reversed(SAID):
        places = item.places.get(said, [])
        if places:
            yield Line([(f"{SAID[said].capitalize()}: {len(places):,}", "")], heading=True)
        for look in places:
            release = look.seen.release.shown if look.seen else ""
            area = look.seen.area if look.seen else ""
            yield Line(
                [(look.place.label, ""), (release, ""), (area, "")],
                look,
                told=(look.place.label, look.place.at),
            )
