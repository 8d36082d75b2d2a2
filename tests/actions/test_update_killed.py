"""Whatever ends an update, a decision or a step back: the next command reads the folder, and can go on."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from tests.cli.mending import released, second, shaped, taken
from tests.store.ending import DONE, FAILED, any_step, holding, in_a_child, writing_step

from localkit.actions.resolve import ResolveRequest, resolve
from localkit.actions.status import status
from localkit.actions.undo import undo
from localkit.actions.update import UpdateRequest, update
from localkit.model.merging import Choice
from localkit.store.history import step_notes
from localkit.testing import fixed_workspace
from localkit.workspace import Workspace

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a process that can be ended anywhere")


@pytest.fixture(autouse=True)
def _no_flush(monkeypatch: pytest.MonkeyPatch) -> None:
    """What ends here are processes, not machines: to wait for the disk would only take minutes."""
    monkeypatch.setattr(os, "fsync", lambda _: None)


@dataclass(frozen=True)
class Trial:
    """A command that is ended, in a folder that is as it was before each time."""

    world: Path
    act: Callable[[Workspace, Path], object]

    @property
    def here(self) -> Path:
        return self.world / "here"

    def workspace(self) -> Workspace:
        return fixed_workspace(self.world)

    def fresh(self) -> None:
        shutil.rmtree(self.here)
        shutil.copytree(self.world / "before", self.here)

    def run(self) -> None:
        self.act(self.workspace(), self.here)

    def ended(self, at: int, counts: Callable[[str, tuple[object, ...]], bool] = writing_step) -> int:
        return in_a_child(self.run, at, counts=counts)

    def undisturbed(self) -> Any:
        self.fresh()
        self.run()
        return everything(self.here)


def everything(root: Path) -> Any:
    """What a folder holds; what was staged and never begun is nothing, and goes with the next command that writes."""
    held = {
        path: what for path, what in holding(root).items() if not path.startswith(".localkit/journal.new")
    }
    return held, step_notes(root)


def trial(world: Path, act: Callable[[Workspace, Path], object]) -> Trial:
    """What is in the folder ``here`` now is what each try begins with."""
    shutil.copytree(world / "here", world / "before")
    return Trial(world, act)


def updating(workspace: Workspace, here: Path) -> object:
    return update(workspace, here, UpdateRequest())


def taking_the_core(workspace: Workspace, here: Path) -> object:
    return resolve(workspace, here, ResolveRequest(None, Choice("core")))


@pytest.fixture
def world(tmp_path: Path) -> Path:
    shaped(taken(tmp_path))
    released(tmp_path, second())
    return tmp_path


def every_step(tried: Trial, check: Callable[[int, bool], None]) -> int:
    """Try it ended at each step that changes the disk. Returns the number of steps."""
    at, came_to = 0, FAILED
    while came_to != DONE:
        at += 1
        tried.fresh()
        came_to = tried.ended(at)
        check(at, came_to == DONE)
    return at - 1


def test_an_update_ended_at_any_step_can_be_read_and_is_completed_by_the_next(world: Path) -> None:
    tried = trial(world, updating)
    after = tried.undisturbed()

    def check(at: int, done: bool) -> None:
        status(tried.workspace(), tried.here)
        assert updating(tried.workspace(), tried.here).waits  # type: ignore[attr-defined]
        assert everything(tried.here) == after, at

    assert every_step(tried, check) > 50


def test_a_decision_ended_at_any_step_is_made_or_not_made(world: Path) -> None:
    updating(fixed_workspace(world), world / "here")
    tried = trial(world, taking_the_core)
    before, after = everything(world / "here"), tried.undisturbed()

    def check(at: int, done: bool) -> None:
        status(tried.workspace(), tried.here)
        assert everything(tried.here) in (before, after), at

    assert every_step(tried, check) > 20


def test_a_step_back_ended_at_any_step_is_made_or_not_made(world: Path) -> None:
    updating(fixed_workspace(world), world / "here")
    tried = trial(world, undo)
    before, after = everything(world / "here"), tried.undisturbed()

    def check(at: int, done: bool) -> None:
        status(tried.workspace(), tried.here)
        assert everything(tried.here) in (before, after), at

    assert every_step(tried, check) > 20


@pytest.mark.slow
@pytest.mark.timeout(3600)
def test_a_thousand_ends_of_updates_and_of_what_follows_them(world: Path) -> None:
    tried = trial(world, updating)
    after = tried.undisturbed()
    chance = random.Random(11)
    for number in range(1000):
        tried.fresh()
        ends = [chance.randint(1, 400) for _ in range(chance.choice([1, 1, 2, 3]))]
        for at in ends:
            tried.ended(at, any_step)
        status(tried.workspace(), tried.here)
        updating(tried.workspace(), tried.here)
        assert everything(tried.here) == after, (number, ends)
