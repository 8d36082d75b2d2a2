"""A plain table of words: columns that fit the width, a cursor, and what a line is about handed back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from textual.message import Message
from textual.strip import Strip

from localkit.syntax.harmless import in_one_line
from localkit.tui.cells import GAP
from localkit.tui.widgets.pinned_rows import PinnedRows


class LineColumn(NamedTuple):
    """A column.

    Attributes:
        head: What it is called, in one line or two.
        width: In cells; nought: what the others leave.
    """

    head: str
    width: int = 0


class Line(NamedTuple):
    """A row.

    Attributes:
        cells: Text and style's name of each cell; of a heading only the first counts.
        about: What it is about, for whoever is told of it.
        heading: Whether it stands above others.
        told: What is said of it in full below the table, in two lines at most.
    """

    cells: Sequence[tuple[str, str]]
    about: Any = None
    heading: bool = False
    told: tuple[str, ...] = ()


class LineTable(PinnedRows):
    """Says which line the cursor came to, and which is to be opened.

    Args:
        columns: Its columns; those that there is no room for are left out from the right.
    """

    HEAD = 3
    FOOT = 2

    @dataclass
    class Moved(Message):
        """The cursor came to a line.

        Attributes:
            table: Which table.
            about: What the line is about.
        """

        table: LineTable
        about: Any

    @dataclass
    class Opened(Message):
        """What a line is about is to be opened."""

        about: Any

    def __init__(self, columns: Sequence[LineColumn]) -> None:
        super().__init__()
        self.columns = columns
        self.lines: Sequence[Line] = ()
        self._caption = ""

    @property
    def about(self) -> Any:
        """What the line under the cursor is about."""
        return self.lines[self.cursor].about if self.lines else None

    def show(self, lines: Sequence[Line], caption: str) -> None:
        """Show other lines; the cursor stays at what it was about, if that is still there."""
        before = self.about
        self.lines, self._caption = lines, caption
        abouts = [line.about for line in lines]
        self.set_count(len(lines), abouts.index(before) if before in abouts else 0)
        self.moved()

    def stands(self, row: int) -> bool:
        """Headings are passed over."""
        return 0 <= row < self.count and not self.lines[row].heading

    def moved(self) -> None:
        """Tell where the cursor is."""
        self.post_message(self.Moved(self, self.about))

    def action_open(self) -> None:
        """Open what the line is about."""
        if self.about is not None:
            self.post_message(self.Opened(self.about))

    def _widths(self) -> list[int]:
        """The columns that there is room for."""
        room = self.width - 1
        least = 16 if any(not column.width for column in self.columns) else 0
        widths: list[int] = []
        used = 0
        for column in self.columns:
            need = (column.width or least) + (GAP if widths else 0)
            if used + need > room:
                break
            used += need
            widths.append(column.width)
        rest = least + max(0, room - used)
        return [width or min(rest, 60) for width in widths]

    def head_line(self, y: int) -> Strip:
        """What is shown, then the heads."""
        if not y:
            return self.text_line(self._caption, "quiet")
        widths = self._widths()
        heads = [["", *column.head.split("\n")][-2:][y - 1] for column in self.columns[: len(widths)]]
        return self.line([[(head, "head")] for head in heads], widths)

    def row_line(self, row: int) -> Strip:
        """A line."""
        line = self.lines[row]
        if line.heading:
            return self.text_line(in_one_line(line.cells[0][0]), "heading")
        widths = self._widths()
        return self.line([[(in_one_line(text), style)] for text, style in line.cells[: len(widths)]], widths)

    def foot_line(self, y: int) -> Strip:
        """The line under the cursor in full."""
        told = self.lines[self.cursor].told if self.lines else ()
        return self.text_line(in_one_line(told[y]) if y < len(told) else "")
