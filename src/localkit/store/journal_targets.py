"""Where on disk the files of a plan lie, and what they hold now."""

from __future__ import annotations

import os
import stat
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from localkit.errors import InputError, SafetyError
from localkit.model.tree import File
from localkit.store.file_changes import FileChange
from localkit.store.held_files import patiently
from localkit.store.local_versions import FOLDER
from localkit.store.paths import unsafe_reason

_OURS = tuple(f"{FOLDER}/{name}" for name in ("journal", "journal.new", "history", "lock"))


@dataclass(frozen=True)
class Other:
    """What is no file that localkit could read: a device, a link that leads nowhere."""


@dataclass(frozen=True)
class Target:
    """One file of a plan on this disk.

    Attributes:
        path: As the plan names it.
        real: Where it is read and written, links followed.
        before: What it held, or None.
        after: What it is to hold, or None.
        aside: The temporary file that becomes it.
        twin: Whether the plan has a path that differs from this one only in capitals.
    """

    path: str
    real: Path
    before: File | None
    after: File | None
    aside: Path
    twin: bool = False

    @property
    def inverse(self) -> Target:
        """The way back."""
        return replace(self, before=self.after, after=self.before)


def targets_of(root: Path, changes: Sequence[FileChange]) -> list[Target]:
    """Find the files of a plan.

    Raises:
        SafetyError: A path, or a link that it goes through, leads out of the folder, or to git's or localkit's own.
        InputError: Two paths are one file.
    """
    base = Path(os.path.realpath(root))
    folded = [unicodedata.normalize("NFC", change.path).casefold() for change in changes]
    times = Counter(folded)
    found: dict[Path, Target] = {}
    for number, (change, name) in enumerate(zip(changes, folded, strict=True)):
        real = _real(base, change)
        if real in found:
            raise InputError(
                f"{found[real].path} and {change.path} are one file, by a link",
                path=change.path,
                hint="Put a file of its own in the place of the link, then run the same command again.",
            )
        aside = real.parent / f".localkit-{number}.tmp"
        found[real] = Target(change.path, real, change.before, change.after, aside, times[name] > 1)
    return list(found.values())


def check_path(path: str) -> None:
    """Refuse a path that nothing may be written to.

    Raises:
        SafetyError: It leads out of the folder, or to git's or localkit's own workings.
    """
    reason = unsafe_reason(path)
    folded = path.casefold()
    if reason is None and any(part in ("", ".") for part in path.split("/")):
        reason = "it is not written plainly"
    if reason is None and ".git" in folded.split("/"):
        reason = "it belongs to git"
    if reason is None and any(folded == ours or folded.startswith(f"{ours}/") for ours in _OURS):
        reason = "it belongs to localkit"
    if reason:
        raise SafetyError(f"refused to write {path!r}: {reason}", hint="Nothing was written.")


def inside(base: Path, path: str) -> Path:
    """A path with every link followed.

    Raises:
        SafetyError: It lies outside of ``base``, or is nobody's to write to.
    """
    real = Path(os.path.realpath(base / path))
    if not real.is_relative_to(base):
        raise SafetyError(
            "a file reached through a link that leaves the folder is never read or written",
            path=path,
            hint="Put the file itself in the place of the link, then run the same command again.",
        )
    if real != base:
        check_path(real.relative_to(base).as_posix())
    return real


def _real(base: Path, change: FileChange) -> Path:
    check_path(change.path)
    real = inside(base, change.path)
    if change.before is not None and change.after is not None:
        return real
    folder, _, name = change.path.rpartition("/")
    return inside(base, folder) / name  # what comes or goes is the name itself, not what it leads to


def found(target: Target) -> File | Other | None:
    """What is there now; a folder is no file, and counts as nothing.

    Raises:
        OSError: It cannot be read.
    """
    try:
        facts = os.stat(target.real)
    except (FileNotFoundError, NotADirectoryError):
        return Other() if os.path.lexists(target.real) else None
    if stat.S_ISDIR(facts.st_mode) or (target.twin and not _spelled(target.real)):
        return None
    if not stat.S_ISREG(facts.st_mode):
        return Other()
    return File(patiently(target.real.read_bytes), stat.S_IMODE(facts.st_mode) & 0o777)


def _spelled(real: Path) -> bool:
    """Whether a name is there in these capitals; some disks answer to any."""
    name = unicodedata.normalize("NFC", real.name)
    return any(unicodedata.normalize("NFC", each) == name for each in os.listdir(real.parent))


def alike(one: File | Other | None, other: File | None) -> bool:
    """Whether there are the same bytes, or nothing on both sides."""
    if isinstance(one, File) and other is not None:
        return one.data == other.data
    return one is None and other is None
