"""Marked regions: what stands between ``localkit:begin NAME`` and ``localkit:end NAME``, in any text file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from localkit.model.document import Problem

if TYPE_CHECKING:
    from collections.abc import Mapping

    from localkit.syntax.lines import Lines

Span = tuple[int, int]
"""Offsets of the first character and behind the last one."""

_MARKER = re.compile(r"(?<![\w:-])localkit:(begin|end)[ \t]+(\w+(?:[.-]\w+)*)")


@dataclass(frozen=True, slots=True)
class Regions:
    """The regions of one text.

    Attributes:
        spans: Of each well-formed region, the lines between its markers.
        problem: What is wrong with the first one that is not.
    """

    spans: Mapping[str, Span]
    problem: Problem | None = None


def find(lines: Lines) -> Regions:
    """Find a text's regions.

    A region that is begun twice, or not ended, has no span. A line that has several markers is prose about
    them.
    """
    if "localkit:" not in lines.text:
        return Regions({})
    finder = _Finder()
    for number, (start, end) in enumerate(lines, 1):
        found = _MARKER.findall(lines.text, start, end)
        if len(found) == 1:
            finder.take(found[0][0], found[0][1], number, (start, end))
    return finder.done()


def cut(text: str, span: Span) -> str:
    """What a text's region leaves of it."""
    return text[: span[0]] + text[span[1] :]


class _Finder:
    def __init__(self) -> None:
        self.spans: dict[str, Span] = {}
        self.open: dict[str, tuple[int, int]] = {}
        self.wrong: set[str] = set()
        self.problem: Problem | None = None

    def take(self, word: str, name: str, number: int, line: Span) -> None:
        if word == "begin":
            if name in self.open or name in self.spans:
                self._blame(name, f"the region {name!r} begins twice", number)
            else:
                self.open[name] = (line[1], number)
        elif name in self.open:
            self.spans[name] = (self.open.pop(name)[0], line[0])
        else:
            self._blame(name, f"the region {name!r} ends and was not begun", number)

    def done(self) -> Regions:
        for name, (_, number) in self.open.items():
            self._blame(name, f"the region {name!r} begins and never ends", number)
        return Regions({n: s for n, s in self.spans.items() if n not in self.wrong}, self.problem)

    def _blame(self, name: str, message: str, number: int) -> None:
        self.wrong.add(name)
        self.problem = self.problem or Problem(message, number)
