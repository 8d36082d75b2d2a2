"""Rows to scroll through, with lines above and below that stay. Only what can be seen is drawn.

What is said above and below belongs to the same widget as the rows: textual draws each widget's news for itself, a
sixtieth of a second after the other's.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Final

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from localkit.tui.cells import GAP, Piece, clipped

PLAIN: Final = Style()
"""Of a text without a style of its own; where there are no colours, textual wants one of each."""


_LEAST: Final = 3
"""Rows that are to be seen in any case."""


class PinnedRows(ScrollView, can_focus=True):
    """Has a cursor on one of its rows. What the rows are is said by who inherits from it."""

    HEAD: ClassVar[int] = 1
    FOOT: ClassVar[int] = 0
    COMPONENT_CLASSES = {  # noqa: RUF012
        f"rows--{name}"
        for name in ("head", "heading", "cursor", "spot", "foot", "red", "yellow", "green", "quiet")
    }
    DEFAULT_CSS = """
    PinnedRows {
        height: 1fr;
        overflow-x: hidden;
        scrollbar-size-vertical: 1;
        & > .rows--head { text-style: bold; color: $primary; }
        & > .rows--heading { text-style: bold underline; }
        & > .rows--cursor { text-style: bold; background: $panel; }
        & > .rows--spot { text-style: bold reverse; }
        & > .rows--foot { background: $surface; }
        & > .rows--red { color: $light-red; }
        & > .rows--yellow { color: $light-yellow; }
        & > .rows--green { color: $light-green; }
        & > .rows--quiet { color: $quiet; }
        &:focus > .rows--cursor { background: $primary-muted; }
    }
    """
    BINDINGS = [  # noqa: RUF012
        Binding("up,k", "move(-1)", "Up", show=False, id="moving_about.up", tooltip="Go a line up."),
        Binding("down,j", "move(1)", "Down", show=False, id="moving_about.down", tooltip="Go a line down."),
        Binding(
            "pageup", "page(-1)", "Page up", show=False, id="moving_about.page_up", tooltip="Go a page up."
        ),
        Binding(
            "pagedown",
            "page(1)",
            "Page down",
            show=False,
            id="moving_about.page_down",
            tooltip="Go a page down.",
        ),
        Binding(
            "home", "go(0)", "First", show=False, id="moving_about.first", tooltip="Go to the first line."
        ),
        Binding("end", "go(-1)", "Last", show=False, id="moving_about.last", tooltip="Go to the last line."),
        Binding("enter", "open", "Open", id="places.open", tooltip="Open what the cursor is on."),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.count = 0
        self.cursor = 0

    def head_line(self, y: int) -> Strip:
        """A line above the rows."""
        raise NotImplementedError

    def row_line(self, row: int) -> Strip:
        """A row."""
        raise NotImplementedError

    def foot_line(self, y: int) -> Strip:
        """A line below the rows."""
        raise NotImplementedError

    def stands(self, row: int) -> bool:
        """Whether the cursor may be on a row."""
        return 0 <= row < self.count

    def action_open(self) -> None:
        """Open what the cursor is on."""

    def clicked_head(self, x: int, y: int) -> None:
        """Somebody clicked above the rows."""

    def clicked_row(self, x: int) -> None:
        """Somebody clicked on the row that the cursor is on now."""

    def moved(self) -> None:
        """The cursor came to another row."""

    def set_count(self, count: int, cursor: int) -> None:
        """Show so many rows."""
        self.count = count
        self._set_size()
        self.refresh()
        self.cursor = self._near(cursor, 1)
        self._bring_in_sight()

    def action_move(self, by: int) -> None:
        """Go so many rows on."""
        self.go(self._near(self.cursor + by, by))

    def action_page(self, by: int) -> None:
        """Go a page on."""
        self.go(self._near(self.cursor + max(1, self._room - 1) * by, by))

    def action_go(self, to: int) -> None:
        """Go to the first or the last row."""
        self.go(self._near(to if to >= 0 else self.count + to, 1 if to >= 0 else -1))

    def go(self, row: int) -> None:
        """Go to a row, and draw no more than what is different then."""
        if row != self.cursor and self.stands(row):
            self._refresh_row(self.cursor)
            self.cursor = row
            self._refresh_row(row)
            self.refresh_pinned()
            self.moved()
        self._bring_in_sight()

    def refresh_pinned(self) -> None:
        """Draw what is above and below the rows."""
        self.refresh(Region(0, 0, self.size.width, self.HEAD))
        if self.foot:
            self.refresh(Region(0, self.size.height - self.foot, self.size.width, self.foot))

    def on_click(self, event: events.Click) -> None:
        """Go to the row that was clicked; a second click opens it."""
        offset = event.get_content_offset(self)
        if offset is None or offset.y >= self.size.height - self.foot:
            return
        row = offset.y - self.HEAD + round(self.scroll_y)
        if offset.y < self.HEAD:
            self.clicked_head(offset.x, offset.y)
        elif self.stands(row):
            again = event.chain > 1 and row == self.cursor
            self.go(row)
            self.clicked_row(offset.x)
            if again:
                self.action_open()

    def on_resize(self) -> None:
        """The cursor stays in sight."""
        self._set_size()
        self._bring_in_sight()

    @property
    def width(self) -> int:
        """What there is beside the scrollbar."""
        return self.scrollable_content_region.width

    @property
    def foot(self) -> int:
        """How many lines are below the rows; none where they would leave no room for these."""
        return self.FOOT if self.size.height >= self.HEAD + self.FOOT + _LEAST else 0

    @property
    def _room(self) -> int:
        """How many rows can be seen."""
        return max(1, self.size.height - self.HEAD - self.foot)

    def _set_size(self) -> None:
        """Say how many lines there are. The screen is laid out anew only where a scrollbar comes or goes."""
        size = Size(self.size.width, self.count + self.HEAD + self.foot)
        if (size.height > self.size.height) != self.show_vertical_scrollbar:
            self.virtual_size = size
            return
        self.set_reactive(PinnedRows.virtual_size, size)
        self.vertical_scrollbar.window_virtual_size = size.height
        if self.scroll_y > self.max_scroll_y:
            self.scroll_to(y=self.max_scroll_y, animate=False)

    def _near(self, row: int, direction: int) -> int:
        """The next row that the cursor may be on, further on if there is one, else the other way."""
        last = self.count - 1
        row = max(0, min(row, last))
        onward, back = range(row, last + 1), range(row, -1, -1)
        first, then = (back, onward) if direction < 0 else (onward, back)
        return next((at for some in (first, then) for at in some if self.stands(at)), 0)

    def _refresh_row(self, row: int) -> None:
        self.refresh(Region(0, row + self.HEAD - round(self.scroll_y), self.size.width, 1))

    def _bring_in_sight(self) -> None:
        first = round(self.scroll_y)
        above = 0 if self.cursor == 1 and not self.stands(0) else self.cursor
        if above < first:
            self.scroll_to(y=above, animate=False)
        elif self.cursor >= first + self._room:
            self.scroll_to(y=self.cursor - self._room + 1, animate=False)

    def render_line(self, y: int) -> Strip:
        """One line of what can be seen, in the widget's own colours where it says no others."""
        return self._drawn(y).apply_style(self.rich_style)

    def _drawn(self, y: int) -> Strip:
        if y < self.HEAD:
            return self.head_line(y)
        foot = y - self.size.height + self.foot
        if foot >= 0:
            return self.foot_line(foot).apply_style(self.style("foot"))
        row = y - self.HEAD + round(self.scroll_y)
        if row >= self.count:
            return Strip.blank(self.width, PLAIN)
        strip = self.row_line(row)
        return strip.apply_style(self.style("cursor")) if row == self.cursor else strip

    def text_line(self, text: str, style: str = "") -> Strip:
        """One text over the whole width."""
        return self.line([[(text, style)]], [self.width - 1])

    def line(self, cells: Sequence[Sequence[Piece]], widths: Sequence[int], gap: int = GAP) -> Strip:
        """Cells beside each other; what has no style of its own is one piece with the blanks around it."""
        segments: list[Segment] = []
        plain, used = " ", 1
        for width, pieces in zip(widths, cells, strict=True):
            room = width
            for text, style in pieces:
                shown, taken = clipped(text, room)
                room -= taken
                if style:
                    segments += (Segment(plain, PLAIN), Segment(shown, self.style(style)))
                    plain = ""
                else:
                    plain += shown
            plain += " " * (room + gap)
            used += width + gap
        segments.append(Segment(plain + " " * (self.width - used), PLAIN))
        return Strip(segments, max(used, self.width)).crop(0, self.width)

    def style(self, name: str) -> Style:
        """One of the styles of ``COMPONENT_CLASSES``, by the end of its name."""
        return self.get_component_rich_style(f"rows--{name}", partial=True)
