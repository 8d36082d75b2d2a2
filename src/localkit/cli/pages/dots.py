"""Dots of a picture: one for each place, or, with many, one for all that lie close together."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from localkit.cli.pages.markup import Html, tag
from localkit.wording import counted

_GRID: Final = 10.0
_RADIUS: Final = 4.5


@dataclass(frozen=True)
class Dot:
    """A place in a picture.

    Attributes:
        x: From the left, in the picture's own units.
        y: From the top.
        name: The place.
        class_: What kind it is of, as the style calls it.
    """

    x: float
    y: float
    name: str
    class_: str | None = None


def dots(places: Sequence[Dot], most: int) -> Iterator[Html]:
    """The dots; with more than ``most`` of them, those of one kind that lie close together become one, larger."""
    if len(places) <= most:
        yield from (_drawn(dot.x, dot.y, _RADIUS, dot.class_, dot.name) for dot in places)
        return
    near: dict[tuple[int, int, str | None], int] = {}
    for dot in places:
        key = (int(dot.x // _GRID), int(dot.y // _GRID), dot.class_)
        near[key] = near.get(key, 0) + 1
    for (column, row, class_), number in near.items():
        size = min(2.0 + math.sqrt(number), 14.0)
        middle = (column + 0.5) * _GRID, (row + 0.5) * _GRID
        yield _drawn(*middle, size, class_, counted(number, "place"))


def _drawn(x: float, y: float, r: float, class_: str | None, name: str) -> Html:
    dot = tag("circle", cx=f"{x:.1f}", cy=f"{y:.1f}", r=f"{r:.1f}", class_=class_)
    return tag("g", tag("title", name), dot)
