"""What a PostgreSQL server may refuse, in words, at the command line as people meet it."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests import postgresql

from localkit.errors import MachineError
from localkit.model.portfolio import Looked, NewPlace
from localkit.store.portfolio.opening import Portfolio, open_portfolio
from localkit.store.portfolio.places import add_places, listed_places
from localkit.store.portfolio.snapshots import keep_looked
from localkit.testing import Outcome, run_localkit

NOON = "2026-03-02T12:00:00+00:00"
HARROW = NewPlace("folder:/h", "Harrow", "folder", "/h")


def listing(address: str, cwd: Path) -> Outcome:
    return run_localkit("portfolio", "list", "--portfolio", address, cwd=cwd)


def lines(address: str, message: str, hint: str) -> str:
    shown = re.sub(r":[^:@/]+@", ":***@", address)
    return f"error: {shown}: {message}\nhint: {hint}\n"


def test_a_server_that_is_not_there_is_told(tmp_path: Path) -> None:
    """Port 9 answers nowhere."""
    pytest.importorskip("psycopg")
    address = "postgresql://team:secret@127.0.0.1:9/cafes"

    outcome = listing(address, tmp_path)

    assert (outcome.status, outcome.stdout) == (4, "")
    assert outcome.stderr == lines(
        address,
        "no database answers there",
        "Look at what stands behind the @ of the address, at the network, and whether the server runs.",
    )


def test_a_driver_that_is_missing_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    address = "postgresql://team:secret@127.0.0.1:9/cafes"

    outcome = listing(address, tmp_path)

    assert (outcome.status, outcome.stdout) == (2, "")
    assert outcome.stderr == lines(
        address,
        "a portfolio in PostgreSQL needs psycopg, which is not installed or cannot be loaded",
        'Install it: pipx inject localkit "psycopg[binary]", or python -m pip install "psycopg[binary]".',
    )


def test_a_wrong_password_is_told(postgresql_database: str, tmp_path: Path) -> None:
    address = postgresql_database.replace(postgresql.PASSWORD, "guessed")

    outcome = listing(address, tmp_path)

    assert (outcome.status, outcome.stdout) == (4, "")
    assert outcome.stderr == lines(
        address,
        "the database does not take this name and password",
        "Look at both, in the address or in the file .pgpass, then try again.",
    )


def test_no_password_is_told(postgresql_database: str, tmp_path: Path) -> None:
    address = postgresql_database.replace(f":{postgresql.PASSWORD}", "")

    outcome = listing(address, tmp_path)

    assert outcome.status == 4
    assert outcome.stderr == (
        f"error: {address}: the database asks for a password\n"
        "hint: Put it in the file .pgpass in your home folder, as HOST:5432:DATABASE:NAME:PASSWORD.\n"
    )


def test_a_database_that_is_not_there_is_told(postgresql_database: str, tmp_path: Path) -> None:
    address = f"{postgresql_database}_x"

    outcome = listing(address, tmp_path)

    assert outcome.status == 2
    assert outcome.stderr == lines(
        address,
        "the server has no database of this name",
        "Look at what stands behind the last / of the address; whoever looks after the server can make one.",
    )


def test_a_database_with_no_portfolio_in_it_is_told(postgresql_database: str, tmp_path: Path) -> None:
    outcome = listing(postgresql_database, tmp_path)

    assert outcome.status == 2
    assert outcome.stderr == lines(
        postgresql_database,
        "there is no portfolio in this database yet",
        "Begin one: localkit portfolio add FOLDER. Or say where it is: --portfolio FILE.",
    )


@pytest.mark.parametrize("option", [(), ("--debug",)], ids=["plain", "debug"])
@pytest.mark.parametrize(
    "address",
    [
        "postgresql://team:hush-hush@127.0.0.1:9/cafes",
        "postgresql://team:hush:hush-hush@127.0.0.1:9/cafes",
        "postgresql://team:hush/hush-hush@127.0.0.1:9/cafes",
        "postgresql://team:hush%40hush-hush@127.0.0.1:9/cafes",
        "postgresql://team:hush-hush@127.0.0.1:port/cafes",
        "postgresql://127.0.0.1:9/cafes?user=team&password=hush-hush",
        "postgresql://127.0.0.1:9/cafes?password=hush-hush&no_such=1",
        "postgresql+other://team:hush-hush@127.0.0.1/cafes",
        "mysql://team:hush-hush@127.0.0.1/cafes",
    ],
)
def test_a_password_is_told_to_nobody(tmp_path: Path, address: str, option: tuple[str, ...]) -> None:
    outcome = run_localkit(*option, "portfolio", "list", "--portfolio", address, cwd=tmp_path)

    assert outcome.status in (2, 4)
    assert "error: " in outcome.stderr
    assert ("Traceback" in outcome.stderr) == bool(option)
    assert "hush" not in outcome.stdout + outcome.stderr


@pytest.mark.parametrize("option", [(), ("--debug",)], ids=["plain", "debug"])
def test_a_password_that_the_server_refused_is_told_to_nobody(
    postgresql_database: str, tmp_path: Path, option: tuple[str, ...]
) -> None:
    address = postgresql_database.replace(postgresql.PASSWORD, "hush-hush")

    outcome = run_localkit(*option, "portfolio", "list", "--portfolio", address, cwd=tmp_path)

    assert outcome.status == 4
    assert "hush" not in outcome.stdout + outcome.stderr


@pytest.fixture
def reader(postgresql_server: postgresql.Server, postgresql_database: str) -> Iterator[str]:
    """The address of the same database for somebody with no rights of their own."""
    postgresql_server.run("CREATE ROLE reader LOGIN PASSWORD 'reads'")
    yield postgresql_database.replace(f"localkit:{postgresql.PASSWORD}", "reader:reads")
    postgresql_server.run("DROP OWNED BY reader", postgresql_database.rpartition("/")[2])
    postgresql_server.run("DROP ROLE reader")


def test_who_may_not_make_tables_is_told_so(reader: str, tmp_path: Path) -> None:
    (tmp_path / "here").mkdir()

    outcome = run_localkit("portfolio", "add", "here", "--portfolio", reader, cwd=tmp_path)

    assert outcome.status == 4
    assert outcome.stderr == lines(
        reader,
        "you may not make tables in this database, which a portfolio needs",
        "Ask who looks after the database to make it yours, or to let you make tables in it.",
    )


def test_who_may_only_read_can_look_and_is_told_when_writing(
    reader: str, postgresql_server: postgresql.Server, postgresql_database: str, tmp_path: Path
) -> None:
    with open_portfolio(postgresql_database, make=True) as portfolio:
        add_places(portfolio, [HARROW], NOON)
    name = postgresql_database.rpartition("/")[2]
    refused = listing(reader, tmp_path)
    postgresql_server.run("GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader", name)

    looked = listing(reader, tmp_path)
    written = run_localkit("portfolio", "scan", "--portfolio", reader, cwd=tmp_path)

    told = lines(
        reader,
        "you may not do this in the portfolio's database",
        "Ask who looks after the database for the right to read and write its tables.",
    )
    assert (refused.status, refused.stderr) == (4, told)
    assert looked.assert_ok().stdout.startswith("Harrow\n   not measured yet\n1 place.\n")
    assert (written.status, written.stderr) == (4, told)


def test_as_many_as_the_server_lets_in_is_told(
    reader: str, postgresql_server: postgresql.Server, tmp_path: Path
) -> None:
    postgresql_server.run("ALTER ROLE reader CONNECTION LIMIT 0")

    outcome = listing(reader, tmp_path)

    assert outcome.status == 4
    assert outcome.stderr == lines(
        reader,
        "as many people and programs use the database as it lets in at once",
        "Wait a little, then run the same command again. What was kept before stays.",
    )


def test_who_may_not_log_in_is_told_what_the_database_says(
    reader: str, postgresql_server: postgresql.Server, tmp_path: Path
) -> None:
    postgresql_server.run("ALTER ROLE reader NOLOGIN")

    outcome = listing(reader, tmp_path)

    assert outcome.status == 4
    message, hint = outcome.stderr.splitlines()
    assert message.endswith(": the database does not let you in")
    assert hint.startswith("hint: Ask who looks after the database; it says: connection failed: ")
    assert hint.endswith('FATAL: role "reader" is not permitted to log in')


@pytest.fixture
def store(postgresql_database: str) -> Iterator[Portfolio]:
    with open_portfolio(postgresql_database, make=True) as portfolio:
        add_places(portfolio, [HARROW], NOON)
        yield portfolio


OTHERS = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{}' AND pid <> pg_backend_pid()"
)


def test_a_connection_that_was_ended_meanwhile_is_made_again(
    store: Portfolio, postgresql_server: postgresql.Server
) -> None:
    """A server is begun anew now and then, in the middle of a long scan too."""
    assert postgresql_server.run(OTHERS.format(store.shown.rpartition("/")[2])) == [(True,)]

    keep_looked(store, [Looked(1, reason="it is gone")], 1, NOON)

    assert [known.state for known in listed_places(store)] == ["failed"]


def test_a_server_that_goes_away_in_the_middle_is_told(
    store: Portfolio, postgresql_server: postgresql.Server
) -> None:
    def write() -> None:
        with store.writing() as connection:
            connection.exec_driver_sql("DELETE FROM places")
            postgresql_server.run(OTHERS.format(store.shown.rpartition("/")[2]))
            connection.exec_driver_sql("SELECT 1")

    with pytest.raises(MachineError) as caught:
        write()

    assert caught.value.message == "the database's server went away, or is just starting"
    assert caught.value.hint == (
        "What was kept before stays. Run the same command again when the server answers."
    )
    assert [known.place for known in listed_places(store)] == [HARROW]


def test_who_waits_too_long_for_another_that_writes_is_told(
    store: Portfolio, postgresql_database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A minute is shortened to a moment: there is no seam for it, and nobody should want one."""
    monkeypatch.setattr("localkit.store.portfolio.engines._PATIENCE", 0.1)

    with open_portfolio(postgresql_database) as other, store.writing(), pytest.raises(MachineError) as caught:
        add_places(other, [HARROW], NOON)

    assert caught.value.message == "another command writes in the portfolio all the while"
