"""Text in cells of a terminal: how much fits, and what is cut off."""

from __future__ import annotations

from rich.cells import cell_len, set_cell_size


def clipped(text: str, width: int, *, fill: bool = True) -> str:
    """A text that is as wide as wanted at most, cut with a sign where it is wider.

    Args:
        text: One line.
        width: In cells.
        fill: Whether a shorter one gets blanks behind it.
    """
    if cell_len(text) <= width:
        return set_cell_size(text, width) if fill else text
    return f"{set_cell_size(text, width - 1)}…" if width > 0 else ""
