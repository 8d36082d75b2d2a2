"""Lines of a text as editors count them."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_BREAK = re.compile(r"\r\n|\r|\n")


class Lines:
    """Where each line of a text begins; LF, CRLF and CR end a line, and nothing else does.

    (``str.splitlines`` also breaks at form feeds, U+0085, U+2028 …, which no editor numbers.)
    """

    __slots__ = ("starts", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = [0, *(found.end() for found in _BREAK.finditer(text))]

    def line(self, offset: int) -> int:
        """The line, counted from 1, in which an offset lies."""
        return bisect_right(self.starts, offset)

    def start(self, line: int) -> int:
        """Offset of a line's first character; the text's end behind the last line."""
        return self.starts[line - 1] if line <= len(self.starts) else len(self.text)

    def last_line(self, start: int, end: int) -> int:
        """The line of the last character of a run."""
        return self.line(max(start, end - 1))

    def __iter__(self) -> Iterator[tuple[int, int]]:
        """Offsets of each line's first character and of the next line's, or of the end."""
        return zip(self.starts, [*self.starts[1:], len(self.text)], strict=True)
