"""Front matter: YAML between two lines of three hyphens, at the head of a Markdown text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from localkit.documents.tree import DataTree
from localkit.model.document import Problem
from localkit.syntax import yaml as syntax
from localkit.syntax.marks import DataError, MarkedData

if TYPE_CHECKING:
    from localkit.syntax.lines import Lines

_OPEN = re.compile(r"---[ \t]*(?:\r\n|\r|\n)")
_CLOSE = re.compile(r"(?:---|\.\.\.)[ \t]*(?:\r\n|\r|\n|\Z)")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The head of a Markdown text.

    Attributes:
        start: Offset of the YAML.
        end: Offset behind the YAML.
        body: Offset behind the closing line.
        tree: What it says; None where it cannot be read.
        problem: Why not; the message lacks the file's name.
    """

    start: int
    end: int
    body: int
    tree: DataTree | None
    problem: Problem | None = None


def find(lines: Lines) -> FrontMatter | None:
    """The front matter of a text, if it has some.

    A text may also begin with a thematic break. It is front matter only if a line that closes it follows, the
    line behind the first is not blank, and what lies between is a mapping, or nothing, or broken.
    """
    opened = _OPEN.match(lines.text)
    if opened is None:
        return None
    start = opened.end()
    for begin, end in list(lines)[1:]:
        closed = _CLOSE.fullmatch(lines.text, begin, end)
        if closed:
            return _read(lines, start, begin, end)
        if begin == start and not lines.text[begin:end].strip():
            return None
    return None


def _read(lines: Lines, start: int, end: int, body: int) -> FrontMatter | None:
    try:
        parsed = syntax.parse(lines.text[start:end], aliases=True)
    except DataError as error:
        line = None if error.line is None else error.line + 1
        return FrontMatter(start, end, body, None, Problem(error.message, line))
    if parsed.data is not None and not isinstance(parsed.data, dict):
        return None
    tree = DataTree(parsed.data, lambda: _moved(parsed, start), empty=parsed.data is None)
    return FrontMatter(start, end, body, tree)


def _moved(parsed: MarkedData, start: int) -> MarkedData:
    return MarkedData(parsed.data, {at: mark.moved(start, 1) for at, mark in parsed.marks.items()})
