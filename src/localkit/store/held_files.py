"""Files that another program holds open: patience first, then plain words."""

from __future__ import annotations

import errno
import os
import stat
import time
from collections.abc import Callable
from typing import TypeVar

from localkit.errors import MachineError

PATIENCE = 2.0
"""Seconds for which a file that another program holds open is tried again."""

_Done = TypeVar("_Done")


def is_held(error: OSError) -> bool:
    """Whether an error means that another program holds the file."""
    if error.errno in (errno.EBUSY, errno.ETXTBSY):
        return True
    return os.name == "nt" and isinstance(error, PermissionError) and not _protected(error)


def _protected(error: OSError) -> bool:
    """Windows gives the same error for a file that is held and for one that may not be written."""
    try:
        return not os.stat(error.filename2 or error.filename).st_mode & stat.S_IWRITE
    except (OSError, TypeError):  # it is gone, or the error names none
        return False


def patiently(act: Callable[[], _Done]) -> _Done:
    """Do something to a file; where another program holds it, try for two seconds.

    Raises:
        OSError: The last one.
    """
    until = time.monotonic() + PATIENCE
    while True:
        try:
            return act()
        except OSError as error:
            if not is_held(error) or time.monotonic() >= until:
                raise
        time.sleep(0.1)


def held_error(path: str) -> MachineError:
    """What is said of a file that stayed held."""
    return MachineError(
        f"another program holds {path} open",
        path=path,
        hint="Close it there, then run the same command again. Nothing was changed.",
    )
