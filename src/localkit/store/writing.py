"""Writing single files."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from localkit.errors import InputError, SafetyError
from localkit.model.tree import File
from localkit.store.held_files import patiently
from localkit.store.paths import unsafe_reason
from localkit.store.staging import machine_error


def write_new(path: Path, data: bytes) -> None:
    """Write a file that is not there yet.

    Raises:
        InputError: It is there already.
        MachineError: The disk or a permission is in the way.
    """
    if path.exists():
        raise InputError(
            "the file is there already", path=str(path), hint="Name a new file; nothing is written over."
        )
    try:
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".localkit-")
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(data)
            os.chmod(temporary, 0o666 & ~umask())
            os.replace(temporary, path)
        except BaseException:
            os.unlink(temporary)
            raise
    except OSError as error:
        raise machine_error(error, path) from error


def replace_if_same(path: Path, before: bytes | None, data: bytes) -> None:
    """Give a file new contents, unless somebody else changed it meanwhile; whole or not at all.

    A file that another program holds open is tried again for two seconds.

    Args:
        path: The file.
        before: What it held when it was read; None for a file that was not there.
        data: What it is to hold.

    Raises:
        InputError: Somebody else changed it since it was read.
        MachineError: The disk, a permission or another program is in the way.
    """
    try:
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".localkit-")
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            mode = path.stat().st_mode & 0o777 if before is not None else 0o666 & ~umask()
            os.chmod(temporary, mode)
            now = path.read_bytes() if path.exists() else None
            if now != before:
                raise InputError(
                    "somebody else changed the file just now",
                    path=str(path),
                    hint="Nothing was written. Run the same command again.",
                )
            patiently(lambda: os.replace(temporary, path))
        except BaseException:
            os.unlink(temporary)
            raise
    except OSError as error:
        raise machine_error(error, path) from error


def umask() -> int:
    """Permission bits that this process takes from every new file."""
    current = os.umask(0o022)
    os.umask(current)
    return current


def replace_files(root: Path, files: Mapping[str, File], gone: Iterable[str]) -> None:
    """Put new contents into files below a folder that is private to this process, and take others away.

    Raises:
        SafetyError: A path leads out of the folder.
        MachineError: The disk or a permission is in the way.
    """
    for path in (*files, *gone):
        reason = unsafe_reason(path)
        if reason:
            raise SafetyError(f"refused to write {path!r}: {reason}")
    try:
        for path in gone:
            (root / path).unlink()
        for path, file in files.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_bytes(file.data)
    except OSError as error:
        raise machine_error(error, root) from error
