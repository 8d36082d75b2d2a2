"""What a change of many files comes to on this disk, and whether it can be made at all."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from localkit.errors import InputError
from localkit.model.tree import File
from localkit.store.file_changes import FileChange, Plan, StepNote
from localkit.store.journal_applying import changed_meanwhile
from localkit.store.journal_targets import Target, alike, check_path, found, inside
from localkit.store.writing import umask


def planned(
    root: Path,
    changes: Sequence[FileChange],
    *,
    note: StepNote | None,
    pops: int | None,
    folders: Iterable[str],
) -> Plan:
    """Make a plan: what changes nothing falls out, modes are those of this disk, new folders are named.

    Raises:
        SafetyError: A path, or a link that it goes through, leads out of the folder.
    """
    base = Path(os.path.realpath(root))
    mask = umask()
    real = tuple(_with_modes(base, change, mask) for change in changes if not _is_idle(change))
    new = tuple(folders)
    for folder in new:
        check_path(folder)
        inside(base, folder)
    wanted = [*new, *(change.path.rpartition("/")[0] for change in real if change.before is None)]
    chains = {part for folder in wanted for part in _chain(folder)}
    made = sorted(folder for folder in chains if not (base / folder).is_dir())
    return Plan(real, new, tuple(made), pops, note)


def _is_idle(change: FileChange) -> bool:
    same = alike(change.before, change.after)
    runs = [change.before and change.before.executable, change.after and change.after.executable]
    return same and runs[0] == runs[1]


def _with_modes(base: Path, change: FileChange, mask: int) -> FileChange:
    check_path(change.path)
    path = inside(base, change.path)
    if change.before is None:
        new = change.after
        runs = new is not None and new.executable
        return replace(change, after=new and File(new.data, (0o777 if runs else 0o666) & ~mask))
    mode = path.stat().st_mode & 0o777 if path.is_file() else change.before.plain_mode
    before = File(change.before.data, mode)
    if change.after is None:
        return replace(change, before=before)
    if change.before.executable != change.after.executable and os.name != "nt":
        mode = mode | (mode & 0o444) >> 2 if change.after.executable else mode & ~0o111
    return FileChange(change.path, before, File(change.after.data, mode))


def _chain(folder: str) -> list[str]:
    parts = folder.split("/") if folder else []
    return ["/".join(parts[:size]) for size in range(1, len(parts) + 1)]


def check_as_read(base: Path, plan: Plan, targets: Sequence[Target]) -> None:
    """Refuse where a file is not what it was read as, or a new one cannot be where it is to be.

    Raises:
        InputError: So it is.
        OSError: A file cannot be read.
    """
    gone = {target.path for target in targets if target.after is None}
    for target in targets:
        if not alike(found(target), target.before):
            raise changed_meanwhile(target.path)
        emptied = any(path.startswith(f"{target.path}/") for path in gone)
        if target.before is None and target.real.is_dir() and not emptied:
            raise _in_the_way(f"there is a folder where the file {target.path} is to be", target.path)
    for folder in plan.made:
        if os.path.lexists(base / folder) and folder not in gone:
            raise _in_the_way(f"there is a file where the folder {folder} is to be", folder)


def _in_the_way(message: str, path: str) -> InputError:
    return InputError(
        message, path=path, hint="Give it another name, then run the same command again. Nothing was written."
    )
