"""Which places of a portfolio a release is rehearsed with: all; what cannot be done is told of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from localkit.model.portfolio import NewPlace
from localkit.store.portfolio.places import listed_places

if TYPE_CHECKING:
    from localkit.store.portfolio.opening import Portfolio


def places_of(portfolio: Portfolio) -> tuple[NewPlace, ...]:
    """Every place of a portfolio.

    Raises:
        MachineError: The database is in the way.
    """
    return tuple(item.place for item in listed_places(portfolio))
