"""Reported counts in words: what they are out of, and how far chance alone may have moved them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from localkit.engine.disclosure import Shown, total
from localkit.engine.intervals import Measure, interval
from localkit.wording import percent

_NARROW = "\u00a0"
"""A space at which no line breaks."""


@dataclass(frozen=True)
class Figures:
    """How the values of one indicator are written.

    Attributes:
        measure: What it measures; None where only counts are shown.
        scale: A rate is told for so many units: 4.2 per 100 rather than 0.042.
    """

    measure: Measure | None
    scale: int = 1

    @classmethod
    def of(cls, measure: Measure | None, counts: Iterable[Shown]) -> Figures:
        """Those for some published counts, which share one scale so that they can be compared."""
        whole, _ = total(counts)
        if measure != "rate" or not whole.numerator or not whole.denominator:
            return cls(measure)
        return cls(measure, 10 ** max(0, math.ceil(-math.log10(whole.numerator / whole.denominator))))

    @property
    def per(self) -> str:
        """What a rate is told for; empty for everything else."""
        return f"per {self.scale:,}" if self.scale > 1 else ""

    def value(self, value: float) -> str:
        """A value, without what it is told for."""
        if self.measure == "rate":
            return _three_digits(value * self.scale)
        return percent(value).replace(" ", _NARROW)

    def count(self, item: Mapping[str, Any] | None) -> str:
        """A count with what it is out of, and its value with the 95 % interval where there is one."""
        if item is None:
            return "–"
        found = interval(self.measure, shown_of(item))
        if found is None:
            return _out_of(item)
        low, high = self.value(found.low), self.value(found.high)
        return f"{_out_of(item)}: {self.value(found.value)} ({low}{_NARROW}to{_NARROW}{high})"


def shown_of(item: Mapping[str, Any]) -> Shown:
    """An observation of a snapshot as what was published."""
    return Shown(_number(item["numerator"]), _number(item["denominator"]), item["masked"])


def _out_of(item: Mapping[str, Any]) -> str:
    numerator, denominator = item["numerator"], item["denominator"]
    if item["masked"] and numerator is None and denominator is None:
        return "withheld"
    shown = "withheld" if numerator is None else _plain(numerator)
    if denominator is None:
        return f"{shown} out of a number withheld" if item["masked"] and numerator is not None else shown
    return f"{shown} out of {_plain(denominator)}"


def _plain(value: float) -> str:
    """A number as people write it, whole where it is whole."""
    return f"{value:,.0f}" if value == int(value) else f"{value:,.6f}".rstrip("0")


def _three_digits(value: float) -> str:
    """A number with the digits that count."""
    digits = 0 if value == 0 else max(0, 2 - math.floor(math.log10(value)))
    return f"{value:,.{min(digits, 2)}f}"


def _number(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(str(value))
