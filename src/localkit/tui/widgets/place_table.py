"""Places as lines of a table. Only what can be seen is drawn, so ten thousand are as quick as ten.

What is said of all places above them, and of one below them, belongs to the same widget: textual draws each widget's
news for itself, a sixtieth of a second after the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from localkit.model.place_look import PlaceLook
from localkit.syntax.harmless import in_one_line
from localkit.tui.cells import clipped
from localkit.tui.place_columns import GAP, Column, Piece, columns_for, pieces_of
from localkit.tui.place_list import Heading, Row
from localkit.tui.place_words import place_told

_HEAD, _FOOT = 3, 4
"""Lines above and below the rows, which stay where they are: what is shown, and the heads of the columns; the place."""


class PlaceTable(ScrollView, can_focus=True):
    """Says where the cursor is, which place is to be opened, and which heading was clicked."""

    COMPONENT_CLASSES = {  # noqa: RUF012
        "place-table--head",
        "place-table--heading",
        "place-table--cursor",
        "place-table--foot",
        "place-table--red",
        "place-table--yellow",
        "place-table--green",
        "place-table--quiet",
    }
    DEFAULT_CSS = """
    PlaceTable {
        height: 1fr;
        overflow-x: hidden;
        scrollbar-size-vertical: 1;
        & > .place-table--head { text-style: bold; color: $primary; }
        & > .place-table--heading { text-style: bold underline; }
        & > .place-table--cursor { text-style: bold; background: $panel; }
        & > .place-table--foot { background: $surface; }
        & > .place-table--red { color: $light-red; }
        & > .place-table--yellow { color: $light-yellow; }
        & > .place-table--green { color: $light-green; }
        & > .place-table--quiet { color: $quiet; }
        &:focus > .place-table--cursor { background: $primary 30%; }
    }
    """
    BINDINGS = [  # noqa: RUF012
        Binding("up,k", "move(-1)", "Up", show=False, id="places.up", tooltip="Go to the place above."),
        Binding("down,j", "move(1)", "Down", show=False, id="places.down", tooltip="Go to the place below."),
        Binding("pageup", "page(-1)", "Page up", show=False, id="places.page_up", tooltip="Go a page up."),
        Binding(
            "pagedown", "page(1)", "Page down", show=False, id="places.page_down", tooltip="Go a page down."
        ),
        Binding("home", "go(0)", "First", show=False, id="places.first", tooltip="Go to the first place."),
        Binding("end", "go(-1)", "Last", show=False, id="places.last", tooltip="Go to the last place."),
        Binding("enter", "open", "Open", id="places.open", tooltip="Open the place that the cursor is on."),
    ]

    @dataclass
    class Opened(Message):
        """A place is to be opened."""

        look: PlaceLook

    @dataclass
    class HeadClicked(Message):
        """Somebody clicked on the head of a column."""

        key: str

    def __init__(self) -> None:
        super().__init__()
        self.rows: Sequence[Row] = ()
        self.places = 0
        self._caption = ""
        self.cursor = 0

    @property
    def _columns(self) -> Sequence[Column]:
        return columns_for(self._width - 1)

    @property
    def _width(self) -> int:
        """What there is beside the scrollbar."""
        return self.scrollable_content_region.width

    @property
    def look(self) -> PlaceLook | None:
        """The place that the cursor is on."""
        row = self.rows[self.cursor] if self.rows else None
        return row if isinstance(row, PlaceLook) else None

    def show(self, rows: Sequence[Row], *, keep: bool = True) -> None:
        """Show other rows; the cursor stays at its place, if that is still among them and ``keep`` says so."""
        before = self.look
        self.rows = rows
        ids = [row.place.id if isinstance(row, PlaceLook) else None for row in rows]
        self.places = len(ids) - ids.count(None)
        at = ids.index(before.place.id) if keep and before and before.place.id in ids else 0
        self._set_size()
        self.refresh()
        self.cursor = self._place_near(at, 1)
        self._bring_in_sight()

    def show_again(self, rows: Sequence[Row]) -> None:
        """Show the same places, of which more is known now."""
        self.rows = rows
        self.refresh()

    def tell(self, caption: str) -> None:
        """Say above the places what is shown."""
        self._caption = in_one_line(caption)
        self.refresh(Region(0, 0, self.size.width, 1))

    def action_move(self, by: int) -> None:
        """Go so many rows on."""
        self._go(self._place_near(self.cursor + by, by))

    def action_page(self, by: int) -> None:
        """Go a page on."""
        step = max(1, self._room - 1) * by
        self._go(self._place_near(self.cursor + step, by))

    def action_go(self, to: int) -> None:
        """Go to the first or the last place."""
        self._go(self._place_near(to if to >= 0 else len(self.rows) + to, 1 if to >= 0 else -1))

    def action_open(self) -> None:
        """Open the place under the cursor."""
        if self.look is not None:
            self.post_message(self.Opened(self.look))

    def on_click(self, event: events.Click) -> None:
        """Go to the place that was clicked; a second click opens it."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        row = offset.y - _HEAD + round(self.scroll_y)
        if offset.y < _HEAD:
            self._click_head(offset.x - 1)
        elif (
            offset.y < self.size.height - _FOOT
            and row < len(self.rows)
            and isinstance(self.rows[row], PlaceLook)
        ):
            if event.chain > 1 and row == self.cursor:
                self.action_open()
            self._go(row)

    def _click_head(self, x: int) -> None:
        for column in self._columns:
            if x < column.width + GAP:
                self.post_message(self.HeadClicked(column.key))
                return
            x -= column.width + GAP

    def on_resize(self) -> None:
        """Other columns may have room; the cursor stays in sight."""
        self._set_size()
        self._bring_in_sight()

    def _set_size(self) -> None:
        """Say how many lines there are. The screen is laid out anew only where a scrollbar comes or goes."""
        size = Size(self.size.width, len(self.rows) + _HEAD + _FOOT)
        if (size.height > self.size.height) != self.show_vertical_scrollbar:
            self.virtual_size = size
            return
        self.set_reactive(PlaceTable.virtual_size, size)
        self.vertical_scrollbar.window_virtual_size = size.height
        if self.scroll_y > self.max_scroll_y:
            self.scroll_to(y=self.max_scroll_y, animate=False)

    @property
    def _room(self) -> int:
        """How many rows can be seen."""
        return max(1, self.size.height - _HEAD - _FOOT)

    def _place_near(self, row: int, direction: int) -> int:
        """The next row that is a place, further on if there is one, else the other way."""
        last = len(self.rows) - 1
        row = max(0, min(row, last))
        onward, back = range(row, last + 1), range(row, -1, -1)
        first, then = (back, onward) if direction < 0 else (onward, back)
        return next((at for some in (first, then) for at in some if isinstance(self.rows[at], PlaceLook)), 0)

    def _go(self, row: int) -> None:
        if row != self.cursor:
            self._refresh_row(self.cursor)
            self.cursor = row
            self._refresh_row(row)
            self.refresh(Region(0, self.size.height - _FOOT, self.size.width, _FOOT))
        self._bring_in_sight()

    def _refresh_row(self, row: int) -> None:
        self.refresh(Region(0, row + _HEAD - round(self.scroll_y), self.size.width, 1))

    def _bring_in_sight(self) -> None:
        room = self._room
        first = round(self.scroll_y)
        above = self.cursor - 1 if self.cursor == 1 and isinstance(self.rows[0], Heading) else self.cursor
        if above < first:
            self.scroll_to(y=above, animate=False)
        elif self.cursor >= first + room:
            self.scroll_to(y=self.cursor - room + 1, animate=False)

    def render_line(self, y: int) -> Strip:
        """One line of what can be seen."""
        if not y:
            return self._line([[(self._caption, "quiet")]], (self._width - 1,))
        if y < _HEAD:
            return self._line([[(column.head[y - 1], "head")] for column in self._columns])
        foot = y - self.size.height + _FOOT
        if foot >= 0:
            told = place_told(self.look)[foot : foot + 1] or [""]
            line = self._line([[(told[0], "")]], (self._width - 1,))
            return line.apply_style(self._style("foot"))
        at = y - _HEAD + round(self.scroll_y)
        if at >= len(self.rows):
            return Strip.blank(self._width)
        row = self.rows[at]
        if isinstance(row, Heading):
            return self._line([[(in_one_line(row.text), "heading")]], (self._width - 1,))
        strip = self._line([pieces_of(column, row) for column in self._columns])
        return strip.apply_style(self._style("cursor")) if at == self.cursor else strip

    def _line(self, cells: Sequence[Sequence[Piece]], widths: Sequence[int] = ()) -> Strip:
        """Cells beside each other; what has no style of its own is one piece with the blanks around it."""
        segments: list[Segment] = []
        plain, used = " ", 1
        for width, pieces in zip(widths or [column.width for column in self._columns], cells, strict=True):
            room = width
            for text, style in pieces:
                shown, taken = clipped(text, room)
                room -= taken
                if not style:
                    plain += shown
                    continue
                segments += (
                    (Segment(plain), Segment(shown, self._style(style)))
                    if plain
                    else (Segment(shown, self._style(style)),)
                )
                plain = ""
            plain += " " * (room + GAP)
            used += width + GAP
        segments.append(Segment(plain + " " * (self._width - used)))
        return Strip(segments, max(used, self._width)).crop(0, self._width)

    def _style(self, name: str) -> Style:
        return self.get_component_rich_style(f"place-table--{name}", partial=True)
