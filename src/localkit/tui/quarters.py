"""Core kept beside locally shaped: where each place lies on a sheet of characters. Knows no screen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from localkit.model.place_look import PlaceLook

MEANT: Final = (
    "→ more of what the core holds tight is as it was; ↑ more is locally shaped",
    "Top right: tight about little, loose about the rest: what is hoped for.",
    "Bottom right: near to a plain copy. Top left: much shaped, the core as well.",
    "Bottom left: the core changed, little made its own. No corner is a rank.",
)
"""What the corners mean."""
_MANY: Final = 10


class Spot(NamedTuple):
    """A place that has both measures."""

    look: PlaceLook
    kept: float
    shaped: float

    def at(self, columns: int, lines: int) -> tuple[int, int]:
        """Column and line on a sheet of that size, counted from the top left."""
        return round(self.kept * (columns - 1)), round((1 - self.shaped) * (lines - 1))


def spots(looks: Sequence[PlaceLook]) -> list[Spot]:
    """The places that have both measures, in the order given."""
    return [
        Spot(look, look.seen.core_kept, look.seen.locally_shaped)
        for look in looks
        if look.seen and look.seen.core_kept is not None and look.seen.locally_shaped is not None
    ]


def sheet(found: Sequence[Spot], columns: int, lines: int) -> dict[tuple[int, int], str]:
    """A sign for each character where there are places: ``·`` one, ``•`` several, ``●`` ten or more."""
    counts: dict[tuple[int, int], int] = {}
    for spot in found:
        at = spot.at(columns, lines)
        counts[at] = counts.get(at, 0) + 1
    return {at: "·" if number == 1 else "•" if number < _MANY else "●" for at, number in counts.items()}
