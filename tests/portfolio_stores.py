"""Where portfolios are kept in tests: an SQLite file, and a database of a PostgreSQL server."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import postgresql

_NUMBERS = itertools.count(1)


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[postgresql.Server]:
    """A PostgreSQL server, begun when the first test asks for it."""
    reason = postgresql.missing()
    if reason:
        pytest.skip(reason)
    with postgresql.server() as found:
        yield found


@pytest.fixture
def postgresql_database(postgresql_server: postgresql.Server) -> Iterator[str]:
    """The address of an empty PostgreSQL database of this test's own."""
    name = f"test_{next(_NUMBERS)}"
    postgresql_server.run(f"CREATE DATABASE {name}")
    yield postgresql_server.url(name)
    postgresql_server.run(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", "postgresql"])
def portfolio_address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a portfolio may be made: each test is run once with a file and once with a database."""
    if request.param == "sqlite":
        return str(tmp_path / "p.db")
    return str(request.getfixturevalue("postgresql_database"))
