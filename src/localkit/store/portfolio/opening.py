"""Opening a portfolio by file path or database URL."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, Self

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
from sqlalchemy.pool import NullPool

from localkit.errors import InputError, MachineError
from localkit.store.portfolio.migrations import CURRENT, migrate, version_of

DEFAULT: Final = "portfolio.db"
"""Where a portfolio is unless somebody says otherwise: a file in the present folder."""
_PATIENCE: Final = 60
"""Seconds to wait for another command that writes."""


class Portfolio:
    """An open portfolio.

    Attributes:
        shown: Where it is, as people may see it: without a password.
    """

    def __init__(self, engine: Engine, shown: str) -> None:
        self._engine = engine
        self.shown = shown

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the store.

        Raises:
            MachineError: The database is in the way.
        """
        with self._told(), self._engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction of its own: all of it is kept, or nothing.

        Raises:
            MachineError: The database is in the way.
        """
        with self._told(), self._engine.connect() as connection:
            chosen = connection.execution_options(localkit_writes=True)
            with chosen.begin():
                yield chosen

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            raise _machine_error(error, self.shown) from error

    def close(self) -> None:
        """Let go of it."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def open_portfolio(where: str, *, make: bool = False) -> Portfolio:
    """Open a portfolio, and bring it to the present schema.

    Args:
        where: Path of an SQLite file, or a database URL such as ``postgresql://…``.
        make: Whether one is made where there is none.

    Raises:
        InputError: There is none, it is something else, a later localkit wrote it, or a driver is missing.
        MachineError: It cannot be opened.
    """
    url = _url(where)
    shown = url.render_as_string(hide_password=True) if "://" in where else where
    if url.get_backend_name() == "sqlite":
        _check_file(Path(url.database or ""), shown, make=make)
    portfolio = Portfolio(_engine(url, shown), shown)
    try:
        _present_schema(portfolio)
    except (InputError, MachineError) as error:
        portfolio.close()
        error.path = error.path or shown
        raise
    return portfolio


def _url(where: str) -> URL:
    if "://" not in where:
        return URL.create("sqlite", database=str(Path(where).expanduser()))
    try:
        url = make_url(where)
    except ArgumentError:
        raise InputError("this is no address of a database", hint=_ADDRESS) from None
    if url.drivername in ("postgresql", "postgres"):
        return url.set(drivername="postgresql+psycopg")
    if url.get_backend_name() not in ("sqlite", "postgresql"):
        raise InputError(f"a portfolio cannot be kept in {url.drivername}", hint=_ADDRESS)
    return url


_ADDRESS: Final = "Name a file, portfolio.db, or a PostgreSQL database: postgresql://name@host/database."


def _check_file(path: Path, shown: str, *, make: bool) -> None:
    if path.is_file() or (make and path.parent.is_dir() and not path.exists()):
        return
    if path.exists():
        raise InputError("this is a folder, not a portfolio", path=shown, hint="Name a file in it.")
    if make:
        raise InputError("there is no such folder", path=str(path.parent), hint="Make it first.")
    raise InputError(
        "there is no portfolio here",
        path=shown,
        hint="Begin one: localkit portfolio add FOLDER. Or say where it is: --portfolio FILE.",
    )


def _engine(url: URL, shown: str) -> Engine:
    sqlite = url.get_backend_name() == "sqlite"
    arguments: dict[str, Any] = {"timeout": _PATIENCE} if sqlite else {}
    try:
        engine = create_engine(url, poolclass=NullPool, connect_args=arguments)
    except (ImportError, NoSuchModuleError) as error:
        raise InputError(
            f"to open {shown} a driver is needed that is not installed: {error}",
            hint='Install it: python -m pip install "localkit[postgres]".',
        ) from error
    if sqlite:
        event.listen(engine, "connect", _prepare)
        event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # transactions begin where we say, not where sqlite3 thinks
    connection.execute("PRAGMA foreign_keys = ON")


def _begin(connection: Connection) -> None:
    # Who is going to write asks for the lock at once: two that first read and then write would wait for one another.
    writes = connection.get_execution_options().get("localkit_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _present_schema(portfolio: Portfolio) -> None:
    with portfolio.reading() as connection:
        present = version_of(connection)
    if present != CURRENT:
        with portfolio.writing() as connection:
            migrate(connection)


def _machine_error(error: DBAPIError, shown: str) -> InputError | MachineError:
    said = " ".join(str(error.orig).split())
    if "not a database" in said:
        return InputError(
            "this file is no portfolio", path=shown, hint="Name the file that `localkit portfolio add` made."
        )
    if "locked" in said:
        return MachineError(
            "another command writes in the portfolio all the while",
            path=shown,
            hint="Wait until it is done, then run the same command again.",
        )
    return MachineError(
        f"the portfolio cannot be used: {said}",
        path=shown,
        hint="Look at the address, the permissions and the room on the disk, then try again.",
    )
