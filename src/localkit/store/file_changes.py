"""What is written into a local version in one go, and what is kept of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from localkit.model.tree import File


@dataclass(frozen=True)
class FileChange:
    """One file's change.

    Attributes:
        path: Relative to the local version's root, with forward slashes.
        before: What it holds now; None where it is not there.
        after: What it is to hold; None where it goes.
    """

    path: str
    before: File | None
    after: File | None

    @property
    def inverse(self) -> FileChange:
        """The way back."""
        return FileChange(self.path, self.after, self.before)


@dataclass(frozen=True)
class StepNote:
    """What history keeps of a step beside its files.

    Attributes:
        action: What was done: ``update``, ``resolve``, ``adopt``.
        at: When, in ISO 8601.
        said: What a person may want to know of it later, in values of JSON: ``{"from": "1.0.0", "to": "1.1.0"}``.
    """

    action: str
    at: str
    said: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Plan:
    """Everything that a journal holds: enough to finish, or to go back, in another process.

    Attributes:
        changes: The files; modes are those on disk, before and after.
        folders: Empty folders to make.
        made: Folders that are not there before; outermost first.
        pops: Number of the history step that this one undoes.
        note: What history keeps; None where this is no step.
    """

    changes: tuple[FileChange, ...]
    folders: tuple[str, ...] = ()
    made: tuple[str, ...] = ()
    pops: int | None = None
    note: StepNote | None = None
