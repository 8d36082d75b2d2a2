"""A portfolio: the places that a team follows, and what was last seen of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from localkit.model.snapshot import Snapshot

PlaceKind: TypeAlias = Literal["folder", "git", "url", "bundle"]
PlaceState: TypeAlias = Literal["new", "read", "failed"]


@dataclass(frozen=True)
class NewPlace:
    """A place as it is added.

    Attributes:
        key: What tells it from every other place of a portfolio.
        label: Its name for people.
        kind: How it is known: as a folder, in a git repository, at another address, or by a bundle that somebody sent.
        at: Path or address.
        ref: Branch, tag or commit of a git repository.
        directory: Folder within the repository that holds the local version.
    """

    key: str
    label: str
    kind: PlaceKind
    at: str
    ref: str | None = None
    directory: str | None = None

    @property
    def where(self) -> str:
        """Where it is, as a person would say it."""
        ref = f"@{self.ref}" if self.ref else ""
        return f"{self.at}{ref}" + (f" in {self.directory}" if self.directory else "")


@dataclass(frozen=True)
class FileState:
    """What a place's files looked like from outside when they were last read.

    Attributes:
        digest: Over the path, size, time and inode of each file; for git, over the commit.
        until: Up to which day the same files mean the same, as 2026-03-31; None: for good. An agreed exception
            begins or ends without any file being touched.
    """

    digest: str
    until: str | None = None


@dataclass(frozen=True)
class KnownPlace:
    """A place in a portfolio.

    Attributes:
        id: Its number there.
        place: What was said when it was added; the label follows what the place calls itself.
        added: The moment.
        last_scan: When it was last looked at; None where that was never.
        scan: The scan that looked at it last.
        state: new, read, or failed.
        reason: Why it could not be read the last time.
        files: What its files looked like when they were last read.
    """

    id: int
    place: NewPlace
    added: str
    last_scan: str | None = None
    scan: int | None = None
    state: PlaceState = "new"
    reason: str | None = None
    files: FileState | None = None


@dataclass(frozen=True)
class Heard:
    """A snapshot in a portfolio, with the last moment at which the place was seen to be like that."""

    snapshot: Snapshot
    last_seen: str


@dataclass(frozen=True)
class KeptLook:
    """What a kept snapshot says in numbers, and the time for which it holds.

    Attributes:
        place: The place's number.
        kit: Name of its kit.
        taken: The moment from which it holds.
        last_seen: The last moment at which the place was seen to be like that.
        behind: Number of releases that it is behind; None where nobody looked.
        recorded: Elements whose changes are recorded or agreed.
        unrecorded: Elements not yet recorded whose light is not green.
        core_kept: 0 to 1, or None.
        locally_shaped: 0 to 1, or None.
    """

    place: int
    kit: str
    taken: str
    last_seen: str
    behind: int | None
    recorded: int
    unrecorded: int
    core_kept: float | None
    locally_shaped: float | None


@dataclass(frozen=True)
class Followed:
    """A place of a portfolio and the newest snapshot of it, None where there is none yet."""

    known: KnownPlace
    heard: Heard | None


@dataclass(frozen=True)
class Looked:
    """What came of looking at one place.

    Attributes:
        place: Its number.
        snapshot: What was measured; None where nothing had changed, or where it could not be read.
        reason: Why it could not be read; None where it could.
        files: What its files looked like just before; None where that cannot be relied on the next time.
    """

    place: int
    snapshot: Snapshot | None = None
    reason: str | None = None
    files: FileState | None = None

    @property
    def unchanged(self) -> bool:
        """Whether nothing had to be read again."""
        return self.snapshot is None and self.reason is None


@dataclass(frozen=True)
class ScanRun:
    """One scan of a portfolio.

    Attributes:
        id: Its number.
        begun: The moment.
        continued: Whether an earlier one that was stopped is carried on.
    """

    id: int
    begun: str
    continued: bool
