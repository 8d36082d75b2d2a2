"""Carrying a plan out on disk, and taking it back; each may be begun again after it was cut short."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path

from localkit.errors import InputError
from localkit.model.tree import File
from localkit.store.held_files import patiently
from localkit.store.journal_folder import flush_folder
from localkit.store.journal_targets import Target, alike, found
from localkit.store.staging import stood_in


def changed_meanwhile(path: str) -> InputError:
    """What is said where a file is no longer what it was read as."""
    return InputError(
        f"somebody else changed {path} just now",
        path=path,
        hint="Nothing was written. Run the same command again.",
    )


def sweep(targets: Iterable[Target]) -> None:
    """Remove the temporary files that a run cut short may have left."""
    for target in targets:
        try:
            target.aside.unlink(missing_ok=True)
        except NotADirectoryError:
            continue  # a file is still where the folder is to be


def forward(base: Path, targets: Sequence[Target], folders: Iterable[str]) -> None:
    """Give every file what it is to hold.

    Args:
        base: The local version's folder.
        targets: The files; each holds what it held before, or is done already.
        folders: Empty folders to make.

    Raises:
        InputError: Somebody changed a file meanwhile.
        OSError: The disk, a permission or another program is in the way.
    """
    for target in targets:
        if target.after is None:
            _remove(target)
    for target in targets:
        if target.after is None:
            _remove_empty(base, target.real.parent)
    for folder in folders:
        (base / folder).mkdir(parents=True, exist_ok=True)
    _write(targets)


def back(base: Path, targets: Sequence[Target], made: Sequence[str]) -> None:
    """Give every file back what it held; one that somebody changed since stays as it is.

    Args:
        base: The local version's folder.
        targets: The files, as for ``forward``.
        made: Folders that were not there before, outermost first.

    Raises:
        OSError: The disk, a permission or another program is in the way.
    """
    sweep(targets)
    ours = [target.inverse for target in targets if _is_ours(target)]
    for target in ours:
        if target.after is None:
            _remove(target)
    for folder in reversed(made):
        _remove_if_empty(base / folder)
    _write(ours)


def _is_ours(target: Target) -> bool:
    now = found(target)
    return alike(now, target.before) or alike(now, target.after)


def _remove(target: Target) -> None:
    now = found(target)
    if now is None:
        return
    if not alike(now, target.before):
        raise changed_meanwhile(target.path)
    patiently(target.real.unlink)


def _write(targets: Sequence[Target]) -> None:
    """Write all aside and through to the disk, then put each into its place by one rename."""
    waiting = []
    for target in targets:
        if target.after is not None and not _is_done(target, target.after):
            target.real.parent.mkdir(parents=True, exist_ok=True)
            _write_aside(target.aside, target.after)
            waiting.append(target)
    for target in waiting:
        _flush(target.aside)
    for target in waiting:
        patiently(partial(os.replace, target.aside, target.real))
    for folder in {target.real.parent for target in waiting}:
        flush_folder(folder)


def _is_done(target: Target, wanted: File) -> bool:
    """Whether a file holds what it is to hold already."""
    now = found(target)
    if isinstance(now, File) and now.data == wanted.data:
        if now.executable != wanted.executable and os.name != "nt":
            os.chmod(target.real, wanted.mode)
        return True
    if not alike(now, target.before):
        raise changed_meanwhile(target.path)
    return False


def _write_aside(aside: Path, file: File) -> None:
    aside.unlink(missing_ok=True)
    with open(aside, "xb") as stream:
        stream.write(file.data)
    if stat.S_IMODE(os.stat(aside).st_mode) != file.mode:
        os.chmod(aside, file.mode)


def _flush(path: Path) -> None:
    """Through to the disk; one after another is slow, all together after they are written is not."""
    handle = os.open(path, os.O_RDWR if os.name == "nt" else os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _remove_empty(base: Path, folder: Path) -> None:
    """Remove a folder that a file was taken from, and those around it, as far as they are empty."""
    while folder != base and folder.is_relative_to(base) and _remove_if_empty(folder):
        folder = folder.parent


def _remove_if_empty(folder: Path) -> bool:
    try:
        if folder.is_dir() and not any(folder.iterdir()) and not stood_in(folder):
            folder.rmdir()
    except OSError:
        return False  # an empty folder that cannot go is in nobody's way
    return not folder.exists()  # also where a run that was cut short had removed it already
