"""Real kits under edits of every sort: never a mistake, always a status that its schema allows."""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from localkit.actions.adapt import AdaptRequest, adapt
from localkit.actions.local_version_opening import opened_local_version
from localkit.actions.status import Status
from localkit.actions.status_json import status_values
from localkit.cli.status_text import status_lines
from localkit.engine.divergence import Present, measure
from localkit.engine.received import Received
from localkit.model.tree import File, Tree
from localkit.store.schemas import problems
from localkit.testing import NOON, fixed_workspace

Texts = dict[str, bytes]


def lines_lost(draw: random.Random, said: bytes) -> bytes:
    return b"".join(line for line in said.splitlines(keepends=True) if draw.random() > 0.2)


def lines_mixed(draw: random.Random, said: bytes) -> bytes:
    lines = said.splitlines(keepends=True)
    return b"".join(draw.sample(lines, len(lines)))


def headings_renamed(draw: random.Random, said: bytes) -> bytes:
    return b"\n".join(
        line + b" too" if line.startswith(b"#") and draw.random() > 0.5 else line
        for line in said.split(b"\n")
    )


def bytes_broken(draw: random.Random, said: bytes) -> bytes:
    spoilt = bytearray(said or b"x")
    for _ in range(3):
        spoilt[draw.randrange(len(spoilt))] = draw.randrange(256)
    return bytes(spoilt)


def emptied(_draw: random.Random, _said: bytes) -> bytes:
    return b""


def doubled(_draw: random.Random, said: bytes) -> bytes:
    return said + b"\n" + said


EDITS: tuple[Callable[[random.Random, bytes], bytes], ...] = (
    lines_lost,
    lines_mixed,
    headings_renamed,
    bytes_broken,
    emptied,
    doubled,
)


def edited(draw: random.Random, files: Texts) -> Texts:
    """Some files edited, some moved, some gone, one brought in."""
    local: Texts = {}
    for path, said in files.items():
        chance = draw.random()
        if chance < 0.1:
            continue
        name = f"moved/{path.rpartition('/')[2]}" if chance < 0.25 else path
        local[name] = draw.choice(EDITS)(draw, said) if draw.random() < 0.5 else said
    some = draw.sample(sorted(files), 2)
    local["ours.md"] = b"".join(files[path] for path in some)
    return local


@cache
def received(name: str, folder: Path) -> Status:
    workspace = fixed_workspace(folder)
    adapt(workspace, AdaptRequest(name, folder / name))
    opened = opened_local_version(workspace, folder / name)
    core = Received(opened.core.kit, opened.core.baseline, opened.core.index, opened.record.parameters)
    present = Present(opened.core.baseline, NOON.date())
    return Status(opened, measure(core, present, workspace.read, workspace.check))


@pytest.mark.parametrize("name", ["mend-together", "open-door-homes"])
@pytest.mark.parametrize("seed", range(12))
def test_any_edit_gives_a_status(name: str, seed: int, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.getbasetemp() / "any-edit"
    opened = received(name, folder).local_version
    workspace = fixed_workspace(folder)
    files = {path: file.data for path, file in opened.core.baseline.items()}
    core = Received(opened.core.kit, opened.core.baseline, opened.core.index, opened.record.parameters)
    local = Tree({path: File(said) for path, said in edited(random.Random(seed), files).items()})

    found = measure(core, Present(local, NOON.date()), workspace.read, workspace.check)
    again = measure(core, Present(local, NOON.date()), workspace.read, workspace.check)

    assert found == again
    assert problems(status_values(Status(opened, found)), "status") == []
    assert all(0 <= item.changed <= 1 for item in found.elements)
    assert all(0 <= share <= 1 for share in (found.core_kept, found.locally_shaped) if share is not None)
    assert "".join(status_lines(Status(opened, found), everything=True))


@pytest.mark.parametrize("name", ["mend-together", "open-door-homes"])
def test_a_copy_without_the_index_measures_the_same(
    name: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """What was measured beforehand only saves time."""
    folder = tmp_path_factory.getbasetemp() / "any-edit"
    opened = received(name, folder).local_version
    workspace = fixed_workspace(folder)
    files = {path: file.data for path, file in opened.core.baseline.items()}
    local = Tree({path: File(said) for path, said in edited(random.Random(99), files).items()})
    present = Present(local, NOON.date())

    indexed, bare = (
        measure(
            Received(opened.core.kit, opened.core.baseline, index, opened.record.parameters),
            present,
            workspace.read,
            workspace.check,
        )
        for index in (opened.core.index, {})
    )

    assert indexed == bare
