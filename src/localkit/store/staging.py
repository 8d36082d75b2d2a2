"""A new folder, whole or not at all: written aside, then moved into place by one rename."""

from __future__ import annotations

import errno
import os
import re
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from localkit.errors import InputError, MachineError, SafetyError
from localkit.model.tree import Tree
from localkit.store.paths import unsafe_reason

_NAME = re.compile(r"\.localkit-staging-(\d+)-[0-9a-f]{8}\Z")


def check_destination(destination: Path) -> None:
    """Refuse a destination that already holds something.

    Raises:
        InputError: It is a file, or a folder that is not empty.
        MachineError: It cannot be looked into.
    """
    try:
        if destination.is_symlink() and not destination.exists():
            raise InputError(
                "this is a link that leads nowhere",
                path=str(destination),
                hint="Name a folder that is new or empty.",
            )
        if destination.is_dir():
            if any(destination.iterdir()):
                raise _not_empty(destination)
        elif destination.exists():
            raise InputError(
                "this is a file", path=str(destination), hint="Name a folder that is new or empty."
            )
    except OSError as error:
        raise machine_error(error, destination) from error


def _not_empty(destination: Path) -> InputError:
    return InputError(
        "the folder is not empty",
        path=str(destination),
        hint="Name a folder that is new or empty; localkit writes over nothing.",
    )


@contextmanager
def staged(destination: Path) -> Iterator[Path]:
    """A folder beside ``destination`` to write into; moved into place at the end, removed on any failure.

    Raises:
        InputError: The destination holds something.
        MachineError: The disk, a permission or another program is in the way.
    """
    check_destination(destination)
    target = destination.resolve()
    made: list[Path] = []
    try:
        for parent in reversed([target.parent, *target.parent.parents]):
            if not parent.exists():
                parent.mkdir()
                made.append(parent)
        _sweep(target.parent)
        staging = target.parent / f".localkit-staging-{os.getpid()}-{secrets.token_hex(4)}"
        staging.mkdir()
    except OSError as error:
        _remove_empty(made)
        raise machine_error(error, destination) from error
    try:
        yield staging
        _move(staging, target)
    except BaseException as error:
        shutil.rmtree(staging, ignore_errors=True)
        _remove_empty(made)
        if isinstance(error, OSError) and error.errno in (errno.ENOTEMPTY, errno.EEXIST):
            raise _not_empty(destination) from error  # somebody else was quicker
        if isinstance(error, OSError):
            raise machine_error(error, destination) from error
        raise


def _move(staging: Path, target: Path) -> None:
    if stood_in(target):
        _move_into(staging, target)
        return
    if os.name == "nt" and target.is_dir():
        target.rmdir()  # Windows renames over nothing, not even an empty folder
    os.rename(staging, target)


def stood_in(folder: Path) -> bool:
    """Whether the command was started in a folder: to replace it would leave a person's shell in one that is gone."""
    try:
        return folder.is_dir() and Path.cwd().is_relative_to(folder)
    except FileNotFoundError:
        return False


def _move_into(staging: Path, target: Path) -> None:
    """Move entry by entry; localkit's own folder last, so that no part of it is taken for a local version."""
    moved: list[Path] = []
    try:
        for entry in sorted(staging.iterdir(), key=lambda path: (path.name == ".localkit", path.name)):
            if os.path.lexists(target / entry.name):
                raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target / entry.name))
            os.rename(entry, target / entry.name)
            moved.append(target / entry.name)
    except BaseException:
        for path in moved:
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)
        raise
    staging.rmdir()


def _remove_empty(folders: list[Path]) -> None:
    for folder in reversed(folders):
        try:
            folder.rmdir()
        except OSError:
            return  # somebody put something there meanwhile: it is theirs


def _sweep(parent: Path) -> None:
    """Remove what a killed run left beside the destination."""
    for entry in parent.iterdir():
        found = _NAME.match(entry.name)
        if found and not _runs(int(found[1])):
            shutil.rmtree(entry, ignore_errors=True)


def _runs(process: int) -> bool:
    if os.name == "nt":
        return True  # asking would end the process there; the folder is hidden and small
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def write_tree(root: Path, tree: Tree, *, keep_modes: bool = True) -> None:
    """Write a tree's files and empty folders below ``root``, which must be private to this process.

    Raises:
        SafetyError: A path leads out of the root.
        OSError: The disk fails.
    """
    for path in [*tree.folders, *tree.files]:
        reason = unsafe_reason(path)
        if reason:
            raise SafetyError(
                f"refused to write {path!r}: {reason}", hint="Ask the kit's publisher to mend this path."
            )
    made = {""}
    for path in sorted([*tree.folders, *(name.rpartition("/")[0] for name in tree.files)]):
        if path not in made:
            (root / path).mkdir(parents=True, exist_ok=True)
            made.add(path)
    for path, file in tree.items():
        target = f"{root}/{path}"
        with open(target, "xb") as stream:
            stream.write(file.data)
        if keep_modes:
            os.chmod(target, file.mode)


def machine_error(error: OSError, path: Path) -> MachineError:
    """An operating system's error in words that say what to do."""
    hints = {
        errno.ENOSPC: "The disk is full: make room, then run the same command again. Nothing was changed.",
        errno.EDQUOT: "Your share of the disk is full: make room, then run the same command again.",
        errno.EACCES: "You may not write here: choose a folder of your own. Nothing was changed.",
        errno.EPERM: "You may not write here: choose a folder of your own. Nothing was changed.",
        errno.EROFS: "This disk cannot be written to: choose another.",
        errno.ENAMETOOLONG: "The path is too long: choose a folder nearer to the top.",
        errno.EBUSY: "Another program uses the folder: close it, then run the same command again.",
    }
    where = getattr(error, "filename", None) or str(path)
    return MachineError(
        f"the system says: {error.strerror or error}",
        path=str(where),
        hint=hints.get(
            error.errno or 0, "Nothing was changed. Mend what the system complains about, then try again."
        ),
    )


def away(folder: Path) -> None:
    """Take a whole folder away: by one rename, then bit by bit.

    Raises:
        MachineError: The disk, a permission or another program is in the way; nothing was changed.
    """
    aside = folder.parent / f".localkit-staging-{os.getpid()}-{secrets.token_hex(4)}"
    try:
        os.rename(folder, aside)
    except OSError as error:
        raise machine_error(error, folder) from error
    shutil.rmtree(aside, ignore_errors=True)
