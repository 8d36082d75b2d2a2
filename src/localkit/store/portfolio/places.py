"""The places of a portfolio."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import delete, insert, select

from localkit.model.portfolio import FileState, KnownPlace, NewPlace
from localkit.store.portfolio.opening import Portfolio
from localkit.store.portfolio.tables import file_states, places, snapshots


def add_places(portfolio: Portfolio, wanted: Iterable[NewPlace], moment: str) -> list[NewPlace]:
    """Add places; those that are there already stay as they are.

    Args:
        portfolio: Where to.
        wanted: The places.
        moment: The present one.

    Returns:
        Those that were not there.

    Raises:
        MachineError: The database is in the way.
    """
    new: list[NewPlace] = []
    with portfolio.writing() as connection:
        there = set(connection.scalars(select(places.c.key)))
        for place in wanted:
            if place.key not in there:
                there.add(place.key)
                new.append(place)
        if new:
            connection.execute(insert(places), [_values(place, moment) for place in new])
    return new


def _values(place: NewPlace, moment: str) -> dict[str, Any]:
    return {
        "key": place.key,
        "label": storable(place.label),
        "kind": place.kind,
        "at": place.at,
        "ref": place.ref,
        "directory": place.directory,
        "added": moment,
        "state": "new",
    }


def listed_places(portfolio: Portfolio) -> list[KnownPlace]:
    """Every place, by name.

    Raises:
        MachineError: The database is in the way.
    """
    query = select(places, file_states.c.digest, file_states.c.until).join(
        file_states, file_states.c.place == places.c.id, isouter=True
    )
    with portfolio.reading() as connection:
        return by_name(known_place(row) for row in connection.execute(query))


def remove_place(portfolio: Portfolio, number: int) -> None:
    """Take a place out, with its snapshots.

    Raises:
        MachineError: The database is in the way; nothing was removed.
    """
    with portfolio.writing() as connection:
        for table in (file_states, snapshots):
            connection.execute(delete(table).where(table.c.place == number))
        connection.execute(delete(places).where(places.c.id == number))


def by_name(found: Iterable[KnownPlace]) -> list[KnownPlace]:
    """Places in the order in which people look for them."""
    return sorted(found, key=name_order)


def name_order(known: KnownPlace) -> tuple[str, str]:
    """What places are sorted by: their name, whatever its case; never by how much they differ from the core."""
    return known.place.label.casefold(), known.place.key


def known_place(row: Any) -> KnownPlace:
    """A place from its row, which may have ``digest`` and ``until`` of its files in it."""
    return KnownPlace(
        id=row.id,
        place=NewPlace(row.key, row.label, row.kind, row.at, row.ref, row.directory),
        added=row.added,
        last_scan=row.last_scan,
        scan=row.scan,
        state=row.state,
        reason=row.reason,
        files=None if row.digest is None else FileState(row.digest, row.until),
    )


def storable(text: str) -> str:
    """A text as every database can hold it: PostgreSQL has no NUL, neither of them has half a character.

    Names and reasons only; a path that was changed so would lead nowhere.
    """
    return text.replace("\0", "\ufffd").encode("utf-8", "replace").decode("utf-8")


def pieces(numbers: Sequence[int], size: int = 500) -> Iterator[Sequence[int]]:
    """Numbers in lists that a database takes in one statement."""
    for start in range(0, len(numbers), size):
        yield numbers[start : start + size]
