"""Which places of a portfolio a release is rehearsed with: all, and of which kit they were when last heard of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from localkit.model.portfolio import NewPlace
from localkit.store.portfolio.snapshots import followed_places

if TYPE_CHECKING:
    from localkit.store.portfolio.opening import Portfolio


def places_of(portfolio: Portfolio) -> dict[NewPlace, tuple[str, str] | None]:
    """Every place of a portfolio, with the name and version of its kit; None where none was heard of yet.

    Raises:
        MachineError: The database is in the way.
    """
    return {
        item.known.place: (item.heard.snapshot.kit_name, item.heard.snapshot.kit_version)
        if item.heard
        else None
        for item in followed_places(portfolio)
    }
