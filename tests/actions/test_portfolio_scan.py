"""Scans: two at once, ended in the middle, many places; and how much work each does."""

from __future__ import annotations

import datetime
import os
import shutil
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from localkit.actions.portfolio_add import add
from localkit.actions.portfolio_scan import scan
from localkit.actions.snapshot import snapshot
from localkit.hooks.kinds import LightRaiser
from localkit.hooks.markers import hookimpl
from localkit.store.portfolio.opening import Portfolio, open_portfolio
from localkit.store.portfolio.places import listed_places
from localkit.store.portfolio.snapshots import followed_places, history
from localkit.testing import NOON, fixed_workspace, run_localkit, write_world
from localkit.workspace import Workspace

OLD = 1_700_000_000_000_000_000
KIT = """\
format: 1
name: small
version: 1.0.0
title: Small
elements:
  - {id: stay, title: Stay, latitude: bounded, basis: values, passages: [{file: rules.md}], bounds: [{max_words: 3}]}
"""
EXCEPTION = """\
format: 1
exceptions:
- id: stay-1
  element: stay
  status: granted
  requested_by: host
  granted_by: national_team
  from: 2026-03-10
  until: 2026-03-20
"""


def age(root: Path) -> None:
    for path in root.rglob("*"):
        os.utime(path, ns=(OLD, OLD))


@pytest.fixture
def world(tmp_path: Path) -> Path:
    files = {
        "kit.yaml": KIT,
        "cookiecutter.json": '{"slug": "here"}',
        "{{cookiecutter.slug}}/rules.md": "# Rules\n",
    }
    write_world(tmp_path / "kit", files)
    run_localkit("adapt", "kit", "here", "--no-input", cwd=tmp_path).assert_ok()
    age(tmp_path / "here")
    return tmp_path


def many(world: Path, number: int) -> Path:
    for count in range(number):
        shutil.copytree(world / "here", world / "places" / f"{count:03}", copy_function=shutil.copy2)
    return world / "places"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return fixed_workspace(tmp_path)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Portfolio]:
    with open_portfolio(str(tmp_path / "p.db"), make=True) as portfolio:
        yield portfolio


@pytest.fixture
def either(portfolio_address: str) -> Iterator[Portfolio]:
    """A portfolio of each kind, for what the database has a part in."""
    with open_portfolio(portfolio_address, make=True) as portfolio:
        yield portfolio


def on(workspace: Workspace, day: int) -> Workspace:
    return replace(workspace, clock=lambda: NOON.replace(day=day))


def test_two_hundred_places_are_measured_and_then_left_alone(
    world: Path, workspace: Workspace, store: Portfolio
) -> None:
    assert len(add(workspace, store, [str(many(world, 200))]).new) == 200

    first = scan(workspace, store, workers=2)
    second = scan(workspace, store)

    assert (first.measured, first.unchanged, first.failed) == (200, 0, [])
    assert (second.measured, second.unchanged, second.failed) == (0, 200, [])
    assert all(len(history(store, known.id)) == 1 for known in listed_places(store)[:3])


def test_where_nothing_changed_no_file_is_opened(world: Path, workspace: Workspace, store: Portfolio) -> None:
    """What a scan costs where nothing changed is looking at folders; else ten thousand places take an hour."""
    places = os.path.realpath(many(world, 3))
    add(workspace, store, [places])
    scan(workspace, store)
    opened: list[str] = []
    watching = True

    def watch(event: str, values: tuple[object, ...]) -> None:
        if watching and event == "open" and str(values[0]).startswith(places):
            opened.append(str(values[0]))

    sys.addaudithook(watch)
    again = scan(workspace, store)
    watching = False

    assert (again.unchanged, opened) == (3, [])


def test_an_agreed_exception_begins_and_ends_though_no_file_is_touched(
    world: Path, workspace: Workspace, store: Portfolio
) -> None:
    write_world(
        world / "here",
        {"rules.md": "# Rules\n\nWe do it otherwise.\n", ".localkit/exceptions.yaml": EXCEPTION},
    )
    age(world / "here")
    add(workspace, store, [str(world / "here")])
    seen: dict[int, tuple[int, str]] = {}

    for day in (2, 9, 10, 20, 21, 22):
        found = scan(on(workspace, day), store)
        (item,) = followed_places(store)
        assert item.heard is not None
        seen[day] = found.measured, item.heard.snapshot.data["elements"][0]["state"]

    assert seen == {
        2: (1, "unrecorded"),
        9: (0, "unrecorded"),
        10: (1, "excepted"),
        20: (0, "excepted"),
        21: (1, "unrecorded"),
        22: (0, "unrecorded"),
    }


def test_with_another_plugin_everything_is_measured_again(
    world: Path, workspace: Workspace, store: Portfolio
) -> None:
    class Raises:
        @hookimpl
        def localkit_light_raisers(self) -> list[LightRaiser]:
            return [LightRaiser("always", "Always.", lambda item, answers: "yellow")]

    add(workspace, store, [str(world / "here")])
    scan(workspace, store)

    found = scan(replace(workspace, extra_plugins=[Raises()]), store)

    assert (found.measured, found.unchanged) == (1, 0)


def test_nothing_of_a_place_is_run_and_nothing_is_written_there(
    world: Path, workspace: Workspace, store: Portfolio, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not even what is trusted on this machine for when somebody works in that one place."""
    monkeypatch.delenv("LOCALKIT_DISABLE_PLUGINS")
    monkeypatch.setenv("LOCALKIT_CONFIG_DIR", str(workspace.config))
    write_world(world / "here", {".localkit/plugins/mine.py": "raise SystemExit('run')\n"})
    run_localkit("trust", "here", "--yes", cwd=world).assert_ok()
    assert "The plugin mine failed: " in run_localkit("status", "here", cwd=world).stderr
    before = {path: path.stat().st_mtime_ns for path in (world / "here").rglob("*")}
    add(workspace, store, [str(world / "here")])

    found = scan(workspace, store)

    assert (found.measured, workspace.plugin_failures) == (1, [])
    assert {path: path.stat().st_mtime_ns for path in (world / "here").rglob("*")} == before


def test_a_mistake_of_ours_at_one_place_hides_no_other(
    world: Path, workspace: Workspace, store: Portfolio, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A stand-in for a mistake that nobody knows of yet: there is no seam for those."""
    add(workspace, store, [str(many(world, 3))])

    def wrong(inner: Workspace, path: Path) -> object:
        if path.name == "001":
            raise KeyError("stay")
        return snapshot(inner, path)

    monkeypatch.setattr("localkit.actions.portfolio_looking.snapshot", wrong)

    found = scan(workspace, store)

    assert found.measured == 2
    assert [(known.place.label, reason) for known, reason in found.failed] == [
        ("001", "localkit itself made a mistake (KeyError: 'stay')")
    ]


SCANNING = """
import os, signal, sys
from sqlalchemy import Engine, event
from localkit.actions import portfolio_scan
from localkit.actions.portfolio_scan import scan
from localkit.store.portfolio.opening import open_portfolio
from localkit.workspace import Workspace

def die():
    os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))

def watch(scanned):
    if sys.argv[2] == "between" and scanned.measured >= 20:
        die()

@event.listens_for(Engine, "before_cursor_execute")
def within(connection, cursor, statement, *more):
    if sys.argv[2] == "within" and statement.startswith("INSERT INTO file_states"):
        die()

portfolio_scan._KEPT_EVERY = 0.0
with open_portfolio(sys.argv[1]) as portfolio:
    found = scan(Workspace(plugins=False), portfolio, workers=1, verify=True, watch=watch)
    print(found.measured, found.before, len(found.failed))
"""


def scanning(address: str, killed: str = "never") -> subprocess.Popen[str]:
    command = [sys.executable, "-c", textwrap.dedent(SCANNING), address, killed]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def ended(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    out, err = process.communicate(timeout=50)
    return process.returncode, out, err


def test_a_scan_that_was_killed_is_carried_on(
    world: Path, workspace: Workspace, either: Portfolio, portfolio_address: str
) -> None:
    add(workspace, either, [str(many(world, 40))])

    killed = ended(scanning(portfolio_address, "between"))
    kept = sum(known.last_scan is not None for known in listed_places(either))
    status, out, err = ended(scanning(portfolio_address))

    assert killed == (-9 if os.name == "posix" else 15, "", "")
    assert 0 < kept < 40
    assert (status, out, err) == (0, f"{40 - kept} {kept} 0\n", "")
    assert [len(history(either, known.id)) for known in listed_places(either)] == [1] * 40


def test_a_scan_that_was_killed_while_it_wrote_leaves_nothing_by_halves(
    world: Path, workspace: Workspace, either: Portfolio, portfolio_address: str
) -> None:
    add(workspace, either, [str(many(world, 3))])

    killed = ended(scanning(portfolio_address, "within"))
    between = [(item.heard, item.known.state) for item in followed_places(either)]
    status, out, err = ended(scanning(portfolio_address))

    assert killed == (-9 if os.name == "posix" else 15, "", "")
    assert between == [(None, "new")] * 3
    assert (status, out, err) == (0, "3 0 0\n", "")


def test_two_scans_at_once_leave_one_snapshot_of_each_place(
    world: Path, workspace: Workspace, either: Portfolio, portfolio_address: str
) -> None:
    add(workspace, either, [str(many(world, 60))])

    both = [scanning(portfolio_address), scanning(portfolio_address)]
    results = [ended(process) for process in both]

    assert [(status, err) for status, _, err in results] == [(0, ""), (0, "")]
    places = listed_places(either)
    assert {known.state for known in places} == {"read"}
    assert [len(history(either, known.id)) for known in places] == [1] * 60
    if "://" not in portfolio_address:
        with either.reading() as connection:
            assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"


def test_places_that_two_add_at_once_are_there_once(
    world: Path, workspace: Workspace, either: Portfolio
) -> None:
    """In whatever order each brings them."""
    found = [str(path) for path in sorted(many(world, 30).iterdir())]

    with ThreadPoolExecutor(4) as pool:
        orders = [found, found[::-1], found[10:], found[:20]]
        added = list(pool.map(lambda some: add(workspace, either, some), orders))

    assert sum(len(item.new) for item in added) == 30
    assert [known.place.at for known in listed_places(either)] == [os.path.realpath(path) for path in found]


def test_the_moment_of_a_scan_is_kept(world: Path, workspace: Workspace, store: Portfolio) -> None:
    add(workspace, store, [str(world / "here")])

    scan(on(workspace, 5), store)

    (known,) = listed_places(store)
    assert known.added == NOON.isoformat()
    assert known.last_scan == NOON.replace(day=5).astimezone(datetime.UTC).isoformat()
