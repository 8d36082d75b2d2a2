"""Opening a portfolio by file path or database URL."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, Self

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from localkit.errors import InputError, MachineError
from localkit.store.portfolio.addresses import database_url, shown_address
from localkit.store.portfolio.engines import WRITES, made_engine
from localkit.store.portfolio.failures import told_failure
from localkit.store.portfolio.migrations import CURRENT, migrate, version_of

DEFAULT: Final = "portfolio.db"
"""Where a portfolio is unless somebody says otherwise: a file in the present folder."""
_BEGIN: Final = "Begin one: localkit portfolio add FOLDER. Or say where it is: --portfolio FILE."


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
            chosen = connection.execution_options(**{WRITES: True})
            with chosen.begin():
                yield chosen

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            raise told_failure(error, self.shown) from error

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
    url, shown = database_url(where), shown_address(where)
    if url.get_backend_name() == "sqlite":
        _check_file(Path(url.database or ""), shown, make=make)
    portfolio = Portfolio(made_engine(url, shown), shown)
    try:
        _present_schema(portfolio, make=make)
    except (InputError, MachineError) as error:
        portfolio.close()
        error.path = error.path or shown
        raise
    return portfolio


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
        hint=_BEGIN,
    )


def _present_schema(portfolio: Portfolio, *, make: bool) -> None:
    with portfolio.reading() as connection:
        present = version_of(connection)
    if present == 0 and not make:
        raise InputError("there is no portfolio in this database yet", hint=_BEGIN)
    if present != CURRENT:
        with portfolio.writing() as connection:
            migrate(connection)
