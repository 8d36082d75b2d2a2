"""Whatever stops a command while it writes, a local version is as before or as after, never between."""

from __future__ import annotations

import errno
import itertools
import os
import random
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from tests.store.ending import DONE, FAILED, KILLED, holding, in_a_child

from localkit.errors import LocalkitError
from localkit.model.tree import File
from localkit.store.history import step_notes
from localkit.store.journal import FileChange, StepNote, commit, recover, waiting
from localkit.testing import write_world

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a process that can be ended anywhere")

BEFORE = {
    ".localkit/local.yaml": "format: 1\n",
    "a.md": "one\n",
    "b/c.md": "two\n",
    "b/d/e.md": "three\n",
    "run.sh": "echo\n",
    "page": "a file that becomes a folder\n",
    "list/item.md": "a folder that becomes a file\n",
    "kept.md": "kept\n",
}
NOTE = StepNote("update", "2026-03-02T12:00:00Z", {"from": "1.0.0", "to": "1.1.0"})


def copied(one: Path, other: Path) -> Path:
    shutil.rmtree(other, ignore_errors=True)
    shutil.copytree(one, other)
    return other


def text(said: str, mode: int = 0o644) -> File:
    return File(said.encode(), mode)


def was(path: str) -> File:
    return text(BEFORE[path])


CHANGES = [
    FileChange(".localkit/local.yaml", was(".localkit/local.yaml"), text("format: 1\nnew: true\n")),
    FileChange("a.md", was("a.md"), text("ONE\n")),
    FileChange("b/d/e.md", was("b/d/e.md"), None),
    FileChange("new/deep/f.md", None, text("four\n", 0o755)),
    FileChange("run.sh", was("run.sh"), text("echo\n", 0o755)),
    FileChange("page", was("page"), None),
    FileChange("page/one.md", None, text("a page\n")),
    FileChange("list/item.md", was("list/item.md"), None),
    FileChange("list", None, text("an item\n")),
]


@pytest.fixture(autouse=True)
def _no_flush(monkeypatch: pytest.MonkeyPatch) -> None:
    """What ends here are processes, not machines: to wait for the disk would only take minutes."""
    monkeypatch.setattr(os, "fsync", lambda _: None)


@dataclass(frozen=True)
class World:
    """A local version to write in, and what it may hold afterwards."""

    template: Path
    writing: dict[str, Any]
    before: Any
    after: Any

    def fresh(self, root: Path) -> Path:
        return copied(self.template, root)

    def write(self, root: Path) -> None:
        commit(root, CHANGES, **self.writing)

    def killed(self, root: Path, at: int) -> int:
        """Write in a fresh folder, stopped at a step."""
        self.fresh(root)
        return in_a_child(lambda: self.write(root), at)

    def check_whole(self, root: Path, told: object) -> bool:
        """Hold a folder against both; True where it is as after."""
        now = everything(root)
        assert now in (self.before, self.after), told
        assert recover(root) is None
        return bool(now == self.after)


def everything(root: Path) -> Any:
    return holding(root), step_notes(root)


WORLDS: dict[str, tuple[int, dict[str, Any]]] = {
    "a step": (0, {"note": NOTE, "folders": ["empty/one"]}),
    "a step back": (2, {"pops": 2}),
    "the twenty-first step": (20, {"note": NOTE}),
}
one_world = pytest.mark.parametrize("world", ["a step"], indirect=True)


@pytest.fixture(params=WORLDS)
def world(request: pytest.FixtureRequest, tmp_path: Path) -> World:
    steps, writing = WORLDS[request.param]
    template = write_world(tmp_path / "template", BEFORE)
    for number in range(steps):
        one, other = text(f"{number}"), text(f"{number + 1}")
        commit(template, [FileChange("g.md", one if number else None, other)], note=NOTE)
    whole = World(template, writing, None, None)
    whole.write(whole.fresh(tmp_path / "after"))
    return World(template, writing, everything(template), everything(tmp_path / "after"))


def steps_of(act: Callable[[int], int]) -> Iterator[tuple[int, int]]:
    """Do something that is stopped at its first step, its second, until it comes to its end."""
    at, came_to = 0, KILLED
    while came_to != DONE:
        at += 1
        came_to = act(at)
        yield at, came_to


def test_a_commit_killed_at_any_step_is_all_or_nothing(world: World, tmp_path: Path) -> None:
    root = tmp_path / "here"
    outcomes = []

    for at, _ in steps_of(lambda at: world.killed(root, at)):
        recover(root)
        outcomes.append(world.check_whole(root, at))

    assert outcomes == sorted(outcomes)  # from some step on it is certain
    assert {*outcomes} == {False, True}


def recovery_killed(half: Path, root: Path, at: int) -> int:
    copied(half, root)
    return in_a_child(lambda: recover(root), at)


@one_world
def test_a_recovery_killed_at_any_step_is_taken_up_by_the_next(world: World, tmp_path: Path) -> None:
    root, half = tmp_path / "here", tmp_path / "half"
    tried = 0
    for at, _ in steps_of(lambda at: world.killed(half, at)):
        if waiting(half) and at % 25 == 0:
            for again, _ in steps_of(lambda again: recovery_killed(half, root, again)):
                recover(root)
                assert world.check_whole(root, (at, again))
                tried += 1

    assert tried > 50


def remove_empty_folders(root: Path) -> None:
    for path in sorted(root.glob("b/**/"), reverse=True):
        if not any(path.iterdir()):
            path.rmdir()


def failing(world: World, root: Path, error: BaseException) -> Iterator[tuple[int, int, str]]:
    """Write in fresh folders, with an error at the first step, the second, until there is none to fail.

    Yields the step, how the command ended, and what was said.
    """
    heard, failed = root.with_name("told"), root.with_name("failed")

    def fail(event: str, values: tuple[object, ...]) -> None:
        failed.touch()
        raise error

    def write() -> None:
        try:
            world.write(root)
        except (LocalkitError, KeyboardInterrupt) as stopped:
            heard.write_text(f"{stopped}\n{getattr(stopped, 'hint', '')}")
            os._exit(FAILED)

    for at in itertools.count(1):
        world.fresh(root)
        heard.write_text("")
        failed.unlink(missing_ok=True)
        came_to = in_a_child(write, at, fail)
        if not failed.exists():
            return
        yield at, came_to, heard.read_text()


@one_world
def test_a_commit_that_the_disk_fails_at_any_step_changes_nothing_or_says_so(
    world: World, tmp_path: Path
) -> None:
    root = tmp_path / "here"

    for at, came_to, said in failing(world, root, OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))):
        if "all files are written" in said:
            assert recover(root) == "finished"
            assert world.check_whole(root, at)
        elif came_to == DONE:  # what cannot be tidied is left, and does no harm
            recover(root)
            remove_empty_folders(root)
            assert world.check_whole(root, at)
        else:
            assert not world.check_whole(root, (at, said))
            assert "othing was changed" in said or "Nothing was written" in said, said


@one_world
def test_a_commit_interrupted_at_any_step_is_all_or_nothing(world: World, tmp_path: Path) -> None:
    root = tmp_path / "here"

    for at, _, _ in failing(world, root, KeyboardInterrupt()):
        begun = waiting(root)
        assert recover(root) == ("finished" if begun else None)
        assert world.check_whole(root, at) or not begun, at


def test_half_a_staging_folder_is_thrown_away(tmp_path: Path) -> None:
    """A file may be cut anywhere, where only the disk knows how far it came."""
    root = write_world(tmp_path / "here", BEFORE)
    before = holding(root)
    for size in (0, 1, 50):
        write_world(root, {".localkit/journal.new/plan.json": '{"format": 1, "files": []}'[:size]})

        assert not waiting(root)
        assert recover(root) is None
        assert holding(root) == before


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_a_thousand_kills_some_of_them_double(world: World, tmp_path: Path) -> None:
    root = tmp_path / "here"
    chance = random.Random(4)
    for number in range(1000):
        at = chance.randint(1, 150)
        world.killed(root, at)
        tries = [chance.randint(1, 80) for _ in range(chance.choice([0, 1, 1, 2]))]
        for again in tries:
            in_a_child(lambda: recover(root), again)
        recover(root)
        world.check_whole(root, (number, at, tries))
