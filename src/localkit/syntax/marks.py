"""Data with positions: where each value of a parsed text stands."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

from localkit.syntax import pointer

if TYPE_CHECKING:
    from collections.abc import Mapping

MAX_DEPTH: Final = 100


class DataError(ValueError):
    """A text is not what its name says.

    Attributes:
        message: What is wrong, in plain words.
        line: Line, counted from 1.
        limit: Whether a limit was reached, rather than the text being wrong.
    """

    def __init__(self, message: str, line: int | None, *, limit: bool = False) -> None:
        super().__init__(message)
        self.message = message
        self.line = line
        self.limit = limit


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a node stands: offsets into the text, and its line counted from 1.

    ``key_start`` is the offset of the key that names it, or its own start in a list.
    """

    start: int
    end: int
    line: int
    key_start: int

    def moved(self, offset: int, lines: int) -> Mark:
        """The same mark in a longer text that has this one at an offset."""
        return replace(
            self,
            start=self.start + offset,
            end=self.end + offset,
            line=self.line + lines,
            key_start=self.key_start + offset,
        )


@dataclass(frozen=True)
class MarkedData:
    """A parsed text: plain values (keys as strings), and where each stands by JSON pointer.

    Attributes:
        data: The value at the root.
        marks: Where each node stands. What an alias stands for has no marks of its own.
        scattered: Pointers of nodes that are no single run of text (a TOML table in several parts).
    """

    data: Any
    marks: Mapping[str, Mark] = field(repr=False)
    scattered: frozenset[str] = frozenset()

    def line(self, at: str) -> int | None:
        """Line of the node at a pointer, or of the nearest one above it."""
        parts = pointer.split(at)
        for size in range(len(parts), -1, -1):
            mark = self.marks.get(pointer.join(parts[:size]))
            if mark:
                return mark.line
        return None


def too_deep(data: Any, limit: int = MAX_DEPTH) -> bool:
    """Whether maps and lists are nested deeper than a limit; asked without recursion."""
    level, depth = [data], 0
    while level:
        depth += 1
        inner: list[Any] = []
        for node in level:
            if isinstance(node, dict):
                inner.extend(value for value in node.values() if isinstance(value, dict | list))
            elif isinstance(node, list):
                inner.extend(value for value in node if isinstance(value, dict | list))
        if inner and depth >= limit:
            return True
        level = inner
    return False
