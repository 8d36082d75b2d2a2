"""What a screen shows first of a portfolio in a file: every name, and a page of snapshots, without SQLAlchemy.

To import that takes as long as to start a terminal application. Whatever is not as usual is left to ``opening``, which
tells what is wrong, or brings the store to the present schema.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Final

from localkit.model.portfolio import KeptText, PlaceName

SCHEMA: Final = 2
"""The schema whose tables this reads; a test holds it against the present one."""
_PATIENCE: Final = 0.5
"""Seconds to wait for another command that writes."""
_NAMES: Final = f"SELECT {', '.join(PlaceName._fields)} FROM places"
_TEXTS: Final = "SELECT place, data, last_seen FROM snapshots WHERE id IN ({marks})"


def first_page(where: str, number: int) -> tuple[list[PlaceName], Mapping[int, KeptText]] | None:
    """Every place by name, and the newest snapshots of the first of them, by the place's number.

    Args:
        where: Path of a portfolio's file.
        number: How many snapshots.

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


def _read(
    connection: sqlite3.Connection, number: int
) -> tuple[list[PlaceName], Mapping[int, KeptText]] | None:
    if connection.execute("SELECT version FROM localkit_portfolio").fetchone() != (SCHEMA,):
        return None
    names = sorted(map(PlaceName._make, connection.execute(_NAMES)), key=lambda name: name.order)
    wanted: Sequence[int] = [name.snapshot for name in names if name.snapshot is not None][:number]
    query = _TEXTS.format(marks=", ".join("?" * len(wanted)))
    return names, {place: KeptText(data, seen) for place, data, seen in connection.execute(query, wanted)}
