"""Text in cells of a terminal: how much fits, and what is cut off."""

from __future__ import annotations

from typing import Final, TypeAlias

from rich.cells import cell_len, set_cell_size

Piece: TypeAlias = tuple[str, str]
"""Text and the name of its style; an empty name: as everything else."""

GAP: Final = 2
"""Blanks between two columns."""


def clipped(text: str, width: int) -> tuple[str, int]:
    """One line of text as far as there is room for it, with a sign where it is cut; and how wide it is then."""
    wide = cell_len(text)
    if wide <= width:
        return text, wide
    return (f"{set_cell_size(text, width - 1)}…", width) if width > 0 else ("", 0)
