"""How far a reported figure may lie from the truth by chance alone: 95 % confidence intervals.

- A **proportion**, N out of D: Wilson's score interval. E. B. Wilson (1927), "Probable inference, the law of
  succession, and statistical inference", Journal of the American Statistical Association 22, 209-212. It never leaves
  0 to 1, and it holds where N is nought or all of D, where the textbook's interval has no width.
- A **rate**, N events for each unit of D: from ten events on Byar's approximation, below that the exact Poisson
  interval. N. E. Breslow and N. E. Day (1987), "Statistical Methods in Cancer Research", volume II, page 69;
  F. Garwood (1936), "Fiducial limits for the Poisson distribution", Biometrika 28, 437-442. The split at ten, and
  Wilson for proportions, are what Public Health England's technical guide for its Fingertips profiles uses.

An interval is made of published figures alone, so it tells nothing that they do not; where one of the two numbers is
withheld there is none. Rounding moves a figure a little further than an interval says, which the page tells.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal, TypeAlias

from localkit.engine.disclosure import Shown

Measure: TypeAlias = Literal["proportion", "rate"]
"""What chance makes of a figure: parts of a whole (binomial), or events that are counted (Poisson)."""

Z95: Final = 1.959963984540054
"""The normal distribution's 97.5th percentile."""
_EXACT_BELOW: Final = 10


@dataclass(frozen=True)
class Interval:
    """A figure, and the interval around it."""

    value: float
    low: float
    high: float


def measure_of(indicator: Mapping[str, Any]) -> Measure | None:
    """What an indicator of a kit measures; None where chance has no simple rule for it, as for kilograms.

    Args:
        indicator: As in ``kit.yaml``: ``interval`` says it; without that, what is a share is a proportion.
    """
    said = indicator.get("interval")
    if said in ("proportion", "rate"):
        return said  # type: ignore[no-any-return]
    return "proportion" if said is None and indicator.get("share") is True else None


def interval(measure: Measure | None, shown: Shown) -> Interval | None:
    """The 95 % interval around a published figure, or None where there can be none."""
    if measure is None or shown.masked or shown.numerator is None or not shown.denominator:
        return None
    part, whole = float(shown.numerator), float(shown.denominator)
    if measure == "proportion":
        return wilson(part, whole) if part <= whole else None
    low, high = poisson_interval(part)
    return Interval(part / whole, low / whole, high / whole)


def wilson(part: float, whole: float, z: float = Z95) -> Interval:
    """Wilson's score interval for ``part`` out of ``whole``."""
    p, square = part / whole, z * z
    middle = (part + square / 2) / (whole + square)
    half = z / (whole + square) * math.sqrt(whole * p * (1 - p) + square / 4)
    low = 0.0 if part == 0 else middle - half
    high = 1.0 if part == whole else middle + half
    return Interval(p, low, high)


def poisson_interval(count: float, z: float = Z95) -> tuple[float, float]:
    """The interval around a number of events: Byar's from ten on, exact below."""
    return byar(count, z) if count >= _EXACT_BELOW else exact_poisson(math.floor(count), z)


def byar(count: float, z: float = Z95) -> tuple[float, float]:
    """Byar's approximation of the exact Poisson interval; ``count`` is above nought."""
    more = count + 1
    low = count * (1 - 1 / (9 * count) - z / (3 * math.sqrt(count))) ** 3
    return low, more * (1 - 1 / (9 * more) + z / (3 * math.sqrt(more))) ** 3


def exact_poisson(count: int, z: float = Z95) -> tuple[float, float]:
    """Garwood's interval, for the few events for which it can be added up."""
    tail = math.erfc(z / math.sqrt(2)) / 2
    low = 0.0 if count == 0 else _mean_with(count - 1, 1 - tail)
    return low, _mean_with(count, tail)


def _mean_with(most: int, chance: float) -> float:
    """The mean of the Poisson distribution of which ``most`` or fewer events have a chance."""
    low, high = 0.0, 10.0 * (most + 10)
    for _ in range(80):
        middle = (low + high) / 2
        if _at_most(most, middle) > chance:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _at_most(most: int, mean: float) -> float:
    return math.exp(-mean) * sum(mean**n / math.factorial(n) for n in range(most + 1))
