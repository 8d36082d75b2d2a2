"""What a folder's files look like from outside: enough to tell that nothing was touched, without opening a file."""

from __future__ import annotations

import os
import time
from hashlib import blake2b
from operator import itemgetter
from pathlib import Path
from typing import Final

from localkit.errors import MachineError

_NOT_LOOKED_AT: Final = frozenset([".git", ".hg", ".svn"])
_KEPT_BESIDE: Final = frozenset(["history", "lock"])
"""In ``.localkit``: says nothing of how the place is now."""
_SETTLED: Final = 3_000_000_000
"""Nanoseconds: some file systems tell time no finer than two seconds, so a file that was written a moment ago may be
written again without looking any different."""


def files_state(root: Path, seed: bytes) -> str | None:
    """Digest over path, size, time and inode of all files in a folder.

    Args:
        root: The folder.
        seed: Whatever else the answer depends on.

    Returns:
        The digest; None where a file was written so short a time ago that it may change and look the same.

    Raises:
        MachineError: A folder cannot be read.
    """
    seen = _seen(root)
    if max(map(itemgetter(1), seen), default=0) > time.time_ns() - _SETTLED:
        return None
    seen.sort()
    # ``repr`` writes thousands of numbers faster than any format of our own, and escapes whatever a name may hold.
    return blake2b(repr(seen).encode(), digest_size=20, key=_key(seed)).hexdigest()


def files_now(root: Path) -> str:
    """Digest over the same, for somebody who looks again soon and may miss two edits within one tick of the clock.

    Raises:
        MachineError: A folder cannot be read.
    """
    return blake2b(repr(sorted(_seen(root))).encode(), digest_size=20).hexdigest()


def _seen(root: Path) -> list[tuple[str, int, int, int]]:
    """Path, time, size and inode of each file."""
    seen: list[tuple[str, int, int, int]] = []
    beside = os.path.join(root, ".localkit")
    waiting = [str(root)]
    try:
        while waiting:
            folder = waiting.pop()
            left_out = _KEPT_BESIDE if folder == beside else _NOT_LOOKED_AT
            with os.scandir(folder) as entries:
                for entry in entries:
                    if entry.name in left_out:
                        continue
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append(entry.path)
                        continue
                    facts = entry.stat(follow_symlinks=False)
                    seen.append((entry.path, facts.st_mtime_ns, facts.st_size, facts.st_ino))
    except OSError as error:
        raise MachineError(
            f"cannot read the folder: {error.strerror}",
            path=error.filename or str(root),
            hint="Ask for permission to read it, then try again.",
        ) from error
    return seen


def _key(seed: bytes) -> bytes:
    return blake2b(seed, digest_size=32).digest()
