"""Reading a portfolio in a file without SQLAlchemy, which takes as long to import as a screen to be there.

Only what a screen shows of all places is read so, and nothing is ever written. Whatever is not as usual is left to
``opening``, which tells what is wrong, or brings the store to the present schema.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Final, NamedTuple

from localkit.model.place_look import KeptText, PlaceName

SCHEMA: Final = 2
"""The schema whose tables this reads; a test holds it against the present one."""
_PATIENCE: Final = 0.2
"""Seconds to wait for another command that writes."""
_NAMES: Final = "SELECT id, label, key, kind, at, state, reason, snapshot FROM places"
_FIRST: Final = """
    SELECT p.id, p.label, p.key, p.kind, p.at, p.state, p.reason, p.snapshot, s.data, s.last_seen
    FROM (SELECT * FROM places ORDER BY lower(label), key LIMIT ?) p LEFT JOIN snapshots s ON s.id = p.snapshot
"""
_TEXT: Final = "SELECT place, data, last_seen FROM snapshots WHERE id = ?"


class NotAsUsualError(Exception):
    """It cannot be read so, or not just now."""


class FirstPage(NamedTuple):
    """The first places of a portfolio.

    Attributes:
        total: Places in the portfolio.
        names: The first of them by name; among letters that ASCII does not have, as the database sorts.
        texts: Their newest snapshots, by the place's number.
    """

    total: int
    names: list[PlaceName]
    texts: Mapping[int, KeptText]


class LightReading:
    """An open portfolio, to be read by the thread that opened it."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def first(self, number: int) -> FirstPage:
        """The first places by name, as many as are wanted.

        Raises:
            NotAsUsualError: See there; so does everything here.
        """
        total = int(self._rows("SELECT count(*) FROM places")[0][0])
        rows = self._rows(_FIRST, number)
        names = sorted((PlaceName(*row[:-2]) for row in rows), key=lambda name: name.order)
        return FirstPage(total, names, {row[0]: KeptText(*row[-2:]) for row in rows if row[-2] is not None})

    def names(self) -> list[PlaceName]:
        """Every place, by name."""
        return sorted(map(PlaceName._make, self._rows(_NAMES)), key=lambda name: name.order)

    def texts(self, numbers: Sequence[int]) -> dict[int, KeptText]:
        """Snapshots by the place's number; one that is gone meanwhile is left out."""
        rows = (row for number in numbers for row in self._rows(_TEXT, number))
        return {place: KeptText(data, seen) for place, data, seen in rows}

    def _rows(self, query: str, *values: int) -> list[Any]:
        try:
            return self._connection.execute(query, values).fetchall()
        except sqlite3.Error as error:
            raise NotAsUsualError from error


@contextmanager
def light_reading(where: str) -> Iterator[LightReading]:
    """Open a portfolio for reading.

    Args:
        where: Path of a portfolio's file.

    Raises:
        NotAsUsualError: It is an address, has another schema, is none at all, or another command writes in it.
    """
    if "://" in where:
        raise NotAsUsualError
    path = Path(where).expanduser().absolute()
    try:
        connection = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, timeout=_PATIENCE)
    except (sqlite3.Error, ValueError) as error:  # the latter where a path cannot be written as an address
        raise NotAsUsualError from error
    with closing(connection):
        reading = LightReading(connection)
        if reading._rows("SELECT version FROM localkit_portfolio") != [(SCHEMA,)]:
            raise NotAsUsualError
        yield reading
