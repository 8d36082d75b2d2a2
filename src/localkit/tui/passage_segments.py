"""A file cut where the passages of elements begin and end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from localkit.model.document import Location
from localkit.model.shown_file import HeldPassage
from localkit.syntax.lines import Lines


@dataclass(frozen=True)
class Segment:
    """Some lines of a file that belong to the same passages.

    Attributes:
        first: Number of its first line, counted from 1.
        text: The lines, without the last line's end.
        start: Offset of the text in the file's.
        begins: The passages that begin here, the outermost first.
        holds: The passages that these lines belong to, the outermost first; empty where no element looks.
    """

    first: int
    text: str
    start: int
    begins: tuple[HeldPassage, ...]
    holds: tuple[HeldPassage, ...]


def segments(text: str, held: Sequence[HeldPassage]) -> list[Segment]:
    """Cut a file.

    Args:
        text: What it says.
        held: Its passages, in the order of the file, the longer first.
    """
    starts = Lines(text).starts
    count = len(starts) - (1 if starts[-1] == len(text) and len(starts) > 1 else 0)
    cuts = {1, *(item.location.line for item in held), *(item.location.end_line + 1 for item in held)}
    lines = sorted(line for line in cuts if line <= count)
    found = []
    for line, following in zip(lines, [*lines[1:], count + 1], strict=True):
        end = starts[following - 1] if following <= len(starts) else len(text)
        holds = tuple(item for item in held if item.location.line <= line <= item.location.end_line)
        begins = tuple(item for item in holds if item.location.line == line)
        start = starts[line - 1]
        found.append(Segment(line, text[start:end].rstrip("\r\n"), start, begins, holds))
    return found


def lines_of(place: Location) -> str:
    """The lines of a passage in words."""
    return f"line {place.line}" if place.line == place.end_line else f"lines {place.line} to {place.end_line}"


def marked_part(segment: Segment, item: HeldPassage) -> tuple[int, int] | None:
    """Which part of a segment is a passage that is less than its lines, such as a value; None where it is all of it."""
    place = item.location
    if place.start is None or place.end is None or item.passage.form not in ("value", "region"):
        return None
    start, end = max(0, place.start - segment.start), min(len(segment.text), place.end - segment.start)
    return (start, end) if start < end and (start, end) != (0, len(segment.text)) else None
