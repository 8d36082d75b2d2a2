"""Writing one new file, whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from localkit.errors import InputError
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
            os.chmod(temporary, 0o666 & ~_umask())
            os.replace(temporary, path)
        except BaseException:
            os.unlink(temporary)
            raise
    except OSError as error:
        raise machine_error(error, path) from error


def _umask() -> int:
    current = os.umask(0o022)
    os.umask(current)
    return current
