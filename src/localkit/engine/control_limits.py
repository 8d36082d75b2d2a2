"""Between which values a place's figure lies by chance alone, if the place is like the network as a whole.

Exact limits, from the binomial and the Poisson distribution, interpolated between whole numbers as in
D. J. Spiegelhalter (2005), "Funnel plots for comparing institutional performance", Statistics in Medicine 24,
1185-1202, appendix A.1.1: the smallest r at which the distribution function passes p, less the part of the last step
that goes beyond p. Interpolation takes the steps out of the curves, which else jump with every unit of size.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Callable
from typing import Final

from localkit.engine.intervals import Measure

LEVELS: Final = (0.001, 0.025, 0.975, 0.999)
"""Ends of the range that holds 99.8 % of what chance gives, and of the one that holds 95 %."""

_WIDE: Final = 8.0
"""So many standard deviations below its mean a distribution has less left than can be told from nothing."""


@functools.lru_cache(maxsize=50_000)
def control_limits(measure: Measure, overall: float, size: float) -> tuple[float, ...]:
    """The limits at each of ``LEVELS``, as values of the indicator.

    Args:
        measure: A proportion's limits are binomial, a rate's Poisson.
        overall: The network's value; for a proportion above 0 and below 1, for a rate above 0.
        size: What a place's figure is out of; above nought, for a proportion taken as a whole number.
    """
    if measure == "proportion":
        whole = max(round(size), 1)
        reached = _binomial(whole, overall)
        return tuple(min(max(at / whole, 0.0), 1.0) for at in reached)
    return tuple(max(at / size, 0.0) for at in _poisson(size * overall))


def _binomial(whole: int, p: float) -> tuple[float, ...]:
    mean = whole * p
    first = _first(mean, math.sqrt(mean * (1 - p)))
    log = (
        math.lgamma(whole + 1)
        - math.lgamma(first + 1)
        - math.lgamma(whole - first + 1)
        + first * math.log(p)
        + (whole - first) * math.log1p(-p)
    )
    odds = p / (1 - p)
    return _reached(first, math.exp(log), lambda k: (whole - k) / (k + 1) * odds)


def _poisson(mean: float) -> tuple[float, ...]:
    first = _first(mean, math.sqrt(mean))
    log = first * math.log(mean) - mean - math.lgamma(first + 1)
    return _reached(first, math.exp(log), lambda k: mean / (k + 1))


def _first(mean: float, deviation: float) -> int:
    return max(0, math.floor(mean - _WIDE * deviation) - 1)


def _reached(first: int, chance: float, step: Callable[[int], float]) -> tuple[float, ...]:
    """Where the distribution function passes each level, going up from ``first``, which has ``chance``."""
    found, below, at = [], 0.0, first
    for level in LEVELS:
        while below + chance <= level and chance > 0:
            below += chance
            chance *= step(at)
            at += 1
        found.append(at - (below + chance - level) / chance if chance > 0 else float(at))
    return tuple(found)
