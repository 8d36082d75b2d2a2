"""What was found out before, kept in the cache: it can be lost at any time and only costs time then."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from localkit import __version__

_MOST = 4_000
"""Entries kept in a folder; above that the oldest quarter goes."""


@dataclass(frozen=True)
class Memory:
    """One answer, by the bytes of the question and this release of localkit."""

    path: Path
    most: int = _MOST

    def recall(self) -> bytes | None:
        """The answer, or None where it is not known."""
        try:
            return self.path.read_bytes()
        except OSError:
            return None

    def keep(self, answer: bytes = b"") -> None:
        """Remember an answer. A cache that cannot be written only costs time, so that is no error."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            _make_room(self.path.parent, self.most)
            temporary = self.path.with_suffix(f".{os.getpid()}")
            temporary.write_bytes(answer)
            os.replace(temporary, self.path)
        except OSError:
            return


def memory(cache: Path, *question: bytes, folder: str = "checked", most: int = _MOST) -> Memory:
    """Where the answer to a question is kept: in a folder of the cache, with at most so many others."""
    digest = hashlib.sha256(b"\0".join([__version__.encode(), *question]))
    return Memory(cache / folder / digest.hexdigest()[:40], most)


def _make_room(folder: Path, most: int) -> None:
    names = os.listdir(folder)
    if len(names) < most:
        return
    oldest = sorted(names, key=lambda name: (folder / name).stat().st_mtime)
    for name in oldest[: most // 4]:
        (folder / name).unlink(missing_ok=True)
