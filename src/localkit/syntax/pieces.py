"""Values cut out of one text to be put into another, and what every format's splicing has in common."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Literal, Protocol

from localkit.syntax import pointer
from localkit.syntax.marks import Mark


class SpliceError(Exception):
    """The text is written in a way that this edit cannot be fitted into."""


@dataclass(frozen=True)
class Source:
    """A text that was read, and what stands where in it.

    Attributes:
        text: The text.
        data: What it says; an empty text says an empty mapping.
        marks: Where each value stands by JSON pointer.
        comments: Offsets of each comment, from its sign to the line's end.
        scattered: Pointers of values that are no single run of text.
    """

    text: str
    data: Any
    marks: Mapping[str, Mark] = field(repr=False)
    comments: tuple[tuple[int, int], ...] = ()
    scattered: frozenset[str] = frozenset()

    @cached_property
    def comment_starts(self) -> Mapping[int, int]:
        """End of each comment by its start."""
        return dict(self.comments)

    @cached_property
    def comment_ends(self) -> Mapping[int, int]:
        """Start of each comment by where its last sign is."""
        return {len(self.text[:end].rstrip()): start for start, end in self.comments}

    def value(self, at: str) -> Any:
        """The value at a pointer. Raises KeyError or IndexError where there is none."""
        return value_at(self.data, at)

    def said(self, start: int, end: int) -> list[str]:
        """Comments that begin between two offsets."""
        return [self.text[one:other].rstrip() for one, other in self.comments if start <= one < end]

    def comment_counts(self) -> Counter[str]:
        """How often each comment is there."""
        return Counter(self.said(0, len(self.text)))


@dataclass(frozen=True)
class Piece:
    """A value as it is written, free of where it stood.

    Attributes:
        value: What it says.
        text: How it is written: line feeds, indented as if it stood at the left edge.
        form: inline: goes on behind a key; block: lines below a key; literal: a head behind the key, then lines;
            table: statements under a head of their own.
        key: Its key as it is written.
        above: Comment lines directly above it.
        beside: The comment behind it.
        gap: Whether an empty line stands above all that.
    """

    value: Any
    text: str
    form: Literal["inline", "block", "literal", "table"] = "inline"
    key: str = ""
    above: tuple[str, ...] = ()
    beside: str = ""
    gap: bool = False

    def bare(self) -> Piece:
        """The value alone, without the comments around it."""
        return replace(self, above=(), beside="", gap=False)


class Splicing(Protocol):
    """What a format can do to a text of its own; all but ``read`` raise SpliceError where they cannot."""

    def read(self, text: str) -> Source:
        """Read a text. Raises DataError where it is none of this format."""

    def value(self, text: str) -> Piece:
        """Read a text that is a value alone. Raises DataError."""

    def cut(self, source: Source, at: str) -> Piece:
        """The value at a pointer, as it is written."""

    def fresh(self, value: Any) -> Piece:
        """A value, newly written."""

    def put(self, source: Source, at: str, piece: Piece, removable: AbstractSet[str]) -> str:
        """The text with another value at a pointer; comments in the old one stay unless they are removable."""

    def add_key(self, source: Source, at: str, key: str, piece: Piece, behind: str | None) -> str:
        """The text with one more key in a mapping, behind another one or at the end."""

    def add_item(self, source: Source, at: str, index: int, piece: Piece) -> str:
        """The text with one more item in a list, which then has that index."""

    def remove(self, source: Source, at: str, removable: AbstractSet[str]) -> str:
        """The text without a key or item; comments that are not removable stay."""


def value_at(data: Any, at: str) -> Any:
    """The value at a JSON pointer. Raises KeyError or IndexError where there is none."""
    for part in pointer.split(at):
        data = data[int(part)] if isinstance(data, list) else data[part]
    return data


def parted(at: str) -> tuple[str, str]:
    """The pointer above a pointer, and the last part."""
    parts = pointer.split(at)
    return pointer.join(parts[:-1]), parts[-1]


def children(source: Source, at: str) -> list[tuple[str, Mark]]:
    """What a mapping or list holds: pointer and mark of each, in the order of the text."""
    data = source.value(at)
    keys = data if isinstance(data, dict) else range(len(data))
    pointers = [f"{at}/{pointer.escape(str(key))}" for key in keys]
    return sorted(((inner, source.marks[inner]) for inner in pointers), key=lambda pair: pair[1].start)


def line_start(text: str, at: int) -> int:
    """Offset of the first character of a line."""
    return max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1


def line_end(text: str, at: int) -> int:
    """Offset of the line break that ends a line, or of the text's end."""
    ends = [found for sign in "\r\n" if (found := text.find(sign, at)) >= 0]
    return min(ends, default=len(text))


def past_break(text: str, at: int) -> int:
    """Offset behind the line break that begins at an offset, if one does."""
    return at + (2 if text.startswith("\r\n", at) else text[at : at + 1] in ("\r", "\n") and at < len(text))


def line_break(text: str) -> str:
    """What ends the lines of a text; a line feed where nothing tells."""
    if "\r\n" in text:
        return "\r\n"
    return "\r" if "\r" in text and "\n" not in text else "\n"


def column(text: str, at: int) -> int:
    """How many characters stand before an offset on its line."""
    return at - line_start(text, at)


def first_on_line(text: str, at: int) -> bool:
    """Whether only white space stands before an offset on its line."""
    return not text[line_start(text, at) : at].strip(" \t")


def line_feeds(text: str) -> str:
    """The text with line feeds as its only line ends."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def indented(lines: list[str], indent: str, end: str) -> str:
    """Lines joined to a text whose later lines are indented; empty ones stay empty."""
    return end.join(line if not number or not line else indent + line for number, line in enumerate(lines))


def comments_above(source: Source, at: int) -> tuple[list[int], bool]:
    """Starts of the comment lines directly above the line of an offset, from the top; whether a gap is above those."""
    text, found = source.text, list[int]()
    start = line_start(text, at)
    while start:
        above = line_start(text, start - 1 - text.startswith("\r\n", start - 2))
        sign = above + len(text[above:start]) - len(text[above:start].lstrip(" \t"))
        if sign not in source.comment_starts:
            break
        found.insert(0, sign)
        start = above
    before = text[line_start(text, start - 1 - text.startswith("\r\n", start - 2)) : start] if start else "x"
    return found, not before.strip()


def beside(source: Source, at: int) -> tuple[int, int] | None:
    """Offsets of the comment that follows on the same line, with nothing but spaces before it."""
    rest = source.text[at : line_end(source.text, at)]
    sign = at + len(rest) - len(rest.lstrip(" \t,"))
    end = source.comment_starts.get(sign)
    return None if end is None else (sign, end)


def surrounded(source: Source, piece: Piece, key_start: int, end: int) -> Piece:
    """A piece with the comments that stand above and beside it."""
    text = source.text
    starts, gap = comments_above(source, key_start) if first_on_line(text, key_start) else ([], False)
    above = tuple(text[start : source.comment_starts[start]].rstrip() for start in starts)
    found = beside(source, end)
    return replace(piece, above=above, beside=text[slice(*found)].rstrip() if found else "", gap=gap)


def without_lines(
    source: Source, start: int, end: int, removable: AbstractSet[str], *, tidy: bool = True
) -> str:
    """The text without the lines of an entry; comments that are not removable stay where it was.

    Args:
        source: The text.
        start: Where the entry begins, first on its line.
        end: Where it ends.
        removable: Comments that may go; those of them directly above the entry do.
        tidy: Whether empty lines before it may go where it was the last.
    """
    text, width = source.text, column(source.text, start)
    end = past_break(text, line_end(text, end))
    first = line_start(text, start)
    for sign in reversed(comments_above(source, start)[0]):
        if text[sign : source.comment_starts[sign]].rstrip() not in removable or column(text, sign) != width:
            break
        first = line_start(text, sign)
    kept = [said for said in source.said(start, end) if said not in removable]
    indent = text[line_start(text, start) : start]
    head = text[:first] + "".join(indent + said + line_break(text) for said in kept)
    if not kept and _empty_before(text, first) and not text[end : line_end(text, end)].strip(" \t"):
        end = past_break(text, line_end(text, end))
    if end == len(text):
        return _ended(head, text, tidy and not kept and bool(first))
    return head + text[end:]


def _ended(head: str, text: str, tidy: bool) -> str:
    """What is left where the last entry went: with or without a last line end as before, no empty line at the end."""
    bare = head.rstrip("\r\n") if tidy and _empty_before(head, len(head)) else head
    if not text.endswith(("\n", "\r")):
        return bare.removesuffix(line_break(text))
    return bare if bare == head or not bare else bare + line_break(text)


def _empty_before(text: str, at: int) -> bool:
    """Whether the line above is empty, or there is none."""
    return not at or not text[line_start(text, at - 1 - text.startswith("\r\n", at - 2)) : at].strip()
