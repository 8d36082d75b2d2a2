"""Places as lines of a table, ten thousand as quick as ten."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip

from localkit.model.place_look import PlaceLook
from localkit.syntax.harmless import in_one_line
from localkit.tui.cells import GAP
from localkit.tui.place_columns import columns_for, pieces_of
from localkit.tui.place_list import Heading, Row
from localkit.tui.place_words import place_told
from localkit.tui.widgets.pinned_rows import PinnedRows


class PlaceTable(PinnedRows):
    """Says which place is to be opened, and which head of a column was clicked."""

    HEAD = 3
    FOOT = 4

    @dataclass
    class Opened(Message):
        """A place is to be opened."""

        look: PlaceLook

    @dataclass
    class HeadClicked(Message):
        """Somebody clicked on the head of a column."""

        key: str

    @dataclass
    class Typed(Message):
        """Somebody types what to find.

        Attributes:
            words: All of it so far; None: no longer, and all places are wanted again.
        """

        words: str | None

    def __init__(self) -> None:
        super().__init__()
        self.finding = False
        self.words = ""
        self.rows: Sequence[Row] = ()
        self.places = 0
        self._caption = ""
        self._seen: Sequence[Row] = ()

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
        self.set_count(len(rows), at)

    def show_again(self, rows: Sequence[Row]) -> None:
        """Show the same places, of which more is known now; drawn is what of it can be seen and is new."""
        self.rows = rows
        first = round(self.scroll_y)
        seen = rows[first : first + self.size.height]
        if seen != self._seen:
            self._seen = seen
            self.refresh()

    def tell(self, caption: str) -> None:
        """Say above the places what is shown."""
        self._caption = in_one_line(caption)
        self.refresh(Region(0, 0, self.size.width, 1))

    def find(self) -> None:
        """Take what is typed as a part of the name that is looked for; arrow keys go on moving."""
        self.finding = True
        self.refresh_pinned()

    def check_consume_key(self, key: str, character: str | None) -> bool:  # noqa: ARG002
        """While somebody types, signs are signs and no commands."""
        return self.finding and character is not None and character.isprintable()

    def on_key(self, event: events.Key) -> None:
        """Take a sign, or take one back."""
        if not self.finding:
            return
        if event.is_printable and event.character:
            self._type(self.words + event.character)
        elif event.key == "backspace":
            self._type(self.words[:-1])
        elif event.key == "ctrl+u":
            self._type("")
        elif event.key in ("enter", "escape"):
            self.finding = False
            self.refresh_pinned()
            if event.key == "escape":
                self._type(None)
        else:
            return
        event.stop()
        event.prevent_default()

    def on_paste(self, event: events.Paste) -> None:
        """Take the first line of what is pasted."""
        if self.finding:
            self._type(self.words + "".join(event.text.splitlines()[:1]))

    def _type(self, words: str | None) -> None:
        # Nothing is drawn until the places are there, so that the letter and they come together.
        self.words = words or ""
        self.post_message(self.Typed(words))

    def stands(self, row: int) -> bool:
        """Headings are passed over."""
        return 0 <= row < self.count and not isinstance(self.rows[row], Heading)

    def action_open(self) -> None:
        """Open the place that the cursor is on."""
        if self.look is not None:
            self.post_message(self.Opened(self.look))

    def clicked_head(self, x: int, y: int) -> None:
        """Tell which column it was."""
        x -= 1
        for column in columns_for(self.width - 1):
            if y and x < column.width + GAP:
                self.post_message(self.HeadClicked(column.key))
                return
            x -= column.width + GAP

    def head_line(self, y: int) -> Strip:
        """What is shown, then the heads of the columns."""
        if not y and self.finding:
            typed = [
                ("Find: ", "head"),
                (in_one_line(self.words), ""),
                (" ", "spot"),
                (f"  {self._caption}", "quiet"),
            ]
            return self.line([typed], [self.width - 1])
        if not y:
            return self.text_line(self._caption, "quiet")
        columns = columns_for(self.width - 1)
        return self.line(
            [[(column.head[y - 1], "head")] for column in columns], [column.width for column in columns]
        )

    def row_line(self, row: int) -> Strip:
        """A place, or a heading."""
        found = self.rows[row]
        if isinstance(found, Heading):
            return self.text_line(in_one_line(found.text), "heading")
        columns = columns_for(self.width - 1)
        return self.line(
            [pieces_of(column, found) for column in columns], [column.width for column in columns]
        )

    def foot_line(self, y: int) -> Strip:
        """All of the place that the cursor is on."""
        told = place_told(self.look)
        return self.text_line(told[y] if y < len(told) else "")
