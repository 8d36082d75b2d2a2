"""One command at a time writes in a local version."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from localkit.errors import InputError, MachineError
from localkit.store.journal_targets import inside
from localkit.store.local_versions import FOLDER
from localkit.store.writing import umask

if TYPE_CHECKING:
    from filelock import BaseFileLock

NAME = "lock"
_mine = threading.local()


@contextmanager
def locked(root: Path, *, wait: float = 10.0) -> Iterator[None]:
    """Hold a local version for writing. It may be held again inside; a process that ends lets go.

    Args:
        root: The local version's folder.
        wait: Seconds to wait for another command.

    Raises:
        InputError: The folder is no local version.
        SafetyError: Its ``.localkit`` is a link that leaves it.
        MachineError: Another command held it all the while, or nothing can be written there.
    """
    held: set[str] = _mine.__dict__.setdefault("held", set())
    name = os.path.realpath(root)
    if name in held:
        yield
        return
    lock = _taken(root, wait)
    held.add(name)
    try:
        yield
    finally:
        held.discard(name)
        lock.release()


def _taken(root: Path, wait: float) -> BaseFileLock:
    from filelock import FileLock, Timeout  # noqa: PLC0415  only what writes needs it

    path = root / FOLDER / NAME
    if not path.parent.is_dir():
        raise InputError(
            "this is no local version",
            path=str(root),
            hint="Go to the folder that `localkit adapt` made, or make one: localkit adapt KIT.",
        )
    inside(Path(os.path.realpath(root)), FOLDER)
    lock = FileLock(path, timeout=wait, mode=0o666 & ~umask())
    try:
        lock.acquire()
    except Timeout as error:
        raise MachineError(
            "another localkit command is at work in this folder",
            path=str(root),
            hint="Wait until it is done, or end it; then run the same command again.",
        ) from error
    except (OSError, NotImplementedError) as error:
        said = getattr(error, "strerror", None) or str(error)
        raise MachineError(
            f"nothing can be written in this local version: {said}",
            path=str(path),
            hint="Ask for permission to write there, or copy the folder to a disk of your own. Nothing was changed.",
        ) from error
    return lock
