"""The page about all places of a portfolio."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from localkit.actions.portfolio_report import PortfolioReport, ReportedPlace
from localkit.cli.pages.adoption import adoption
from localkit.cli.pages.exception_table import exception_table
from localkit.cli.pages.heat_map import heat_map
from localkit.cli.pages.indicators import indicators
from localkit.cli.pages.markup import Html, tag
from localkit.cli.pages.page import page
from localkit.cli.pages.parts import section
from localkit.cli.pages.places_table import places_table
from localkit.cli.pages.quadrant import quadrant
from localkit.cli.pages.shared import shared_adaptations
from localkit.cli.pages.since import since_before
from localkit.cli.pages.summary import summary


def portfolio_page(report: PortfolioReport) -> bytes:
    """One file for a browser, by which nothing else is asked for."""
    parts = [
        ("summary", "Summary", summary(report)),
        ("places", "Places", places_table(report)),
        *_kits(report),
        ("since", "Since the snapshot before", since_before(report)),
        ("exceptions", "Exceptions", exception_table(report)),
    ]
    return page(
        "Our places",
        [f"As known on {report.day.isoformat()}."],
        parts,
        "Made by localkit from snapshots of the places. It holds what they show of themselves, and nothing beside it.",
        script=True,
    )


def _kits(report: PortfolioReport) -> Iterator[tuple[str, str, Html]]:
    for number, (kit, places) in enumerate(report.by_kit().items(), 1):
        name = f"kit-{number}"
        yield name, kit, section(name, kit, *_of_kit(report, name, kit, places))


def _of_kit(report: PortfolioReport, name: str, kit: str, places: Sequence[ReportedPlace]) -> Iterator[Html]:
    yield tag("p", "Places of one kit side by side, by name.")
    yield heat_map(f"{name}-elements", kit, places)
    yield quadrant(f"{name}-measures", kit, places)
    yield adoption(f"{name}-changes", kit, places)
    yield shared_adaptations(f"{name}-adaptations", report.words, places)
    yield indicators(f"{name}-outcomes", places)
