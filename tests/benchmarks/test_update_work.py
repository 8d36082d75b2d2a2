"""How much work an update of the medium kit is: renderings, processes, what is read. No clocks."""

from __future__ import annotations

import datetime
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pygit2
import pytest
from tests.benchmarks import medium_kit

from localkit.actions.adapt import AdaptRequest, adapt
from localkit.actions.update import Updated, UpdateRequest, update
from localkit.engine.indexing import index_of
from localkit.hooks.markers import hookimpl
from localkit.model.document_kind import Kind
from localkit.model.limits import Limits
from localkit.store.core_archive import read_core
from localkit.store.local_versions import found_valid
from localkit.store.schemas import problems
from localkit.syntax.yaml import parse
from localkit.workspace import Workspace

NOON = datetime.datetime(2026, 11, 24, 12, 0, tzinfo=datetime.UTC)
STARTS = {*("os.fork", "os.forkpty", "os.exec", "os.spawn", "os.startfile", "os.system", "subprocess.Popen")}
"""What Python tells when a process is started, once for each."""
_listeners: list[list[str]] = []


def _hear(event: str, _arguments: object) -> None:
    if event in STARTS:
        for heard in _listeners:
            heard.append(event)


sys.addaudithook(_hear)


@contextmanager
def processes() -> Iterator[list[str]]:
    """The processes that are started meanwhile."""
    heard: list[str] = []
    _listeners.append(heard)
    try:
        yield heard
    finally:
        _listeners.remove(heard)


class Readings:
    """A plugin that is asked before any file is read, and leaves each to localkit's own readers."""

    def __init__(self) -> None:
        self.seen: list[tuple[str, bytes]] = []

    def read(self, path: str, data: bytes) -> None:
        self.seen.append((path, data))

    @hookimpl
    def localkit_document_kinds(self) -> list[Kind]:
        return [Kind("counted", ("",), self.read)]


@pytest.fixture
def repository(tmp_path: Path) -> str:
    """The medium kit in git, a tag for each release."""
    root = tmp_path / "repository"
    repository = pygit2.init_repository(str(root), initial_head="main")
    who = pygit2.Signature("A", "a@example.org", 1_700_000_000, 0)
    parents: list[pygit2.Oid] = []
    for release, tag in medium_kit.RELEASES.items():
        medium_kit.write(medium_kit.kit_files(release), root)
        repository.index.add_all()
        commit = repository.create_commit("HEAD", who, who, "x", repository.index.write_tree(), parents)
        repository.references.create(f"refs/tags/{tag}", commit)
        parents = [commit]
    return str(root)


@pytest.fixture
def place(tmp_path: Path, repository: str) -> Path:
    adapt(workspace(tmp_path), AdaptRequest(f"{repository}@v1.0.0", tmp_path / "place"))
    medium_kit.edit(tmp_path / "place")
    return tmp_path / "place"


def workspace(root: Path, *plugins: object) -> Workspace:
    return Workspace(
        config=root / "config",
        cache=root / "cache",
        clock=lambda: NOON,
        seed=lambda: "00",
        plugins=False,
        extra_plugins=plugins,
    )


def updated(root: Path, place: Path, *plugins: object) -> Updated:
    return update(workspace(root, *plugins), place, UpdateRequest())


def test_an_update_starts_one_process_for_its_one_rendering(tmp_path: Path, place: Path) -> None:
    with processes() as started:
        done = updated(tmp_path, place)

    assert done.opened.record.kit_version == "2.0.0"
    assert len(started) == 1


def test_a_step_over_a_release_that_is_there_renders_nothing(tmp_path: Path, place: Path) -> None:
    updated(tmp_path, place)

    with processes() as started:
        again = updated(tmp_path, place)

    assert again.plan is None
    assert started == []


def test_an_update_reads_only_what_the_release_changed_and_nothing_twice(tmp_path: Path, place: Path) -> None:
    readings = Readings()

    updated(tmp_path, place, readings)

    assert {path for path, _ in readings.seen} == set(medium_kit.CHANGED_IN_RELEASE_2)
    assert max(Counter(readings.seen).values()) == 1


def test_figures_that_were_kept_are_those_that_measuring_again_would_give(
    tmp_path: Path, place: Path
) -> None:
    updated(tmp_path, place)

    here = workspace(tmp_path)
    core = read_core(place / ".localkit", Limits())
    parameters = updated(tmp_path, place).opened.record.parameters
    assert core.index == index_of(core.kit, core.baseline, parameters, here.read, here.check)


def test_two_disputed_passages_wait_and_everything_else_arrives(tmp_path: Path, place: Path) -> None:
    medium_kit.apply(medium_kit.DISPUTED, place)

    done = updated(tmp_path, place)

    assert done.plan is not None
    waiting = sorted(passage.address.partition("#")[0] for passage in done.plan.waiting)
    assert waiting == sorted(edit.path for edit in medium_kit.DISPUTED)
    assert len(done.plan.files) == 40
    for edit in medium_kit.DISPUTED:
        assert edit.new in (place / edit.path).read_text("utf-8")


def test_a_record_that_an_update_wrote_need_not_be_checked_again(tmp_path: Path, place: Path) -> None:
    updated(tmp_path, place)

    written = (place / ".localkit/local.yaml").read_bytes()
    assert found_valid(tmp_path / "cache", "local", written).recall() is not None
    assert problems(parse(written.decode()).data, "local") == []
