"""Connections to a portfolio's database, so that SQLite and PostgreSQL behave alike: one writes at a time."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL
from sqlalchemy.pool import NullPool

from localkit.errors import InputError

WRITES: Final = "localkit_writes"
"""The option of a connection that is going to write."""
_PATIENCE: Final = 60
"""Seconds to wait for another command that writes."""
_LOCK: Final = 0x6C6F6B69
"""Any number of our own: PostgreSQL's name for the lock of who writes."""
_ANSWERS: Final = {
    "application_name": "localkit",
    "connect_timeout": "15",
    "keepalives_idle": "30",
    "keepalives_interval": "10",
    "keepalives_count": "3",
}
"""A server that is silent is given up after a minute, not after the two hours that systems wait by themselves."""


def made_engine(url: URL, shown: str) -> Engine:
    """What makes connections to a database; none is made yet.

    Args:
        url: The database.
        shown: The same, as people may see it.

    Raises:
        InputError: A driver is missing.
    """
    if url.get_backend_name() == "sqlite":
        return _sqlite(url)
    try:
        return _postgresql(url)
    except ImportError as error:
        raise InputError(
            "a portfolio in PostgreSQL needs psycopg, which is not installed or cannot be loaded",
            path=shown,
            hint='Install it: pipx inject localkit "psycopg[binary]", or python -m pip install "psycopg[binary]".',
        ) from error


def _sqlite(url: URL) -> Engine:
    engine = create_engine(url, poolclass=NullPool, hide_parameters=True, connect_args={"timeout": _PATIENCE})
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # transactions begin where we say, not where sqlite3 thinks
    connection.execute("PRAGMA foreign_keys = ON")


def _begin_sqlite(connection: Connection) -> None:
    # Who is going to write asks for the lock at once: two that first read and then write would wait for one another.
    connection.exec_driver_sql("BEGIN IMMEDIATE" if _writes(connection) else "BEGIN")


def _postgresql(url: URL) -> Engine:
    # One connection is kept, since to make one takes a server far away longer than to answer; it may have been
    # closed meanwhile, so it is tried before it is used.
    usual = {key: value for key, value in _ANSWERS.items() if key not in url.query}
    engine = create_engine(url, pool_size=1, pool_pre_ping=True, hide_parameters=True, connect_args=usual)
    event.listen(engine, "begin", _begin_postgresql)
    return engine


def _begin_postgresql(connection: Connection) -> None:
    # Locks on rows would let two that bring the same places in another order stop one another.
    if _writes(connection):
        connection.exec_driver_sql(
            f"SELECT set_config('lock_timeout', '{_PATIENCE * 1000:.0f}ms', true), pg_advisory_xact_lock({_LOCK})"
        )


def _writes(connection: Connection) -> bool:
    return bool(connection.get_execution_options().get(WRITES, False))
