"""Elements by places, a character for each pair; a cursor on one of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from rich.segment import Segment
from textual.binding import Binding
from textual.message import Message
from textual.strip import Strip

from localkit.model.place_look import PlaceLook
from localkit.syntax.harmless import in_one_line
from localkit.tui.cells import Piece, clipped
from localkit.tui.heat import ABSENT, LEGEND, HeatMap, Sign
from localkit.tui.widgets.pinned_rows import PLAIN, PinnedRows

_NAME: Final = 22
_LEGEND_LINES: Final = 3


class HeatTable(PinnedRows):
    """Says which element is to be opened at which place."""

    HEAD = 4
    FOOT = 2 + _LEGEND_LINES
    BINDINGS = [  # noqa: RUF012
        Binding(
            "left",
            "aside(-1)",
            "Left",
            show=False,
            id="moving_about.left",
            tooltip="Go to the element before.",
        ),
        Binding(
            "right",
            "aside(1)",
            "Right",
            show=False,
            id="moving_about.right",
            tooltip="Go to the next element.",
        ),
        Binding(
            "ctrl+left",
            "aside(-10)",
            "Far left",
            show=False,
            id="moving_about.far_left",
            tooltip="Go ten elements back.",
        ),
        Binding(
            "ctrl+right",
            "aside(10)",
            "Far right",
            show=False,
            id="moving_about.far_right",
            tooltip="Go ten elements on.",
        ),
        Binding("enter", "open", "Open there", id="places.open", tooltip="Open this element at this place."),
    ]

    @dataclass
    class Opened(Message):
        """An element is to be opened at a place."""

        look: PlaceLook
        element: str

    def __init__(self) -> None:
        super().__init__()
        self.heat = HeatMap()
        self.column = 0
        self._caption = ""
        self._first = 0

    def show(self, heat: HeatMap, caption: str) -> None:
        """Show other places; the cursor stays where it is, as far as there is something."""
        before = self.heat.places[self.cursor].place.id if self.heat.places else None
        self.heat, self._caption = heat, caption
        self.column = max(0, min(self.column, len(heat.elements) - 1))
        ids = [look.place.id for look in heat.places]
        self.set_count(len(ids), ids.index(before) if before in ids else 0)

    @property
    def at(self) -> tuple[PlaceLook, str, str] | None:
        """Place, element and its title under the cursor."""
        if not self.heat.places or not self.heat.elements:
            return None
        return self.heat.places[self.cursor], *self.heat.elements[self.column]

    def action_aside(self, by: int) -> None:
        """Go so many elements on."""
        column = max(0, min(self.column + by, len(self.heat.elements) - 1))
        if column == self.column:
            return
        self.column = column
        first = self._first
        self._first = min(max(first, column - self._columns + 1), column)
        if first != self._first:
            self.refresh()
        else:
            self._refresh_row(self.cursor)
            self.refresh_pinned()

    def action_open(self) -> None:
        """Open the element under the cursor at its place."""
        if self.at is not None:
            self.post_message(self.Opened(self.at[0], self.at[1]))

    def clicked_row(self, x: int) -> None:
        """Go to the element that was clicked."""
        if x > _NAME + 1:
            self.action_aside(self._first + x - _NAME - 2 - self.column)

    @property
    def _columns(self) -> int:
        """How many elements there is room for."""
        return max(1, self.width - _NAME - 3)

    def _shown(self) -> range:
        return range(self._first, min(self._first + self._columns, len(self.heat.elements)))

    def head_line(self, y: int) -> Strip:
        """What is shown, the element under the cursor, and its number above each column."""
        if not y:
            return self.text_line(self._caption, "quiet")
        if y == 1:
            return self.text_line(self._element_told(), "head")
        digits = [f"{number + 1:>2}"[y - 2] for number in self._shown()]
        return self._joined(
            "",
            [
                (digit, "spot" if self._first + at == self.column else "quiet")
                for at, digit in enumerate(digits)
            ],
        )

    def _element_told(self) -> str:
        if self.at is None:
            return ""
        return f"Element {self.column + 1} of {len(self.heat.elements)}: {in_one_line(self.at[2])}"

    def row_line(self, row: int) -> Strip:
        """A place with its elements."""
        look = self.heat.places[row]
        if look.seen is None:
            return self.text_line(in_one_line(look.place.label))
        shown = self._shown()
        cells = [_piece(sign) for sign in self.heat.cells(look.seen, shown.start, shown.stop)]
        if row == self.cursor and self.column in shown:
            at = self.column - self._first
            cells[at] = (cells[at][0], "spot")
        return self._joined(in_one_line(look.place.label), cells)

    def _joined(self, name: str, cells: list[Piece]) -> Strip:
        """A name and its cells; neighbours of one colour are one piece."""
        text, taken = clipped(name, _NAME)
        segments = [Segment(f" {text}{' ' * (_NAME - taken + 1)}", PLAIN)]
        run, style = "", ""
        for sign, colour in cells:
            if colour != style:
                segments.append(self._segment(run, style))
                run, style = "", colour
            run += sign
        segments.append(self._segment(run, style))
        used = _NAME + 2 + len(cells)
        segments.append(Segment(" " * (self.width - used), PLAIN))
        return Strip(segments, max(used, self.width)).crop(0, self.width)

    def _segment(self, text: str, style: str) -> Segment:
        return Segment(text, self.style(style) if style else PLAIN)

    def foot_line(self, y: int) -> Strip:
        """The pair under the cursor in full, and what the signs mean."""
        if y >= 2:
            pieces = list(self._legend())
            return self.line([pieces[y - 2] if y - 2 < len(pieces) else []], [self.width - 1])
        if self.at is None:
            return self.text_line("")
        look, _, title = self.at
        if not y:
            return self.text_line(f"{in_one_line(look.place.label)}: {in_one_line(title)}")
        found = next(self.heat.cells(look.seen, self.column, self.column + 1), None) if look.seen else None
        if found is None:
            return self.text_line("not in this place's release")
        return self.line([[(f"{found.sign} ", found.style), (found.words, "")]], [self.width - 1])

    def _legend(self) -> Iterator[list[Piece]]:
        """What the signs mean, in as many lines as they take."""
        line: list[Piece] = []
        used = 0
        for sign in LEGEND:
            length = len(sign.words) + (0 if sign.sign == ABSENT else 2) + 3
            if line and used + length > self.width:
                yield line
                line, used = [], 0
            shown = [] if sign.sign == ABSENT else [(sign.sign, sign.style), (" ", "")]
            line += [*shown, (f"{sign.words}   ", "")]
            used += length
        yield line


def _piece(sign: Sign | None) -> Piece:
    return (ABSENT, "") if sign is None else (sign.sign, sign.style)
