"""The keys that can be pressed, in the last line, as one widget.

textual's own has a widget for each key and makes all of them anew whenever one of them changes, which takes as long as
to draw everything else of a screen that is to be there at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import ActiveBinding
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

from localkit.tui.cells import clipped


class KeyShown(NamedTuple):
    """A key in the line.

    Attributes:
        display: The key as it is shown.
        label: What it does.
        key: What is pressed where it is clicked.
        enabled: Whether that can be done just now.
    """

    display: str
    label: str
    key: str
    enabled: bool

    @property
    def width(self) -> int:
        """Cells that it takes, with the blanks around it."""
        return clipped(f" {self.display} {self.label} ", 1_000)[1]


class KeyLine(Widget):
    """Shows a screen's bindings that are to be shown; a click on one does the same as its key."""

    COMPONENT_CLASSES = {"key-line--key", "key-line--label"}  # noqa: RUF012
    DEFAULT_CSS = """
    KeyLine {
        dock: bottom;
        height: 1;
        background: $footer-background;
        & > .key-line--key { color: $footer-key-foreground; text-style: bold; }
        & > .key-line--label { color: $footer-description-foreground; }
    }
    """

    def on_mount(self) -> None:
        """Be told when other keys count."""
        self.screen.bindings_updated_signal.subscribe(self, self._changed)

    def _changed(self, _screen: Screen[object]) -> None:
        self.refresh()

    def _keys(self) -> Iterator[KeyShown]:
        """The keys from the left; of several with one action the first."""
        done: set[str] = set()
        for item in self.screen.active_bindings.values():
            if item.binding.show and item.binding.action not in done:
                done.add(item.binding.action)
                yield self._shown(item)

    def _find(self) -> KeyShown | None:
        """What stands at the right: how to find all that can be done."""
        item = self.screen.active_bindings.get(self.app.COMMAND_PALETTE_BINDING)
        return self._shown(item) if item and self.app.ENABLE_COMMAND_PALETTE else None

    def _shown(self, item: ActiveBinding) -> KeyShown:
        binding = item.binding
        return KeyShown(self.app.get_key_display(binding), binding.description, binding.key, item.enabled)

    def _placed(self) -> Iterator[tuple[int, KeyShown]]:
        """Each key that there is room for, and its first column."""
        find = self._find()
        room = self.size.width - (find.width if find else 0)
        at = 0
        for key in self._keys():
            if at + key.width > room:
                break
            yield at, key
            at += key.width
        if find:
            yield max(0, room), find

    def render_line(self, y: int) -> Strip:
        """All of it."""
        key_style, label_style = self._style("key"), self._style("label")
        segments: list[Segment] = []
        used = 0
        for at, key in self._placed() if not y else ():
            dim = Style(dim=not key.enabled)
            segments += [
                Segment(" " * (at - used + 1), Style()),
                Segment(key.display, key_style + dim),
                Segment(f" {key.label} ", label_style + dim),
            ]
            used = at + key.width
        return Strip(segments).adjust_cell_length(self.size.width, Style()).apply_style(self.rich_style)

    def _style(self, name: str) -> Style:
        return self.get_component_rich_style(f"key-line--{name}", partial=True)

    def on_click(self, event: events.Click) -> None:
        """Do what the key does that was clicked."""
        for at, key in self._placed():
            if at <= event.x < at + key.width and key.enabled:
                self.app.simulate_key(key.key)
                return
