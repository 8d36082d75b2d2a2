"""The store of a portfolio: opened, migrated, added to, never rewritten."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, event, inspect
from sqlalchemy.pool import NullPool

from localkit.errors import InputError, MachineError
from localkit.model.portfolio import FileState, KeptLook, Looked, NewPlace
from localkit.model.snapshot import Snapshot
from localkit.store.portfolio import tables
from localkit.store.portfolio.addresses import database_url, shown_address
from localkit.store.portfolio.migrations import CURRENT, migrate
from localkit.store.portfolio.opening import Portfolio, open_portfolio
from localkit.store.portfolio.places import add_places, listed_places, remove_place
from localkit.store.portfolio.scans import begin_scan, end_scan
from localkit.store.portfolio.snapshots import (
    followed_places,
    history,
    keep_bundle,
    keep_looked,
    kept_looks,
    previous_snapshots,
)

MARCH, APRIL, MAY = (f"2026-0{month}-02T12:00:00+00:00" for month in (3, 4, 5))
HARROW = NewPlace("folder:/h", "Harrow", "folder", "/h")
BARNET = NewPlace("folder:/b", "barnet", "folder", "/b")
STATE = FileState("abc", "2026-03-31")


def snapshot(taken: str = MARCH, *, stage: str = "live", name: str | None = "Harrow") -> Snapshot:
    kit = {"name": "small", "version": "1.0.0", "digest": "sha256:0"}
    place = {"name": name, "code": None}
    return Snapshot({"format": 1, "taken": taken, "kit": kit, "place": place, "stage": stage})


@pytest.fixture
def store(portfolio_address: str) -> Iterator[Portfolio]:
    with open_portfolio(portfolio_address, make=True) as portfolio:
        yield portfolio


def test_places_are_added_once_and_listed_by_name(store: Portfolio) -> None:
    assert add_places(store, [HARROW, BARNET, HARROW], MARCH) == [HARROW, BARNET]
    assert add_places(store, [HARROW], APRIL) == []

    assert [(known.place, known.added, known.state) for known in listed_places(store)] == [
        (BARNET, MARCH, "new"),
        (HARROW, MARCH, "new"),
    ]


def test_a_snapshot_that_says_the_same_only_moves_when_the_place_was_last_seen(store: Portfolio) -> None:
    add_places(store, [HARROW], MARCH)
    keep_looked(store, [Looked(1, snapshot(MARCH), files=STATE)], 1, MARCH)
    keep_looked(store, [Looked(1, snapshot(APRIL))], 2, APRIL)

    (heard,) = history(store, 1)

    assert (heard.snapshot.taken, heard.last_seen) == (MARCH, APRIL)


def test_a_snapshot_that_says_something_else_is_added_and_the_earlier_one_stays(store: Portfolio) -> None:
    add_places(store, [HARROW], MARCH)
    keep_looked(store, [Looked(1, snapshot(MARCH))], 1, MARCH)
    keep_looked(store, [Looked(1, snapshot(APRIL, stage="exited", name="Harrow Weald"))], 2, APRIL)
    keep_looked(store, [Looked(1, snapshot(MAY, name="Harrow Weald"))], 3, MAY)

    past = [(item.snapshot.stage, item.snapshot.taken, item.last_seen) for item in history(store, 1)]

    assert past == [("live", MAY, MAY), ("exited", APRIL, APRIL), ("live", MARCH, MARCH)]
    assert [item.known.place.label for item in followed_places(store)] == ["Harrow Weald"]


def test_the_snapshot_before_the_newest_is_found_for_each_place_that_has_one(store: Portfolio) -> None:
    add_places(store, [HARROW, BARNET], MARCH)
    keep_looked(store, [Looked(1, snapshot(MARCH, stage="pilot")), Looked(2, snapshot(MARCH))], 1, MARCH)
    keep_looked(store, [Looked(1, snapshot(APRIL, stage="live"))], 2, APRIL)
    keep_looked(store, [Looked(1, snapshot(MAY, stage="exited"))], 3, MAY)

    before = {place: heard.snapshot.stage for place, heard in previous_snapshots(store).items()}

    assert before == {1: "live"}


def test_a_place_goes_with_its_snapshots_and_a_scan_that_still_looks_at_it_goes_on(store: Portfolio) -> None:
    add_places(store, [NewPlace(f"folder:/{name}", name, "folder", "/") for name in ("a", "b")], MARCH)
    gone, stays = (known.id for known in listed_places(store))
    keep_looked(store, [Looked(gone, snapshot(MARCH), files=STATE), Looked(stays, snapshot(MARCH))], 1, MARCH)

    remove_place(store, gone)
    keep_looked(store, [Looked(gone, snapshot(MAY, stage="exited")), Looked(stays, snapshot(MAY))], 1, MAY)

    assert [known.id for known in listed_places(store)] == [stays]
    assert (len(history(store, gone)), len(history(store, stays))) == (0, 1)


def test_a_place_that_was_left_alone_was_seen_all_the_same(store: Portfolio) -> None:
    add_places(store, [HARROW], MARCH)
    keep_looked(store, [Looked(1, snapshot(MARCH), files=STATE)], 1, MARCH)
    keep_looked(store, [Looked(1, files=STATE)], 2, APRIL)

    (found,) = followed_places(store)

    assert found.heard is not None
    assert found.heard.last_seen == APRIL
    assert (found.known.last_scan, found.known.scan, found.known.files) == (APRIL, 2, STATE)


def test_a_place_that_could_not_be_read_keeps_what_was_known_and_is_read_anew_the_next_time(
    store: Portfolio,
) -> None:
    add_places(store, [HARROW], MARCH)
    keep_looked(store, [Looked(1, snapshot(MARCH), files=STATE)], 1, MARCH)
    keep_looked(store, [Looked(1, reason="the folder is not there any more")], 2, APRIL)

    (found,) = followed_places(store)

    assert (found.known.state, found.known.reason) == ("failed", "the folder is not there any more")
    assert found.known.files is None
    assert found.heard is not None
    assert found.heard.last_seen == MARCH


def test_what_a_slower_scan_measured_before_does_not_come_after(store: Portfolio) -> None:
    add_places(store, [HARROW], MARCH)
    keep_looked(store, [Looked(1, snapshot(APRIL, stage="exited"))], 2, APRIL)
    keep_looked(store, [Looked(1, snapshot(MARCH))], 1, APRIL)

    assert [item.snapshot.stage for item in history(store, 1)] == ["exited"]


def test_the_newest_bundle_counts_in_whatever_order_they_come(store: Portfolio) -> None:
    sent = NewPlace("bundle:small:harrow", "Harrow", "bundle", "/inbox/1.zip")

    assert keep_bundle(store, sent, snapshot(APRIL), MAY) == (True, True)
    assert keep_bundle(store, sent, snapshot(MARCH, stage="pilot"), MAY) == (False, False)
    assert keep_bundle(store, sent, snapshot(APRIL), MAY) == (False, False)
    assert keep_bundle(store, sent, snapshot(MAY, stage="exited"), MAY) == (False, True)
    assert [item.snapshot.stage for item in history(store, 1)] == ["exited", "live"]


def test_every_kept_snapshot_is_told_in_numbers_with_the_time_for_which_it_holds(store: Portfolio) -> None:
    said = {"behind": None, "recorded": 2, "unrecorded": 1, "core_kept": 0.9, "locally_shaped": None}
    seen = {**said, "behind": {"latest": "1.1.0", "releases": 1, "changes": [], "seen": "2026-04-02"}}
    first, second = (
        Snapshot({**snapshot(taken).data, **more}) for taken, more in ((MARCH, said), (MAY, seen))
    )
    add_places(store, [HARROW], MARCH)
    keep_looked(store, [Looked(1, first)], 1, MARCH)
    keep_looked(store, [Looked(1)], 2, APRIL)
    keep_looked(store, [Looked(1, second)], 3, MAY)

    assert kept_looks(store) == [
        KeptLook(1, "small", MARCH, APRIL, None, 2, 1, 0.9, None),
        KeptLook(1, "small", MAY, MAY, 1, 2, 1, 0.9, None),
    ]


def test_moments_of_any_zone_are_told_apart(store: Portfolio) -> None:
    """11:30 at two hours east is earlier than 10:00 in Greenwich."""
    add_places(store, [HARROW], MARCH)
    keep_looked(store, [Looked(1, snapshot("2026-03-02T10:00:00+00:00"))], 1, "2026-03-02T10:00:00+00:00")
    late = Looked(1, snapshot("2026-03-02T11:30:00+02:00", stage="exited"))
    keep_looked(store, [late], 1, "2026-03-02T12:30:00+02:00")

    assert [item.snapshot.stage for item in history(store, 1)] == ["live"]


def test_a_scan_that_was_stopped_is_carried_on_for_twelve_hours(store: Portfolio) -> None:
    first = begin_scan(store, "2026-03-02T08:00:00+00:00", verify=False)

    soon = begin_scan(store, "2026-03-02T19:59:00+00:00", verify=False)
    verifying = begin_scan(store, "2026-03-02T19:59:00+00:00", verify=True)
    end_scan(store, verifying, "2026-03-02T20:00:00+00:00")
    next_day = begin_scan(store, "2026-03-03T09:00:00+00:00", verify=False)

    assert (first.continued, soon.id, soon.continued) == (False, first.id, True)
    assert (verifying.continued, next_day.continued) == (False, False)


def test_many_places_are_kept_at_once(store: Portfolio) -> None:
    """More than a database takes in one statement."""
    many = [NewPlace(f"folder:/{number}", f"{number:05}", "folder", f"/{number}") for number in range(1200)]
    add_places(store, many, MARCH)

    keep_looked(store, [Looked(number + 1) for number in range(1200)], 7, MARCH)

    assert {known.scan for known in listed_places(store)} == {7}


def run(address: str, *statements: str) -> None:
    """As if another program had been there."""
    engine = create_engine(database_url(address), poolclass=NullPool)
    with engine.begin() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)
    engine.dispose()


def columns(address: str) -> dict[str, list[str]]:
    engine = create_engine(database_url(address), poolclass=NullPool)
    found = inspect(engine)
    named = {
        name: sorted(f"{item['name']} {item['type']} {item['nullable']}" for item in found.get_columns(name))
        for name in found.get_table_names()
    }
    engine.dispose()
    return named


def test_the_steps_lead_to_the_tables_that_the_program_uses(portfolio_address: str) -> None:
    """Else a new store would differ from one that was migrated."""
    open_portfolio(portfolio_address, make=True).close()
    stepped = columns(portfolio_address)
    run(
        portfolio_address, *(f"DROP TABLE {name}" for name in ("file_states", "snapshots", "places", "scans"))
    )
    engine = create_engine(database_url(portfolio_address), poolclass=NullPool)
    tables.metadata.create_all(engine)
    engine.dispose()

    assert stepped["localkit_portfolio"] == ["version INTEGER False"]
    assert stepped == columns(portfolio_address)


def frozen(schema: int, address: str) -> list[str]:
    """A store as a localkit of that schema left it, as statements."""
    kind = database_url(address).get_backend_name()
    text = (Path(__file__).parent / "earlier" / f"schema-{schema}.{kind}.sql").read_text("utf-8")
    return [statement for statement in text.split(";\n") if statement.strip()]


@pytest.mark.parametrize("schema", range(1, CURRENT))
def test_the_first_steps_still_do_what_they_did(portfolio_address: str, schema: int) -> None:
    """What is frozen stays; a step that is changed later would lead elsewhere for who is there already."""
    run(portfolio_address, *frozen(schema, portfolio_address))
    kept = columns(portfolio_address)
    run(portfolio_address, *(f"DROP TABLE {name}" for name in ("snapshots", *(set(kept) - {"snapshots"}))))
    engine = create_engine(database_url(portfolio_address), poolclass=NullPool)
    with engine.begin() as connection:
        migrate(connection, schema)
    engine.dispose()

    assert columns(portfolio_address) == kept


@pytest.mark.parametrize("schema", range(1, CURRENT))
def test_a_store_of_an_earlier_schema_is_migrated_and_loses_nothing(
    portfolio_address: str, schema: int
) -> None:
    run(portfolio_address, *frozen(schema, portfolio_address))

    with open_portfolio(portfolio_address) as portfolio:
        barnet, harrow = followed_places(portfolio)
        before = [
            (item.snapshot.stage, item.snapshot.taken, item.last_seen) for item in history(portfolio, 1)
        ]
        keep_looked(portfolio, [Looked(1, snapshot(MAY, stage="exited"), files=STATE)], 2, MAY)
        add_places(portfolio, [NewPlace("folder:/e", "Ealing", "folder", "/e")], MAY)
        after = [(item.snapshot.stage, item.snapshot.taken) for item in history(portfolio, 1)]
        known = {item.place.label: item for item in listed_places(portfolio)}

    assert (harrow.known.place, harrow.known.state, harrow.known.scan) == (HARROW, "read", 1)
    assert (barnet.known.place, barnet.known.reason, barnet.heard) == (BARNET, "it is gone", None)
    assert before == [("live", APRIL, APRIL), ("pilot", MARCH, MARCH)]
    assert after == [("exited", MAY), ("live", APRIL), ("pilot", MARCH)]
    assert known["Harrow"].files == STATE
    assert known["Ealing"].state == "new"
    assert columns(portfolio_address)["localkit_portfolio"] == ["version INTEGER False"]


def test_a_migration_that_fails_leaves_the_store_as_it_was(portfolio_address: str) -> None:
    """A table of that name in the way of the last step: nothing of the steps before may stay."""
    run(
        portfolio_address,
        *frozen(1, portfolio_address),
        "CREATE TABLE file_states (town TEXT)",
    )
    before = columns(portfolio_address)

    with pytest.raises(MachineError) as caught:
        open_portfolio(portfolio_address)

    assert caught.value.message.startswith("the portfolio cannot be used: ")
    assert "already exists" in caught.value.message
    assert columns(portfolio_address) == before


def test_a_store_of_a_later_localkit_is_left_alone(portfolio_address: str) -> None:
    open_portfolio(portfolio_address, make=True).close()
    run(portfolio_address, "UPDATE localkit_portfolio SET version = 99")

    with pytest.raises(InputError) as caught:
        open_portfolio(portfolio_address)

    assert caught.value.message == f"the portfolio has schema 99; this localkit knows up to {CURRENT}"
    assert (caught.value.path, caught.value.hint) == (
        shown_address(portfolio_address),
        "A later localkit wrote it: install that one.",
    )


def test_a_database_of_something_else_is_left_alone(portfolio_address: str) -> None:
    run(portfolio_address, "CREATE TABLE places (town TEXT)")

    with pytest.raises(InputError) as caught:
        open_portfolio(portfolio_address, make=True)

    file = "://" not in portfolio_address
    told = "this file is another program's" if file else "this database has tables of something else in it"
    assert caught.value.message == told


def test_a_file_of_another_program_is_left_as_it_is(tmp_path: Path) -> None:
    run(str(tmp_path / "books.db"), "CREATE TABLE books (title TEXT)")
    before = (tmp_path / "books.db").read_bytes()

    with pytest.raises(InputError) as caught:
        open_portfolio(str(tmp_path / "books.db"), make=True)

    assert (caught.value.message, caught.value.hint) == (
        "this file is another program's",
        "Name another file; nothing was changed in this one.",
    )
    assert (tmp_path / "books.db").read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["books.db"]


def test_an_empty_database_is_no_portfolio_until_something_is_added(portfolio_address: str) -> None:
    run(portfolio_address)

    with pytest.raises(InputError) as caught:
        open_portfolio(portfolio_address)

    assert caught.value.message == "there is no portfolio in this database yet"
    assert columns(portfolio_address) == {}


def test_what_a_scan_found_takes_the_same_few_statements_for_any_number_of_places(store: Portfolio) -> None:
    """Over a network each statement takes longer than to measure a place."""
    number = 300
    add_places(
        store, [NewPlace(f"folder:/{count}", str(count), "folder", "/") for count in range(number)], MARCH
    )
    ids = [known.id for known in listed_places(store)]

    few, many = (
        statements(store, [Looked(place, snapshot(MARCH), files=STATE) for place in some])
        for some in (ids[:3], ids[3:])
    )

    assert few == many
    assert few < 12


def statements(store: Portfolio, looked: list[Looked]) -> int:
    counted: list[str] = []
    with store.reading() as connection:
        engine = connection.engine

    def count(*values: object) -> None:
        counted.append(str(values[2]))

    event.listen(engine, "before_cursor_execute", count)
    keep_looked(store, looked, 1, MARCH)
    event.remove(engine, "before_cursor_execute", count)
    return len(counted)


def test_a_file_that_is_no_database_is_told(tmp_path: Path) -> None:
    (tmp_path / "p.db").write_text("Dear all, " * 500)

    with pytest.raises(InputError) as caught:
        open_portfolio(str(tmp_path / "p.db"))

    assert caught.value.message == "this file is no portfolio"
    assert caught.value.hint == (
        "Name the file that `localkit portfolio add` made. If it is that one, it is damaged: put it back from a copy, "
        "or move it away and add the places again with `localkit portfolio add`."
    )


def test_a_damaged_file_is_told_with_what_helps(tmp_path: Path) -> None:
    file = tmp_path / "p.db"
    open_portfolio(str(file), make=True).close()
    data = file.read_bytes()
    file.write_bytes(data[:100] + b"\xff" * (len(data) - 100))

    with pytest.raises(MachineError) as caught:
        open_portfolio(str(file))

    assert caught.value.message == "the portfolio's file is damaged"
    assert caught.value.hint == (
        "Put it back from a copy, or move it away and add the places again with `localkit portfolio add`."
    )


@pytest.mark.parametrize(
    ("where", "message"),
    [
        ("mysql://host/x", "a portfolio cannot be kept in mysql"),
        ("postgresql+asyncpg://host/x", "a portfolio cannot be kept in postgresql+asyncpg"),
        ("postgresql://team:pass@host:word/x", "this is no address of a database"),
        ("://cafes", "this is no address of a database"),
        ("no/such/p.db", "there is no such folder"),
        (".", "this is a folder, not a portfolio"),
    ],
)
def test_what_cannot_be_a_portfolio_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str, message: str
) -> None:
    monkeypatch.chdir(tmp_path)

    with pytest.raises(InputError) as caught:
        open_portfolio(where, make=True)

    assert caught.value.message == message


def test_half_a_transaction_is_none(store: Portfolio) -> None:
    add_places(store, [HARROW], MARCH)

    def forget_and_fail() -> None:
        with store.writing() as connection:
            connection.execute(tables.places.delete())
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        forget_and_fail()

    assert [known.place for known in listed_places(store)] == [HARROW]


def test_a_name_or_reason_that_no_database_can_hold_stops_no_other_place(store: Portfolio) -> None:
    """PostgreSQL has no NUL, and a file's name may have bytes that are no text."""
    add_places(store, [HARROW, BARNET], MARCH)

    odd = Looked(1, snapshot(MARCH, name="Har\0row"))
    keep_looked(store, [odd, Looked(2, reason="/b/\udcff: it is gone")], 1, MARCH)

    assert [(known.place.label, known.reason) for known in listed_places(store)] == [
        ("barnet", "/b/?: it is gone"),
        ("Har\ufffdrow", None),
    ]
