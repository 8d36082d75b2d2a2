"""The passages of an update as a list with headings; tells which one the cursor is on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import on
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from localkit.tui.update_rows import RowGroup
from localkit.tui.widgets.steady_list import SteadyList


class UpdateList(SteadyList):
    """Lines that lead to passages."""

    DEFAULT_CSS = """
    UpdateList { text-wrap: nowrap; text-overflow: ellipsis; }
    UpdateList > .option-list--option-highlighted { background: $panel; color: $foreground; text-style: bold; }
    UpdateList:focus > .option-list--option-highlighted { background: $primary 30%; color: $foreground; }
    UpdateList > .option-list--option-disabled { color: $quiet; text-style: bold; }
    """

    @dataclass
    class Reached(Message):
        """The cursor is on another line."""

        key: str

    @dataclass
    class Opened(Message):
        """Somebody wants to read what a line leads to."""

        key: str

    def __init__(self, id: str | None = None) -> None:  # noqa: A002  as each widget has it
        super().__init__(id=id)
        self._keys: list[str | None] = []

    @property
    def reached(self) -> str:
        """Key of the line that the cursor is on; empty where it is on none."""
        at = self.highlighted
        return "" if at is None else self._keys[at] or ""

    def show(self, groups: Sequence[RowGroup]) -> None:
        """Show other lines; the cursor stays at its key where that is still there."""
        before, top = self.reached, self.scroll_offset.y
        shown: list[Option] = []
        self._keys = []
        for group in groups:
            if group.heading:
                shown.append(Option(Content(group.heading), disabled=True))
                self._keys.append(None)
            for row in group.rows:
                shown.append(Option(row.shown))
                self._keys.append(row.key)
        with self.prevent(OptionList.OptionHighlighted):
            self.set_options(shown)
            self.go_to(before)
        self.scroll_to(y=top, animate=False)

    def go_to(self, key: str) -> None:
        """Put the cursor on a line; on the first one where there is none of that key."""
        found = self._keys.index(key) if key in self._keys else 0
        self.highlighted = found if self._keys else None

    @on(OptionList.OptionHighlighted)
    def tell_reached(self, event: OptionList.OptionHighlighted) -> None:
        """Tell where the cursor is."""
        event.stop()
        self.post_message(self.Reached(self.reached))

    @on(OptionList.OptionSelected)
    def tell_opened(self, event: OptionList.OptionSelected) -> None:
        """Tell which line is to be read."""
        event.stop()
        self.post_message(self.Opened(self.reached))
