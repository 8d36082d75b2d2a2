"""From any earlier schema to the present one, a step at a time.

A step says what it makes in words of its own, not in those of ``tables``: what a step does must stay the same when
the tables move on.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from sqlalchemy import (
    Column,
    Connection,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    insert,
    inspect,
    select,
    update,
)

from localkit.errors import InputError

_version: Final = Table("localkit_portfolio", MetaData(), Column("version", Integer, primary_key=True))


def version_of(connection: Connection) -> int:
    """The schema that a store has; 0 for an empty one.

    Raises:
        InputError: It is a database of something else.
    """
    names = inspect(connection).get_table_names()
    if _version.name in names:
        return int(connection.execute(select(_version.c.version)).scalar_one())
    if (
        names and connection.dialect.name == "sqlite"
    ):  # a server's database may be shared, a file is one program's
        raise InputError(
            "this file is another program's",
            hint="Name another file; nothing was changed in this one.",
        )
    if {"places", "snapshots"} & set(names):
        raise InputError(
            "this database has tables of something else in it",
            hint="Name another file, or a database of its own.",
        )
    return 0


def migrate(connection: Connection, upto: int | None = None) -> None:
    """Take a store to the present schema, or to an earlier one in tests; all or nothing.

    Raises:
        InputError: A later localkit wrote it, or it is a database of something else.
    """
    present = version_of(connection)
    if present > CURRENT:
        raise InputError(
            f"the portfolio has schema {present}; this localkit knows up to {CURRENT}",
            hint="A later localkit wrote it: install that one.",
        )
    wanted = CURRENT if upto is None else upto
    for number in range(present, wanted):
        STEPS[number](connection)
    if present == 0:
        _version.create(connection)
        connection.execute(insert(_version).values(version=wanted))
    elif present < wanted:
        connection.execute(update(_version).values(version=wanted))


def _places_snapshots_scans(connection: Connection) -> None:
    made = MetaData()
    Table(
        "places",
        made,
        Column("id", Integer, primary_key=True),
        *(Column(name, Text, nullable=False) for name in ("key", "label", "kind", "at")),
        *(Column(name, Text) for name in ("ref", "directory")),
        Column("added", Text, nullable=False),
        Column("last_scan", Text),
        Column("scan", Integer),
        Column("state", Text, nullable=False),
        Column("reason", Text),
        Column("snapshot", Integer),
        UniqueConstraint("key", name="places_key"),
    )
    Table(
        "snapshots",
        made,
        Column("id", Integer, primary_key=True),
        Column("place", Integer, ForeignKey("places.id"), nullable=False),
        *(Column(name, Text, nullable=False) for name in ("taken", "last_seen", "digest", "data")),
        Index("snapshots_by_place", "place", "id"),
    )
    Table(
        "scans",
        made,
        Column("id", Integer, primary_key=True),
        Column("begun", Text, nullable=False),
        Column("verify", Integer, nullable=False),
        Column("ended", Text),
    )
    made.create_all(connection)


def _file_states(connection: Connection) -> None:
    """Since schema 2 a scan remembers what files looked like, and leaves those alone that look the same."""
    made = MetaData()
    Table("places", made, Column("id", Integer, primary_key=True))
    Table(
        "file_states",
        made,
        Column("place", Integer, ForeignKey("places.id"), primary_key=True, autoincrement=False),
        Column("digest", Text, nullable=False),
        Column("until", Text),
    ).create(connection)


STEPS: Final[tuple[Callable[[Connection], None], ...]] = (_places_snapshots_scans, _file_states)
CURRENT: Final = len(STEPS)
"""The present schema: the number of steps to it."""
