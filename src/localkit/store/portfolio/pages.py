"""Reading a portfolio a page at a time: every name at once, snapshots as somebody gets to them."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from localkit.model.place_look import KeptText, PlaceName
from localkit.store.portfolio.opening import Portfolio
from localkit.store.portfolio.places import pieces
from localkit.store.portfolio.tables import places, snapshots


def place_names(portfolio: Portfolio) -> list[PlaceName]:
    """Every place, by name.

    Raises:
        MachineError: The database is in the way.
    """
    query = select(*(places.c[name] for name in PlaceName._fields))
    with portfolio.reading() as connection:
        return sorted((PlaceName(*row) for row in connection.execute(query)), key=lambda name: name.order)


def kept_texts(portfolio: Portfolio, numbers: Sequence[int]) -> dict[int, KeptText]:
    """Snapshots as they are kept, by the place's number.

    Args:
        portfolio: Where they are.
        numbers: The snapshots' own numbers; one that is gone meanwhile is left out.

    Raises:
        MachineError: The database is in the way.
    """
    found: dict[int, KeptText] = {}
    with portfolio.reading() as connection:
        for some in pieces(numbers):
            query = select(snapshots.c.place, snapshots.c.data, snapshots.c.last_seen)
            rows = connection.execute(query.where(snapshots.c.id.in_(some)))
            found.update((row.place, KeptText(row.data, row.last_seen)) for row in rows)
    return found
