"""Keys, what they do, and a sentence about it, in columns that fit a narrow terminal."""

from __future__ import annotations

from collections.abc import Iterable

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from localkit.tui.key_help import KeyLine


class KeyTable(Vertical):
    """One line for each thing that can be done.

    Args:
        lines: What can be done.
    """

    DEFAULT_CSS = """
    KeyTable {
        height: auto;
    }
    KeyTable .key-line {
        layout: grid;
        grid-size: 2;
        grid-columns: 22 1fr;
        grid-rows: auto;
        height: auto;
    }
    KeyTable .key-line Static {
        height: auto;
    }
    KeyTable .keys {
        color: $accent;
        text-style: bold;
        padding-right: 1;
    }
    """

    def __init__(self, lines: Iterable[KeyLine]) -> None:
        super().__init__()
        self.lines = tuple(lines)

    def compose(self) -> ComposeResult:
        """The lines."""
        for line in self.lines:
            with Vertical(classes="key-line"):
                yield Static(Content(" or ".join(line.keys)), classes="keys")
                yield Static(_told(line))


def _told(line: KeyLine) -> Content:
    return Content.assemble((line.label, "bold"), f"  {line.tooltip}" if line.tooltip else "")
