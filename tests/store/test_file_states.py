"""What files look like from outside: any edit shows, nothing is opened."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from localkit.errors import MachineError
from localkit.store.file_states import files_state
from localkit.testing import write_world

OLD = 1_700_000_000_000_000_000


def age(root: Path, when: int = OLD) -> None:
    for path in root.rglob("*"):
        os.utime(path, ns=(when, when), follow_symlinks=False)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    root = tmp_path / "here"
    write_world(root, {"a.md": "one", "b/c.md": "two", ".localkit/local.yaml": "x: 1\n", ".git/HEAD": "ref"})
    age(root)
    return root


def _write(name: str, text: str) -> Callable[[Path], object]:
    return lambda root: (root / name).write_text(text)


def _replace(root: Path) -> None:
    """Another file of the same name, size and time, as an editor leaves it that writes aside and renames."""
    (root / "new").write_text("owt")
    os.utime(root / "new", ns=(OLD, OLD))
    os.replace(root / "new", root / "b/c.md")


@pytest.mark.parametrize(
    "edit",
    [
        _write("b/c.md", "three"),
        _write("new.md", ""),
        _write(".localkit/adaptations.yaml", "adaptations: []\n"),
        lambda root: (root / "a.md").unlink(),
        lambda root: (root / "a.md").rename(root / "b/a.md"),
        pytest.param(_replace, marks=pytest.mark.skipif(sys.platform == "win32", reason="no inodes there")),
    ],
    ids=["longer", "added", "recorded", "removed", "moved", "replaced"],
)
def test_an_edit_shows(place: Path, edit: Callable[[Path], object]) -> None:
    before = files_state(place, b"")

    edit(place)
    for path in place.rglob("*"):
        if path.stat().st_mtime_ns != OLD:
            os.utime(path, ns=(OLD + 1, OLD + 1))

    assert before is not None
    assert files_state(place, b"") != before


def test_an_edit_of_the_same_size_shows_by_its_time(place: Path) -> None:
    before = files_state(place, b"")

    (place / "a.md").write_text("eno")
    os.utime(place / "a.md", ns=(OLD + 1, OLD + 1))

    assert files_state(place, b"") != before


@pytest.mark.parametrize("name", [".git/index", ".localkit/history/1/a.md", ".localkit/lock"])
def test_what_says_nothing_of_the_place_does_not_count(place: Path, name: str) -> None:
    before = files_state(place, b"")

    write_world(place, {name: "x"})
    age(place)

    assert files_state(place, b"") == before


def test_who_measures_counts(place: Path) -> None:
    assert files_state(place, b"0.1.0") != files_state(place, b"0.2.0")


def test_a_file_written_a_moment_ago_cannot_be_relied_on(place: Path) -> None:
    """It may be written once more within the same tick of the file system's clock, and look the same."""
    os.utime(place / "a.md")

    assert files_state(place, b"") is None


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(MachineError) as caught:
        files_state(tmp_path / "gone", b"")

    assert caught.value.path == str(tmp_path / "gone")
