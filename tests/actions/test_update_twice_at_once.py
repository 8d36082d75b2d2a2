"""Two people update one folder at the same time: it is as if one had."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from tests.cli.mending import released, second, shaped, taken, whole

from localkit.store.history import step_notes
from localkit.testing import run_localkit


def outside_history(place: Path) -> object:
    return whole(place, but=lambda path: path.startswith((".localkit/history", ".localkit/lock")))


def test_two_updates_at_once_are_as_one(tmp_path: Path) -> None:
    place = shaped(taken(tmp_path))
    released(tmp_path, second())
    command = [sys.executable, "-m", "localkit", "update", "here", "--no-input"]

    both = [
        subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    told = [one.communicate(timeout=50) for one in both]

    assert [one.returncode for one in both] == [1, 1], told
    first = [said.startswith("Harrow · Mend 1.0.0 → 1.1.0\n") for said, _ in told]
    again = [
        "Since the update from 1.0.0 to 1.1.0, 2 passages need your decision." in said for said, _ in told
    ]
    assert sorted(first) == sorted(again) == [False, True]
    assert first != again
    assert len(step_notes(place)) == 1
    after = outside_history(place)
    run_localkit("undo", "here", cwd=tmp_path)
    run_localkit("update", "here", "--no-input", cwd=tmp_path)
    assert without_moment(outside_history(place)) == without_moment(after)


def without_moment(held: object) -> object:
    """All but when the update was made."""
    assert isinstance(held, dict)
    return {path: what for path, what in held.items() if path != ".localkit/update/update.json"}


@pytest.mark.slow
def test_a_command_that_finds_another_at_work_is_told_after_a_while(tmp_path: Path) -> None:
    place = taken(tmp_path)
    released(tmp_path, second())
    hold = (
        "import sys; from pathlib import Path; from localkit.store.locking import locked\n"
        "with locked(Path(sys.argv[1])): print('held', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", hold, str(place)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"

        outcome = run_localkit("update", "here", "--no-input", cwd=tmp_path)

        other.communicate("")
    assert (outcome.status, outcome.stderr) == (
        4,
        f"error: {place}: another localkit command is at work in this folder\n"
        "hint: Wait until it is done, or end it; then run the same command again.\n",
    )
    run_localkit("update", "here", "--no-input", cwd=tmp_path).assert_ok()
