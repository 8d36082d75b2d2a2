"""Work done by other machines: a real scheduler, two real workers, and the same results as here."""

from __future__ import annotations

import json
import os
import shutil
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from tests.dask_cluster import cluster

from localkit.actions.elsewhere import elsewhere
from localkit.actions.portfolio_scan import Scanned, scan
from localkit.actions.spreading import spread
from localkit.builtin.executors.dask import connected
from localkit.errors import InputError, MachineError
from localkit.hooks.kinds import ExecutorSource
from localkit.hooks.markers import hookimpl
from localkit.store.portfolio.opening import open_portfolio
from localkit.store.portfolio.snapshots import followed_places
from localkit.testing import fixed_workspace, run_localkit, write_world

pytestmark = [pytest.mark.timeout(180), pytest.mark.leaves_threads]
"""Several processes begin, each of which imports much; on a busy machine that takes long."""

KIT = """\
format: 1
name: small
version: VERSION
title: Small
elements:
  - {id: stay, title: Stay, latitude: fixed, basis: values, passages: [{file: rules.md}]}
"""


def kit(version: str, rules: str) -> dict[str, str | bytes]:
    return {
        "kit.yaml": KIT.replace("VERSION", version),
        "cookiecutter.json": '{"slug": "here"}',
        "{{cookiecutter.slug}}/rules.md": rules,
    }


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with cluster(tmp_path_factory.mktemp("cluster")) as found:
        yield found


@pytest.fixture
def world(tmp_path: Path) -> Path:
    write_world(tmp_path / "kit", kit("1.0.0", "# Rules\n\nStay here.\n"))
    write_world(tmp_path / "next", kit("1.1.0", "# Rules\n\nStay here to the end.\n"))
    run_localkit("adapt", "kit", "places/00", "--no-input", cwd=tmp_path).assert_ok()
    for number in range(1, 6):
        shutil.copytree(tmp_path / "places/00", tmp_path / f"places/{number:02}")
    write_world(tmp_path / "places/03", {"rules.md": "# Rules\n\nStay or go.\n"})
    (tmp_path / "places/05/.localkit/core.zip").write_bytes(b"no zip")
    for store in ("near.db", "far.db"):
        run_localkit("portfolio", "add", "places", "--portfolio", store, cwd=tmp_path).assert_ok()
    return tmp_path


def known(store: Path) -> list[tuple[str, str, str | None]]:
    """All that was found of each place, but not when."""
    with open_portfolio(str(store)) as portfolio:
        return [
            (item.known.place.at, item.known.state, item.known.reason)
            if item.heard is None
            else (
                item.known.place.at,
                item.known.state,
                json.dumps({**item.heard.snapshot.data, "taken": None}, sort_keys=True),
            )
            for item in followed_places(portfolio)
        ]


def test_a_scan_and_a_rehearsal_find_what_they_find_here(world: Path, address: str) -> None:
    def both(*arguments: str, **store: str) -> tuple[Any, Any]:
        here = run_localkit(*arguments, *store.get("near", "").split(), cwd=world)
        there = run_localkit(*arguments, *store.get("far", "").split(), "--scheduler", address, cwd=world)
        assert (here.status, here.stderr) == (there.status, there.stderr) == (1, "")
        return here, there

    near, far = both(
        *("portfolio", "scan", "--format", "json"), near="--portfolio near.db", far="--portfolio far.db"
    )
    assert far.json == near.json
    assert near.json["measured"] == 5
    assert known(world / "far.db") == known(world / "near.db")

    near, far = both("rehearse", "next", "places", near="--workers 1")
    assert far.stdout == near.stdout
    assert "4 places take it without a decision\n" in near.stdout

    again = run_localkit("portfolio", "scan", "--portfolio", "far.db", "--scheduler", address, cwd=world)
    assert "6 places: " in again.stdout


def test_a_worker_that_lives_on_reads_a_kit_anew_for_the_next_rehearsal(world: Path, address: str) -> None:
    def plans() -> list[Any]:
        told = run_localkit(
            *("rehearse", "next", "places/00", "places/01", "--format", "json", "--scheduler", address),
            cwd=world,
        )
        return [[row["core"] for row in item["passages"]] for item in told.assert_ok().json["places"]]

    first = plans()
    write_world(world / "next", kit("1.1.0", "# Rules\n\nStay for ever.\n"))
    second = plans()

    assert "Stay here to the end." in str(first)
    assert "Stay for ever." in str(second)


def test_a_scan_that_was_ended_is_carried_on(world: Path, address: str) -> None:
    workspace = fixed_workspace(world)

    def stop(found: Scanned) -> None:
        raise KeyboardInterrupt

    with open_portfolio(str(world / "far.db")) as portfolio:
        with pytest.raises(KeyboardInterrupt), elsewhere(workspace, address) as machines:
            scan(workspace, portfolio, machines=machines, watch=stop)
        with elsewhere(workspace, address) as machines:
            found = scan(workspace, portfolio, machines=machines)

    assert found.before >= 1
    assert found.measured == 5 - found.before


def doubled(things: Sequence[int]) -> list[int]:
    return [2 * thing for thing in things]


def deadly(things: Sequence[int]) -> list[int]:
    """The system ends whoever looks at 13."""
    if 13 in things:
        os._exit(9)
    return doubled(things)


def gone(things: Sequence[int]) -> list[int]:
    return [-thing for thing in things]


def test_a_place_that_ends_its_worker_takes_no_other_with_it(address: str) -> None:
    found = spread(lambda: connected(address), 2, deadly, range(10, 18), gone)

    assert sorted(item for piece in found for item in piece) == sorted(
        [-13, *(2 * thing for thing in range(10, 18) if thing != 13)]
    )


def test_a_worker_with_other_plugins_is_refused(
    world: Path, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else half of the places would be measured by other rules than the rest."""
    monkeypatch.delenv("LOCALKIT_DISABLE_PLUGINS")

    outcome = run_localkit("portfolio", "scan", "--portfolio", "far.db", "--scheduler", address, cwd=world)

    assert outcome.status == 4
    assert "error: a worker has localkit " in outcome.stderr
    assert " without plugins; here it is localkit " in outcome.stderr
    assert "hint: Install the same localkit and plugins on every worker as here, then start it anew.\n" in (
        outcome.stderr
    )


def test_a_worker_that_lacks_what_is_needed_is_told(
    tmp_path: Path, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_world(tmp_path, {"only_here.py": "def work():\n    return 1\n"})
    monkeypatch.syspath_prepend(tmp_path)
    import only_here  # type: ignore[import-not-found]

    with connected(address) as executor, pytest.raises(MachineError) as told:
        executor.submit(only_here.work).result()

    assert told.value.message == f"a worker of {address} does not have the localkit that is here"
    assert told.value.hint == (
        "Install on every worker the same localkit, Python and plugins as here, then start it anew."
    )


@pytest.mark.slow
def test_a_scheduler_that_ends_meanwhile_or_has_no_worker_is_told(tmp_path: Path) -> None:
    with cluster(tmp_path, workers=0) as address:
        executor = connected(address)
        executor._alone = 1.0  # an argument of its making, which ``connected`` has no use for
        with pytest.raises(
            MachineError, match=f"^the scheduler at {address} has had no worker for 1 seconds$"
        ):
            executor.submit(doubled, [1]).result(timeout=20)
        executor._alone = 60.0
        waiting = executor.submit(doubled, [1])
    with pytest.raises(MachineError, match=f"^the scheduler at {address} is not there any more$"):
        waiting.result(timeout=30)
    executor.shutdown()


def test_where_nobody_answers_that_is_told_soon(world: Path) -> None:
    begun = time.monotonic()

    outcome = run_localkit(
        "portfolio", "scan", "--portfolio", "far.db", "--scheduler", "tcp://127.0.0.1:9", cwd=world
    )

    assert time.monotonic() - begun < 10
    assert (outcome.status, outcome.stderr) == (
        4,
        "error: no scheduler answers at tcp://127.0.0.1:9\n"
        "hint: Is it running (dask scheduler), is the address as it says, and may this machine reach it?\n",
    )


def test_what_has_to_be_installed_is_told(world: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)

    outcome = run_localkit("rehearse", "next", "places", "--scheduler", "tls://there:8786", cwd=world)

    assert (outcome.status, outcome.stderr) == (
        2,
        "error: Dask, which speaks with schedulers, is not installed\n"
        'hint: Install it: python -m pip install "localkit[distributed]"; or leave out --scheduler.\n',
    )


def test_an_address_that_nobody_knows_is_told(world: Path) -> None:
    outcome = run_localkit("rehearse", "next", "places", "--scheduler", "ray://there", cwd=world)

    assert (outcome.status, outcome.stderr) == (
        2,
        "error: nobody here knows how to send work to ray://\n"
        "hint: Known: tcp://, tls://. A plugin can bring others.\n",
    )


def test_plugins_that_cannot_be_sent_are_told(world: Path) -> None:
    write_world(world, {"rules/ours.py": ""})

    outcome = run_localkit(
        *("--plugins-dir", "rules", "rehearse", "next", "places", "--scheduler", "tcp://there:8786"),
        cwd=world,
    )

    assert (outcome.status, outcome.stderr) == (
        2,
        "error: plugins of a folder stay on this machine, so --plugins-dir and --scheduler cannot be had together\n"
        "hint: Install the plugins as packages, here and on every worker; `localkit plugins new` starts one.\n",
    )


class Threads:
    """A plugin that brings an executor."""

    @hookimpl
    def localkit_executors(self) -> list[ExecutorSource]:
        def made(address: str) -> ThreadPoolExecutor:
            return ThreadPoolExecutor(int(address.removeprefix("threads://")))

        return [ExecutorSource("threads", "Threads of this process.", made)]


def test_a_plugin_brings_others(world: Path) -> None:
    near = run_localkit("rehearse", "next", "places", "--workers", "1", cwd=world)

    far = run_localkit(
        "rehearse", "next", "places", "--scheduler", "threads://2", cwd=world, plugins=[Threads()]
    )

    assert (far.status, far.stdout, far.stderr) == (near.status, near.stdout, near.stderr)


class Deaf:
    @hookimpl
    def localkit_executors(self) -> list[ExecutorSource]:
        def made(address: str) -> Executor:
            raise OSError("the line is dead")

        return [ExecutorSource("deaf", "Nobody.", made)]


def test_a_plugin_that_cannot_reach_anybody_is_told(world: Path) -> None:
    outcome = run_localkit(
        "rehearse", "next", "places", "--scheduler", "deaf://x", cwd=world, plugins=[Deaf()]
    )

    assert (outcome.status, outcome.stderr) == (
        4,
        "error: the plugin Deaf cannot reach deaf://: OSError: the line is dead\n"
        "hint: Check the address, or leave out --scheduler: the work is then done on this machine.\n",
    )


class Rules(Threads):
    @hookimpl
    def localkit_light_raisers(self) -> list[Any]:
        return []


def test_plugin_objects_cannot_be_sent(tmp_path: Path) -> None:
    workspace = fixed_workspace(tmp_path)
    workspace.extra_plugins = [Rules()]

    with pytest.raises(InputError) as told:
        elsewhere(workspace, "threads://2")

    assert told.value.message == "plugins that a program brings cannot be sent to another machine: Rules"


def test_a_broken_executor_is_made_again() -> None:
    made: list[int] = []

    class Breaks(Executor):
        def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
            future: Future[Any] = Future()
            if len(made) == 1:
                future.set_exception(BrokenExecutor())
            else:
                future.set_result(fn(*args, **kwargs))
            return future

    def pool() -> Executor:
        made.append(1)
        return Breaks()

    assert sorted(x for found in spread(pool, 2, doubled, range(3), gone) for x in found) == [0, 2, 4]
