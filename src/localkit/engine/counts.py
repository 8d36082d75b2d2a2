"""What a place reported, read as counts of the kit's indicators."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from localkit.engine.disclosure import Count
from localkit.model.kit import Kit
from localkit.model.period import period_of
from localkit.model.records import Observation

_NUMBER = re.compile(r"[0-9]{1,15}(?:\.[0-9]{1,6})?")


@dataclass(frozen=True)
class LeftOut:
    """A row of observations.csv that cannot be read as a count of an indicator.

    Attributes:
        line: Line of the file, counted from 1.
        why: In plain words.
    """

    line: int
    why: str


def indicators(kit: Kit) -> dict[str, Mapping[str, Any]]:
    """The kit's indicators, by id."""
    return {item["id"]: item for item in kit.data.get("indicators") or ()}


def number_of(text: str) -> Decimal | None:
    """A whole or decimal number that is not negative, or None where a text is none."""
    return Decimal(text) if _NUMBER.fullmatch(text) else None


def counts_of(kit: Kit, rows: Iterable[Observation]) -> tuple[dict[str, list[Count]], list[LeftOut]]:
    """Counts by indicator, in the order of the file, and the rows that are none.

    Of two for the same period the later one holds.
    """
    known = indicators(kit)
    found: dict[str, dict[str, Count]] = {}
    left: list[LeftOut] = []
    for row in rows:
        why, count = _count(known, row)
        if count is None:
            left.append(LeftOut(row.line, why))
        else:
            found.setdefault(row.indicator, {})[count.period.text] = count
    return {name: list(counts.values()) for name, counts in found.items()}, left


def _count(known: Mapping[str, Any], row: Observation) -> tuple[str, Count | None]:
    """Why a row is no count, or the count."""
    period = period_of(row.period)
    numerator = number_of(row.numerator)
    denominator = number_of(row.denominator) if row.denominator else None
    if row.indicator not in known:
        return "the kit has no such indicator", None
    if period is None:
        return "the period is not written as localkit reads it", None
    if numerator is None or (row.denominator and denominator is None):
        return "there is no number that localkit can read", None
    return "", Count(period, numerator, denominator)
