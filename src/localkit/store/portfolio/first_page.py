"""What a screen shows first of a portfolio in a file: how many places there are, and the first of them.

It does without SQLAlchemy, which takes as long to import as a terminal application takes to start. Whatever is not as
usual is left to ``opening``, which tells what is wrong, or brings the store to the present schema.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Final, NamedTuple

from localkit.model.place_look import KeptText, PlaceName

SCHEMA: Final = 2
"""The schema whose tables this reads; a test holds it against the present one."""
_PATIENCE: Final = 0.2
"""Seconds to wait for another command that writes."""
_FIRST: Final = """
    SELECT p.id, p.label, p.key, p.kind, p.at, p.state, p.reason, p.snapshot, s.data, s.last_seen
    FROM (SELECT * FROM places ORDER BY lower(label), key LIMIT ?) p LEFT JOIN snapshots s ON s.id = p.snapshot
"""


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


def first_page(where: str, number: int) -> FirstPage | None:
    """The first places by name.

    Args:
        where: Path of a portfolio's file.
        number: How many.

    Returns:
        None where it is an address, is not as usual, or cannot be read just now.
    """
    if "://" in where:
        return None
    path = Path(where).expanduser().absolute()
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, timeout=_PATIENCE)) as connection:
            return _read(connection, number)
    except (sqlite3.Error, ValueError):  # the latter where a path cannot be written as an address
        return None


def _read(connection: sqlite3.Connection, number: int) -> FirstPage | None:
    if connection.execute("SELECT version FROM localkit_portfolio").fetchone() != (SCHEMA,):
        return None
    total = int(connection.execute("SELECT count(*) FROM places").fetchone()[0])
    rows = connection.execute(_FIRST, (number,)).fetchall()
    names = sorted((PlaceName(*row[:-2]) for row in rows), key=lambda name: name.order)
    return FirstPage(total, names, {row[0]: KeptText(*row[-2:]) for row in rows if row[-2] is not None})
