"""The page about all places of a portfolio."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from localkit.actions.portfolio_report import PortfolioReport, ReportedPlace
from localkit.cli.pages.adoption import adoption
from localkit.cli.pages.detail import LEVELS, LIMIT, Detail
from localkit.cli.pages.exception_table import exception_table
from localkit.cli.pages.heat_map import heat_map
from localkit.cli.pages.indicators import indicators
from localkit.cli.pages.markup import Html, tag
from localkit.cli.pages.over_time import over_time
from localkit.cli.pages.page import page
from localkit.cli.pages.parts import section
from localkit.cli.pages.places_table import places_table
from localkit.cli.pages.quadrant import quadrant
from localkit.cli.pages.shared import shared_adaptations
from localkit.cli.pages.since import since_before
from localkit.cli.pages.summary import summary

_PARTS: Final = {
    "elements": "Elements",
    "measures": "Core kept and locally shaped",
    "time": "Change over time",
    "changes": "Core changes",
    "adaptations": "Adaptations",
    "outcomes": "Outcomes",
}
_CELL: Final = 24
"""Bytes of the shortest cell of the heat map."""
_NO_CELLS: Final = next(at for at, detail in enumerate(LEVELS) if not detail.cells)


def portfolio_page(report: PortfolioReport) -> bytes:
    """One file for a browser, by which nothing else is asked for; it tells as much as keeps it small."""
    for detail in LEVELS[_first_level(report) :]:
        data = page_with(report, detail)
        if len(data) < LIMIT:
            return data
    return data


def _first_level(report: PortfolioReport) -> int:
    """The first level that can be small enough at all: pages of thousands of places are not made to be thrown away."""
    cells = sum(len(place.data["elements"]) for place in report.places)
    return 0 if cells * _CELL < LIMIT else _NO_CELLS


def page_with(report: PortfolioReport, detail: Detail) -> bytes:
    """The page with as much of each thing as ``detail`` says."""
    parts = [
        ("summary", "Summary", summary(report, detail)),
        ("exceptions", "Exceptions", exception_table(report, detail)),
        ("places", "Places", places_table(report, detail)),
        *_kits(report, detail),
        ("since", "Since the snapshot before", since_before(report, detail)),
    ]
    return page(
        "Our places",
        [f"As known on {report.day.isoformat()}.", *_chosen(report)],
        parts,
        "Made by localkit from snapshots of the places. It holds what they show of themselves, and nothing beside it.",
        script=True,
    )


def _chosen(report: PortfolioReport) -> Iterator[Html]:
    if report.filters:
        yield tag("span", f"Only places with {' and '.join(report.filters)}.")


def _kits(report: PortfolioReport, detail: Detail) -> Iterator[tuple[str, str, Html]]:
    """A part for each kit. Its own parts stand in the list of contents too, and bring nothing more with them."""
    several = len(report.by_kit()) > 1
    for number, (kit, places) in enumerate(report.by_kit().items(), 1):
        name = f"kit-{number}"
        yield name, kit, section(name, kit, *_of_kit(report, name, kit, places, detail))
        for part, title in _PARTS.items():
            yield f"{name}-{part}", f"{title} ({kit})" if several else title, Html()


def _of_kit(
    report: PortfolioReport, name: str, kit: str, places: Sequence[ReportedPlace], detail: Detail
) -> Iterator[Html]:
    yield tag("p", "Places of one kit side by side, by name.")
    yield heat_map(f"{name}-elements", kit, places, detail)
    yield quadrant(f"{name}-measures", kit, places, detail)
    yield over_time(f"{name}-time", kit, report.quarters.get(kit, ()))
    yield adoption(f"{name}-changes", kit, places, detail)
    yield shared_adaptations(f"{name}-adaptations", report.words, places, detail)
    yield indicators(f"{name}-outcomes", kit, places, detail)
