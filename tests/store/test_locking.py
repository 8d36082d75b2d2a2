"""One command at a time writes in a local version, and none is kept out by one that died."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from localkit.errors import InputError, MachineError
from localkit.store.local_versions import read_adaptations
from localkit.store.locking import locked
from localkit.store.record_writing import add_entry
from localkit.testing import write_world

HOLDING = """
import sys, pathlib
from localkit.store.locking import locked
with locked(pathlib.Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.readline()
"""
COUNTING = """
import sys, pathlib
from localkit.model.tree import File
from localkit.store.journal import FileChange, commit
from localkit.store.locking import locked
root = pathlib.Path(sys.argv[1])
for _ in range(20):
    with locked(root, wait=50):
        now = (root / "count.txt").read_bytes()
        commit(root, [FileChange("count.txt", File(now), File(b"%d" % (int(now) + 1)))])
"""


@pytest.fixture
def here(tmp_path: Path) -> Path:
    return write_world(tmp_path / "here", {".localkit/local.yaml": "format: 1\n", "count.txt": "0"})


def started(program: str, root: Path) -> subprocess.Popen[str]:
    words = [sys.executable, "-c", program, str(root)]
    return subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def held_by(root: Path) -> subprocess.Popen[str]:
    other = started(HOLDING, root)
    assert other.stdout is not None
    assert other.stdout.readline() == "held\n"
    return other


def test_a_second_command_is_refused_after_its_wait(here: Path) -> None:
    with held_by(here) as other:
        with pytest.raises(MachineError) as caught, locked(here, wait=0.1):
            pass
        other.kill()

    assert caught.value.message == "another localkit command is at work in this folder"
    assert caught.value.hint == "Wait until it is done, or end it; then run the same command again."


def test_a_killed_command_holds_nothing(here: Path) -> None:
    with held_by(here) as other:
        other.kill()

    with locked(here, wait=1):
        pass


def test_a_command_may_hold_it_again_inside(here: Path) -> None:
    with locked(here), locked(here, wait=0):
        pass
    with held_by(here) as other:  # let go of only once, at the end
        other.kill()


def test_another_thread_is_another_command(here: Path) -> None:
    refused = []

    def try_it() -> None:
        try:
            with locked(here, wait=0.1):
                pass
        except MachineError as error:
            refused.append(error.message)

    with locked(here):
        thread = threading.Thread(target=try_it)
        thread.start()
        thread.join()

    assert refused == ["another localkit command is at work in this folder"]


def test_two_commands_at_once_lose_nothing(here: Path) -> None:
    with started(COUNTING, here) as one, started(COUNTING, here) as other:
        assert (one.wait(), other.wait()) == (0, 0)

    assert (here / "count.txt").read_text() == "40"


def test_a_folder_that_is_no_local_version_gets_no_lock(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught, locked(tmp_path):
        pass

    assert caught.value.message == "this is no local version"
    assert not list(tmp_path.iterdir())


def test_what_cannot_be_written_to_is_told_of(here: Path) -> None:
    (here / ".localkit/lock").mkdir()

    with pytest.raises(MachineError) as caught, locked(here, wait=0.1):
        pass

    assert caught.value.message.startswith("nothing can be written in this local version: ")
    assert caught.value.hint == (
        "Ask for permission to write there, or copy the folder to a disk of your own. Nothing was changed."
    )


@pytest.mark.permissions
def test_a_folder_without_permission_is_told_of(here: Path) -> None:
    (here / ".localkit").chmod(0o500)

    with pytest.raises(MachineError) as caught, locked(here, wait=0.1):
        pass

    assert caught.value.message == "nothing can be written in this local version: Permission denied"


def test_an_entry_waits_for_another_command(here: Path) -> None:
    with held_by(here) as other:
        threading.Timer(0.5, other.kill).start()

        add_entry(
            here,
            "adaptations",
            {
                "id": "x-1",
                "element": None,
                "summary": "We open late.",
                "date": "2026-03-02",
                "what": ["content"],
                "goal": [],
            },
        )

    assert [entry.data["id"] for entry in read_adaptations(here)] == ["x-1"]
