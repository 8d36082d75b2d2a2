"""Many files of a local version changed at once: all of them or none, whatever happens meanwhile.

Everything is staged in ``.localkit/journal.new`` and renamed to ``.localkit/journal``. From that moment the change is
certain: each file is written aside and renamed into place, and whoever finds a journal carries it to its end. Then the
journal becomes a step of history, or goes.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Literal

from localkit.errors import InputError, LocalkitError, MachineError
from localkit.store.file_changes import FileChange, Plan, StepNote
from localkit.store.held_files import held_error, is_held, patiently
from localkit.store.history import keep_step, step_folder
from localkit.store.journal_applying import back, forward, sweep
from localkit.store.journal_folder import flush_folder, read_plan, write_plan
from localkit.store.journal_planning import check_as_read, planned
from localkit.store.journal_targets import Target, alike, found, targets_of
from localkit.store.local_versions import FOLDER
from localkit.store.locking import locked
from localkit.store.staging import machine_error

__all__ = ["FileChange", "StepNote", "commit", "recover", "waiting"]

_DAMAGED = "Look whether the files are as they should be, then delete this folder."
_LATER = "Mend what the system complains about; the next localkit command in this folder finishes this one."


def commit(
    root: Path,
    changes: Sequence[FileChange],
    *,
    note: StepNote | None = None,
    pops: int | None = None,
    folders: Iterable[str] = (),
) -> None:
    """Change files of a local version, all or none.

    A file that stays keeps its permission bits, unless whether it may be run differs between before and after. A
    folder that becomes empty by a deletion goes. Where a file is a link inside the folder, what it leads to is
    written; where such a file goes, the link goes.

    Args:
        root: The local version's folder.
        changes: The files; no path twice.
        note: What history keeps of this step; None where it is no step.
        pops: Number of the step of history that this undoes; it leaves history.
        folders: Empty folders to make.

    Raises:
        InputError: Some file is not what ``before`` says, or a folder and a file are in each other's way.
        SafetyError: A path, or a link that it goes through, leads out of the folder.
        MachineError: The disk, a permission or another program is in the way. The files are as before, or the hint
            says that the next command finishes.
    """
    with locked(root):
        recover(root)
        plan = planned(root, changes, note=note, pops=pops, folders=folders)
        if not (plan.changes or plan.made or plan.note or plan.pops is not None):
            return
        targets = targets_of(root, plan.changes)
        _stage(root, plan, targets)
        try:
            patiently(lambda: os.rename(_staging(root), _journal(root)))
            flush_folder(root / FOLDER)
            forward(_base(root), targets, plan.folders)
        except OSError as error:
            _take_back(root, plan, targets, error)
            raise _told(error, root, targets) from error
        except BaseException as error:
            _take_back(root, plan, targets, error)
            raise
        _put_away(root, plan)


def recover(root: Path) -> Literal["finished", "taken_back"] | None:
    """Finish what a command that was cut short had begun.

    Returns:
        ``finished`` where it was carried to its end; ``taken_back`` where somebody has changed one of its files since:
        that file stays, the others are as they were before; None where there was nothing to do.

    Raises:
        LocalVersionError: The journal is damaged.
        SafetyError: The journal has a path that leads out of the folder.
        MachineError: The disk, a permission or another program is in the way; the journal stays.
    """
    if not (waiting(root) or os.path.lexists(_staging(root))):
        return None
    with locked(root):
        try:
            _discard(root)
            if not waiting(root):
                return None
            return _resume(root)
        except OSError as error:
            raise _not_yet(error, root) from error


def waiting(root: Path) -> bool:
    """Whether a command was cut short, so that there is something to recover."""
    return _journal(root).is_dir()


def _resume(root: Path) -> Literal["finished", "taken_back"]:
    plan = read_plan(_journal(root), _DAMAGED)
    targets = targets_of(root, plan.changes)
    sweep(targets)
    if all(_is_known(target) for target in targets):
        forward(_base(root), targets, plan.folders)
        _put_away(root, plan)
        return "finished"
    back(_base(root), targets, plan.made)
    _discard(root, _journal(root))
    return "taken_back"


def _is_known(target: Target) -> bool:
    now = found(target)
    return alike(now, target.before) or alike(now, target.after)


def _stage(root: Path, plan: Plan, targets: Sequence[Target]) -> None:
    try:
        try:
            write_plan(_staging(root), plan)
            check_as_read(_base(root), plan, targets)
        except BaseException:
            _discard(root)
            raise
    except OSError as error:
        raise _told(error, root, targets) from error


def _take_back(root: Path, plan: Plan, targets: Sequence[Target], error: BaseException) -> None:
    try:
        back(_base(root), targets, plan.made)
        _discard(root, _journal(root))
    except (OSError, InputError) as second:
        raise MachineError(
            f"writing failed ({_reason(error)}), and so did going back ({_reason(second)})",
            path=str(root),
            hint=_LATER,
        ) from error


def _reason(error: BaseException) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error) or type(error).__name__


def _put_away(root: Path, plan: Plan) -> None:
    """What is done leaves the journal, for history or for good."""
    try:
        if plan.pops is not None:
            _discard(root, step_folder(root, plan.pops))
        if plan.note is not None:
            keep_step(root, _journal(root), lambda old: _discard(root, old))
        else:
            _discard(root, _journal(root))
    except OSError as error:
        raise MachineError(
            f"all files are written, but the journal cannot be put away: {error.strerror}",
            path=str(_journal(root)),
            hint=_LATER,
        ) from error


def _discard(root: Path, folder: Path | None = None) -> None:
    """Remove what was left in staging; then a folder, which is renamed first, so that no half of it is ever read."""
    staging = _staging(root)
    if os.path.lexists(staging):
        patiently(lambda: shutil.rmtree(staging))
    if folder is not None and folder.is_dir():
        patiently(lambda: os.rename(folder, staging))
        shutil.rmtree(
            staging, ignore_errors=True
        )  # what stays of it is no journal any more, and goes next time


def _told(error: OSError, root: Path, targets: Sequence[Target]) -> MachineError:
    name = _name(error, targets)
    if is_held(error):
        return held_error(name or str(error.filename))
    told = machine_error(error, root)
    return MachineError(told.message, path=name or told.path, hint=told.hint)


def _not_yet(error: OSError, root: Path) -> LocalkitError:
    """What is said where a journal cannot be carried on now."""
    told = machine_error(error, root)
    hint = (
        "Close this file in every other program, then run the same command again."
        if is_held(error)
        else _LATER
    )
    return MachineError(told.message, path=str(error.filename2 or told.path), hint=hint)


def _name(error: OSError, targets: Sequence[Target]) -> str | None:
    """The file of the plan that an error is about."""
    files = {str(error.filename), str(error.filename2)}
    return next((t.path for t in targets if not files.isdisjoint((str(t.real), str(t.aside)))), None)


def _base(root: Path) -> Path:
    return Path(os.path.realpath(root))


def _journal(root: Path) -> Path:
    return root / FOLDER / "journal"


def _staging(root: Path) -> Path:
    return root / FOLDER / "journal.new"
