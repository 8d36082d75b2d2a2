"""Report of a portfolio: everything that a page about all places shows, in one value."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from localkit.actions.portfolio_list import PlaceFilter, chosen, list_places
from localkit.engine.quarters import Quarter, quarters
from localkit.engine.snapshot_change import SnapshotChange, snapshot_change
from localkit.model.frame import Frame
from localkit.model.portfolio import Followed, Heard
from localkit.store.vocabularies import frame
from localkit.workspace import Workspace

if TYPE_CHECKING:
    from localkit.store.portfolio.opening import Portfolio


@dataclass(frozen=True)
class ReportedPlace:
    """A place that something is known of.

    Attributes:
        name: What it is called.
        heard: The newest snapshot.
        change: What is different since the snapshot before; None where there is none.
    """

    name: str
    heard: Heard
    change: SnapshotChange | None = None

    @property
    def data(self) -> Mapping[str, Any]:
        """The newest snapshot's values."""
        return self.heard.snapshot.data


@dataclass(frozen=True)
class PortfolioReport:
    """Every place of a portfolio, by name.

    Attributes:
        day: The present one.
        followed: Every place, those that nothing is known of, too.
        places: Those that something is known of.
        words: FRAME's codes in words.
        filters: What the places were chosen by, as a person typed it; empty: all of the portfolio.
        quarters: How the places of each kit stood in each quarter of which snapshots are kept, by the kit's name.
    """

    day: datetime.date
    followed: tuple[Followed, ...]
    places: tuple[ReportedPlace, ...]
    words: Frame
    filters: tuple[str, ...] = ()
    quarters: Mapping[str, tuple[Quarter, ...]] = field(default_factory=dict)

    def by_kit(self) -> dict[str, list[ReportedPlace]]:
        """The places of each kit, kits by name: only places of one kit can be looked at side by side."""
        names = sorted({place.heard.snapshot.kit_name for place in self.places})
        return {
            name: [place for place in self.places if place.heard.snapshot.kit_name == name] for name in names
        }


def portfolio_report(
    workspace: Workspace, portfolio: Portfolio, filters: Sequence[PlaceFilter] = ()
) -> PortfolioReport:
    """Gather what is known of every place that every filter fits.

    Raises:
        MachineError: The portfolio is in the way.
    """
    from localkit.store.portfolio.snapshots import (  # noqa: PLC0415  imports SQLAlchemy
        kept_looks,
        previous_snapshots,
    )

    followed = chosen(list_places(portfolio), filters)
    wanted = {item.known.id for item in followed}
    before = previous_snapshots(portfolio)
    places = [
        ReportedPlace(item.known.place.label, item.heard, _change(before.get(item.known.id), item.heard))
        for item in followed
        if item.heard is not None
    ]
    return PortfolioReport(
        workspace.clock().date(),
        tuple(followed),
        tuple(places),
        frame(),
        tuple(f"{item.key}={item.value}" for item in filters),
        quarters(look for look in kept_looks(portfolio) if look.place in wanted),
    )


def _change(before: Heard | None, now: Heard) -> SnapshotChange | None:
    return None if before is None else snapshot_change(before.snapshot, now.snapshot)
