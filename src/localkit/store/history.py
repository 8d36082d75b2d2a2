"""Steps back: what the last twenty changes of a local version were, and what each file held before and after."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from localkit.errors import MachineError
from localkit.store.file_changes import FileChange, StepNote
from localkit.store.held_files import patiently
from localkit.store.journal_folder import damaged, flush_folder, read_note, read_plan
from localkit.store.local_versions import FOLDER

STEPS = 20
"""Steps that are kept; older ones go."""

_NUMBER = re.compile(r"[0-9]{4}|[1-9][0-9]{4,8}")


@dataclass(frozen=True)
class Step:
    """One step of history.

    Attributes:
        number: Counted up; the latest is the largest.
        note: What was done.
        changes: The files, before and after.
    """

    number: int
    note: StepNote
    changes: tuple[FileChange, ...]


def last_step(root: Path) -> Step | None:
    """The latest step with all its files, or None where there is no step back.

    Raises:
        LocalVersionError: What was kept of it is damaged.
        MachineError: It cannot be read.
    """
    numbers = _readable_numbers(root)
    if not numbers:
        return None
    folder = step_folder(root, numbers[-1])
    plan = read_plan(folder, _hint(folder))
    return Step(numbers[-1], _stated(plan.note, folder), plan.changes)


def step_notes(root: Path) -> list[tuple[int, StepNote]]:
    """What was done at each step, oldest first.

    Raises:
        LocalVersionError: What was kept of one is damaged.
        MachineError: It cannot be read.
    """
    folders = [(number, step_folder(root, number)) for number in _readable_numbers(root)]
    return [(number, _stated(read_note(folder, _hint(folder)), folder)) for number, folder in folders]


def keep_step(root: Path, journal: Path, discard: Callable[[Path], None]) -> None:
    """Let a journal that is done become the latest step, and the oldest go.

    Raises:
        OSError: The disk, a permission or another program is in the way.
    """
    numbers = _numbers(root)
    for number in numbers[: max(0, len(numbers) - STEPS + 1)]:
        discard(step_folder(root, number))
    _history(root).mkdir(exist_ok=True)
    last = numbers[-1] if numbers else 0
    patiently(lambda: os.rename(journal, step_folder(root, last + 1)))
    flush_folder(_history(root))


def step_folder(root: Path, number: int) -> Path:
    """Where a step is kept."""
    return _history(root) / f"{number:04}"


def _history(root: Path) -> Path:
    return root / FOLDER / "history"


def _numbers(root: Path) -> list[int]:
    try:
        names = os.listdir(_history(root))
    except FileNotFoundError:
        return []
    return sorted(int(name) for name in names if _NUMBER.fullmatch(name))


def _readable_numbers(root: Path) -> list[int]:
    try:
        return _numbers(root)
    except OSError as error:
        raise MachineError(
            f"cannot read the steps back: {error.strerror}",
            path=str(_history(root)),
            hint="Ask for permission to read this folder, then try again.",
        ) from error


def _hint(folder: Path) -> str:
    return f"Delete the folder {folder.name}: that step cannot be taken back any more; those before it can."


def _stated(note: StepNote | None, folder: Path) -> StepNote:
    if note is None:
        raise damaged(folder, _hint(folder))
    return note
