"""What is different at each place since the snapshot before."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from localkit.actions.portfolio_report import PortfolioReport, ReportedPlace
from localkit.cli.pages.detail import FEWER, Detail, first_of, left_out
from localkit.cli.pages.markup import Html, joined, name_of, tag
from localkit.cli.pages.parts import light_cell, listed, section, share
from localkit.engine.snapshot_change import ElementChange, SnapshotChange
from localkit.wording import counted

_NAMES: Final = {
    "recorded": "recorded",
    "unrecorded": "not yet recorded",
    "core_kept": "core kept",
    "locally_shaped": "locally shaped",
}
_HOW: Final = f"localkit portfolio show PLACE tells it of one place, and {FEWER}"
_SHARES: Final = ("core_kept", "locally_shaped")


def since_before(report: PortfolioReport, detail: Detail) -> Html:
    """Places by name, with what changed; how many are as they were."""
    changed = [place for place in report.places if place.change is not None and not place.change.nothing]
    first = sum(1 for place in report.places if place.change is None)
    still = len(report.places) - first - len(changed)
    lines = [
        joined([tag("strong", name_of(place.name)), _since(place), listed(_told(place, detail))])
        for place in first_of(changed, detail.changes)
    ]
    return section(
        "since",
        "Since the snapshot before",
        tag(
            "p",
            f"{counted(len(changed), 'place')} different, {still} as before in all that is told here, {first} with one "
            "snapshot only.",
        ),
        listed(lines, "columns") if lines else None,
        left_out(len(changed), detail.changes, "place", _HOW),
    )


def _since(place: ReportedPlace) -> str:
    return f", since {place.change.since[:10]}" if place.change else ""


def _told(place: ReportedPlace, detail: Detail) -> Iterator[str]:
    if place.change:
        yield from change_lines(place.change, detail.elements)


def change_lines(change: SnapshotChange, most: int) -> Iterator[str]:
    """A change in words."""
    if change.release:
        yield f"release {change.release[0]} → {change.release[1]}"
    if change.stage:
        yield f"stage {change.stage[0]} → {change.stage[1]}"
    for name, (before, after) in change.numbers.items():
        shown = (share(before), share(after)) if name in _SHARES else (before, after)
        yield f"{_NAMES[name]} {shown[0]} → {shown[1]}"
    yield from (_element(item) for item in change.elements[:most])
    if len(change.elements) > most:
        more = counted(len(change.elements) - most, "other element")
        yield f"and {more}: localkit portfolio show tells all of one place"


def _element(item: ElementChange) -> str:
    before, after = (
        "not there" if look is None else str(light_cell(*look).content) for look in (item.before, item.after)
    )
    return f"{item.title}: {before} → {after}"
