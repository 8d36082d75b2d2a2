"""A picture made of characters: to the right core kept, upwards locally shaped; a cursor on one place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from localkit.model.place_look import PlaceLook
from localkit.syntax.harmless import in_one_line
from localkit.tui.cells import clipped
from localkit.tui.quarters import MEANT, Spot, sheet
from localkit.tui.widgets.pinned_rows import PLAIN
from localkit.wording import percent

_LEFT: Final = 8
_SCALE: Final = 2
"""Lines below the frame: values, and what they are."""
_HERE: Final = "◎"


class Quadrant(Widget, can_focus=True):
    """Says which place is to be opened."""

    COMPONENT_CLASSES = {"quadrant--here", "quadrant--quiet", "quadrant--foot"}  # noqa: RUF012
    DEFAULT_CSS = """
    Quadrant {
        height: 1fr;
        & > .quadrant--here { text-style: bold reverse; }
        & > .quadrant--quiet { color: $quiet; }
        & > .quadrant--foot { background: $surface; }
    }
    """
    BINDINGS = [  # noqa: RUF012
        Binding(
            "down,right,j", "move(1)", "Next", id="moving_about.next", tooltip="Go to the next place by name."
        ),
        Binding(
            "up,left,k",
            "move(-1)",
            "Before",
            id="moving_about.before",
            tooltip="Go to the place before by name.",
        ),
        Binding(
            "pagedown", "move(20)", "Far on", show=False, id="moving_about.on", tooltip="Go twenty places on."
        ),
        Binding(
            "pageup",
            "move(-20)",
            "Far back",
            show=False,
            id="moving_about.back",
            tooltip="Go twenty places back.",
        ),
        Binding(
            "home",
            "move(-1000000)",
            "First",
            show=False,
            id="moving_about.first",
            tooltip="Go to the first place.",
        ),
        Binding(
            "end",
            "move(1000000)",
            "Last",
            show=False,
            id="moving_about.last",
            tooltip="Go to the last place.",
        ),
        Binding("enter", "open", "Open", id="places.open", tooltip="Open the place that the cursor is on."),
    ]

    @dataclass
    class Opened(Message):
        """A place is to be opened."""

        look: PlaceLook

    def __init__(self) -> None:
        super().__init__()
        self.spots: Sequence[Spot] = ()
        self.cursor = 0
        self._caption = ""
        self._sheet: dict[tuple[int, int], str] = {}

    def show(self, spots: Sequence[Spot], caption: str) -> None:
        """Show other places; the cursor stays at its place, if that is still there."""
        before = self.spots[self.cursor].look.place.id if self.spots else None
        self.spots, self._caption = spots, caption
        ids = [spot.look.place.id for spot in spots]
        self.cursor = ids.index(before) if before in ids else 0
        self._lay()

    def _lay(self) -> None:
        self._sheet = sheet(self.spots, *self._frame)
        self.refresh()

    def on_resize(self) -> None:
        """Places lie elsewhere on a larger sheet."""
        self._lay()

    @property
    def _frame(self) -> tuple[int, int]:
        """Columns and lines of the sheet."""
        return max(2, self.size.width - _LEFT - 2), max(2, self.size.height - 1 - _SCALE - self._foot)

    @property
    def _foot(self) -> int:
        return 1 + (len(MEANT) if self.size.height >= 16 else 0)

    def action_move(self, by: int) -> None:
        """Go so many places on, by name."""
        self.cursor = max(0, min(self.cursor + by, len(self.spots) - 1))
        self.refresh()

    def action_open(self) -> None:
        """Open the place that the cursor is on."""
        if self.spots:
            self.post_message(self.Opened(self.spots[self.cursor].look))

    def on_click(self, event: events.Click) -> None:
        """Go to the next place that lies where somebody clicked; a second click opens it."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        wanted = (offset.x - _LEFT, offset.y - 1)
        here = [number for number, spot in enumerate(self.spots) if spot.at(*self._frame) == wanted]
        if event.chain > 1 and self.cursor in here:
            self.action_open()
        elif here:
            self.cursor = next((number for number in here if number > self.cursor), here[0])
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """One line, in the widget's own colours where it says no others."""
        return self._drawn(y).apply_style(self.rich_style)

    def _drawn(self, y: int) -> Strip:
        """What is shown, the sheet, its values, the place under the cursor, what the corners mean."""
        columns, lines = self._frame
        if not y:
            return self._text(self._caption, "quiet")
        if y <= lines:
            return self._sheet_line(y - 1, columns, lines)
        below = y - lines - 1
        if below < _SCALE:
            values = f"{'0 %':<{columns // 2 - 1}}{'50 %':<{columns - columns // 2 - 3}}100 %"
            return self._text(" " * (_LEFT - 1) + (values, f"{'core kept →':^{columns}}")[below], "quiet")
        told = [self._told(), *MEANT]
        at = below - _SCALE
        return self._text(told[at] if at < len(told) else "", "" if at else "foot")

    def _told(self) -> str:
        if not self.spots:
            return "No place has both measures."
        spot = self.spots[self.cursor]
        name = in_one_line(spot.look.place.label)
        number = f"{self.cursor + 1:,} of {len(self.spots):,}"
        measures = f"core kept {percent(spot.kept)}, locally shaped {percent(spot.shaped)}"
        return f"{_HERE} {name}: {measures}  ({number} by name)"

    def _sheet_line(self, line: int, columns: int, lines: int) -> Strip:
        label = {
            0: "100 %",
            lines // 2: "50 %",
            lines - 1: "0 %",
            lines // 4: "shaped",
            lines // 4 - 1: "locally",
        }
        quiet = self._style("quiet")
        segments = [Segment(f"{label.get(line, ''):>{_LEFT - 1}}│", quiet)]
        here = self.spots[self.cursor].at(columns, lines) if self.spots else None
        for column in range(columns):
            at = (column, line)
            if at == here:
                segments.append(Segment(_HERE, self._style("here")))
            elif at in self._sheet:
                segments.append(Segment(self._sheet[at], PLAIN))
            else:
                cross = "┼" if column == columns // 2 and line == lines // 2 else ""
                bar = "│" if column == columns // 2 else "─" if line == lines // 2 else " "
                segments.append(Segment(cross or bar, quiet))
        segments.append(Segment("│", quiet))
        return Strip(segments, _LEFT + columns + 1).simplify()

    def _text(self, text: str, style: str) -> Strip:
        shown, taken = clipped(text, self.size.width - 1)
        line = Segment(
            f" {shown}{' ' * (self.size.width - taken - 1)}", self._style(style) if style else PLAIN
        )
        return Strip([line], self.size.width)

    def _style(self, name: str) -> Style:
        return self.get_component_rich_style(f"quadrant--{name}", partial=True)
