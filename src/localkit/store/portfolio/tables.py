"""The tables of a portfolio as they are now. How a store gets there is told in ``migrations``."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, MetaData, Table, Text, UniqueConstraint

metadata = MetaData()

places = Table(
    "places",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", Text, nullable=False),
    Column("label", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("ref", Text),
    Column("directory", Text),
    Column("added", Text, nullable=False),
    Column("last_scan", Text),
    Column("scan", Integer),
    Column("state", Text, nullable=False),
    Column("reason", Text),
    Column("snapshot", Integer),  # the newest; no foreign key, since snapshots have one to places
    UniqueConstraint("key", name="places_key"),
)

snapshots = Table(
    "snapshots",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("place", Integer, ForeignKey("places.id"), nullable=False),
    Column("taken", Text, nullable=False),
    Column("last_seen", Text, nullable=False),
    Column("digest", Text, nullable=False),
    Column("data", Text, nullable=False),
    Index("snapshots_by_place", "place", "id"),
)

scans = Table(
    "scans",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("begun", Text, nullable=False),
    Column("verify", Integer, nullable=False),
    Column("ended", Text),
)

file_states = Table(
    "file_states",
    metadata,
    Column("place", Integer, ForeignKey("places.id"), primary_key=True, autoincrement=False),
    Column("digest", Text, nullable=False),
    Column("until", Text),
)
