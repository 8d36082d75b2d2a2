"""The values of one text, addressed by JSON pointer: what YAML, JSON, TOML and front matter share."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeAlias

from localkit.model.document import NOTHING, Relation
from localkit.syntax import pointer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from localkit.documents.region import Span
    from localkit.syntax.marks import Mark, MarkedData

Parts: TypeAlias = tuple[str, ...]

_INDEX = re.compile(r"(?:0|[1-9][0-9]{0,8})\Z")


def parts_of(value: str) -> Parts | None:
    """A passage's pointer in parts; None where it is no pointer."""
    try:
        return pointer.split(value)
    except ValueError:
        return None


class DataTree:
    """Values, and where they stand.

    Args:
        data: The value at the root.
        find_marks: Finds where each value stands; asked once, and only when needed, since it costs more than
            reading.
        empty: Whether the text says no value at all, not even ``null``.
    """

    def __init__(self, data: Any, find_marks: Callable[[], MarkedData], *, empty: bool = False) -> None:
        self.data = data
        self.empty = empty
        self._find_marks = find_marks

    @cached_property
    def marked(self) -> MarkedData:
        """The values with their marks."""
        return self._find_marks()

    def at(self, parts: Parts) -> Any:
        """The value at a pointer, or NOTHING."""
        node = self.data
        for part in parts:
            if isinstance(node, dict) and part in node:
                node = node[part]
            elif isinstance(node, list) and _INDEX.match(part) and int(part) < len(node):
                node = node[int(part)]
            else:
                return NOTHING
        return node

    def label(self, parts: Parts) -> str:
        """The pointer without list indexes."""
        kept: list[str] = []
        node = self.data
        for part in parts:
            if isinstance(node, list):
                node = node[int(part)]
            else:
                kept.append(part)
                node = node[part]
        return pointer.join(kept)

    def mark(self, parts: Parts) -> Mark | None:
        """Where a node stands; None for what an alias stands for."""
        return self.marked.marks.get(pointer.join(parts))

    def line(self, parts: Parts) -> int | None:
        """Line of a node's key, or of the nearest node above it."""
        return self.marked.line(pointer.join(parts))

    def span(self, parts: Parts) -> Span | None:
        """Offsets of the value, if it is one run of text."""
        mark = self.mark(parts)
        return None if mark is None or self.scattered(parts) else (mark.start, mark.end)

    def hull(self, parts: Parts) -> Span | None:
        """Offsets of the value with its key, if it is one run of text."""
        mark = self.mark(parts)
        return None if mark is None or self.scattered(parts) else (mark.key_start, mark.end)

    def scattered(self, parts: Parts) -> bool:
        """Whether the value lies in several parts of the text."""
        return pointer.join(parts) in self.marked.scattered

    def within(self, parts: Parts, span: Span) -> bool:
        """Whether a node stands in a run of text, key and all."""
        hull = self.hull(parts)
        return hull is not None and span[0] <= hull[0] and hull[1] <= span[1]

    def leaves(self, parts: Parts) -> Iterator[Parts]:
        """Every scalar and every empty map or list at or below a node."""
        node = self.at(parts)
        if not node or not isinstance(node, dict | list):
            yield parts
            return
        for key in node if isinstance(node, dict) else range(len(node)):
            yield from self.leaves((*parts, str(key)))

    def tops(self, span: Span, parts: Parts = ()) -> Iterator[Parts]:
        """The outermost nodes that stand in a run of text; never the root, which has no key."""
        node = self.at(parts)
        if isinstance(node, dict | list):
            for key in node if isinstance(node, dict) else range(len(node)):
                inner = (*parts, str(key))
                if self.within(inner, span):
                    yield inner
                else:
                    yield from self.tops(span, inner)

    def relation(self, one: Parts, other: Parts) -> Relation:
        """How two nodes lie to each other."""
        if one == other:
            return "same"
        if one[: len(other)] == other:
            return "inside"
        return "contains" if other[: len(one)] == one else "apart"

    def region_relation(self, parts: Parts, span: Span) -> Relation:
        """How a node lies to a region."""
        if not parts:
            return "contains"
        if self.within(parts, span):
            return "inside"
        there = {leaf for top in self.tops(span) for leaf in self.leaves(top)}
        if there:
            mine = set(self.leaves(parts))
            return "contains" if there <= mine else "overlaps" if there & mine else "apart"
        hull = self.hull(parts)
        return "contains" if hull and hull[0] <= span[0] and span[1] <= hull[1] else "apart"


def opposite(relation: Relation) -> Relation:
    """The same relation, seen from the other side."""
    if relation == "inside":
        return "contains"
    return "inside" if relation == "contains" else relation
