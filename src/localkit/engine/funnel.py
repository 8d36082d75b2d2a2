"""A funnel plot's figures: each place by its size and its value, and what chance alone would give at each size.

A table of places in order of their values says little but which are small: small places lie at both of its ends by
chance alone. A funnel sets each value against its size. After D. J. Spiegelhalter (2005), "Funnel plots for comparing
institutional performance", Statistics in Medicine 24, 1185-1202; limits as in ``control_limits``.

**Small counts.** Everything here is a function of what places published: a place of which a number is withheld is
neither a point nor part of the network's value, and the limits depend on that value and on sizes alone. So nothing
withheld can be worked out from a funnel that could not be from the table beside it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from localkit.engine.control_limits import control_limits
from localkit.engine.disclosure import Shown, total
from localkit.engine.intervals import Measure

ENOUGH: Final = 8
"""Fewer places make no network's value: each would be held against a line that it draws itself."""
_STEPS: Final = 60

Stands: TypeAlias = Literal["within", "above", "far_above", "below", "far_below"]
"""Where a place lies: within the 95 % limits, beyond them, or beyond the 99.8 % limits, too."""


@dataclass(frozen=True)
class Point:
    """A place in a funnel."""

    size: float
    value: float
    stands: Stands


@dataclass(frozen=True)
class Funnel:
    """A funnel plot in figures.

    Attributes:
        measure: What the indicator measures.
        overall: The network's value: all N out of all D that the points are made of.
        points: By the key of the place.
        curves: Sizes from small to large, each with the four limits, lowest first.
    """

    measure: Measure
    overall: float
    points: Mapping[str, Point]
    curves: tuple[tuple[float, tuple[float, ...]], ...]


def can_be_drawn(measure: Measure, shown: Shown) -> bool:
    """Whether a published figure has both of its numbers, and can be what the indicator measures."""
    if shown.masked or shown.numerator is None or not shown.denominator:
        return False
    return measure == "rate" or shown.numerator <= shown.denominator


def funnel(measure: Measure, published: Mapping[str, Shown]) -> Funnel | None:
    """The funnel of one indicator in one period.

    Args:
        measure: What the indicator measures.
        published: What each place published, by a key of the caller's.

    Returns:
        None where too few places have a figure, or where all of them have nought or all of them everything.
    """
    drawn = {key: item for key, item in published.items() if can_be_drawn(measure, item)}
    if len(drawn) < ENOUGH:
        return None
    whole, _ = total(drawn.values())
    overall = float(whole.numerator or 0) / float(whole.denominator or 1)
    if overall == 0 or (measure == "proportion" and overall == 1):
        return None
    points = {key: _point(measure, overall, item) for key, item in drawn.items()}
    return Funnel(measure, overall, points, tuple(_curves(measure, overall, points)))


def _point(measure: Measure, overall: float, shown: Shown) -> Point:
    size = float(shown.denominator or 1)
    value = float(shown.numerator or 0) / size
    return Point(size, value, _stands(value, control_limits(measure, overall, size)))


def _stands(value: float, limits: tuple[float, ...]) -> Stands:
    far_low, low, high, far_high = limits
    if value > high:
        return "far_above" if value > far_high else "above"
    if value < low:
        return "far_below" if value < far_low else "below"
    return "within"


def _curves(
    measure: Measure, overall: float, points: Mapping[str, Point]
) -> list[tuple[float, tuple[float, ...]]]:
    """Limits at sizes that grow by a factor: a funnel bends most where places are small."""
    sizes = sorted(point.size for point in points.values())
    first, last = sizes[0] * 0.8, sizes[-1] * 1.05
    factor = math.exp(math.log(last / first) / _STEPS)
    grid = [first * factor**step for step in range(_STEPS + 1)]
    found = dict.fromkeys(float(max(round(size), 1)) if measure == "proportion" else size for size in grid)
    return [(size, control_limits(measure, overall, size)) for size in found]
