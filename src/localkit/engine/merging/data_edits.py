"""What is to be done to the place's text, in words that no later edit makes untrue."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from localkit.engine.merging.data_values import Path
from localkit.syntax.pieces import Piece


@dataclass(frozen=True)
class Put:
    """Give a key another value: the core's, or a chosen one."""

    path: Path
    chosen: Piece | None = None


@dataclass(frozen=True)
class Add:
    """Add a key: behind the first of some keys that is there, or at the end."""

    path: Path
    behind: tuple[str, ...]
    chosen: Piece | None = None


@dataclass(frozen=True)
class Remove:
    """Take a key out."""

    path: Path


@dataclass(frozen=True)
class Entry:
    """An item of the merged list: which one of which side."""

    side: Literal["core", "local"]
    index: int
    chosen: Piece | None = None


@dataclass(frozen=True)
class Arrange:
    """Make a list of these items."""

    path: Path
    entries: tuple[Entry, ...]


Edit: TypeAlias = Put | Add | Remove | Arrange
