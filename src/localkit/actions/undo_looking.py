"""What a step back would do, told before it is done."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from localkit.store.file_changes import StepNote
from localkit.store.history import step_notes
from localkit.store.local_versions import find_root


@dataclass(frozen=True)
class StepBack:
    """What ``undo`` would do.

    Attributes:
        root: The local version's folder.
        note: The step that would be undone; None where it would be the making of the local version.
        left: Number of steps that could be undone after it.
    """

    root: Path
    note: StepNote | None
    left: int = 0


def step_back(path: Path) -> StepBack:
    """Look at what ``undo`` would do.

    Raises:
        InputError: There is no local version.
        LocalVersionError: What was kept of a step is damaged.
        MachineError: It cannot be read.
    """
    root = find_root(path)
    notes = step_notes(root)
    return StepBack(root, notes[-1][1], len(notes) - 1) if notes else StepBack(root, None)
