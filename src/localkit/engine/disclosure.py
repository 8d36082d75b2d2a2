"""Small counts of people, protected before they leave a place (statistical disclosure control).

The method is small-number suppression with rounding, as NHS Digital applies it to counts below the national level in
Hospital Episode Statistics: 1 to 7 is not shown, every other count is rounded to the nearest 5, nought is shown. What
a kit says under ``disclosure`` sets the range and the rounding.

Primary suppression withholds each count in the range. Secondary suppression withholds a second number wherever the
first could be got by adding and taking away:

- of "N out of D", N is withheld where D - N, those who are left, is in the range;
- of a count for a longer period, each that shares a day with a shorter one of which the same count is withheld;
- and each from which taking the shorter ones away leaves a rest in the range.

**The attack that it is held against.** Somebody has everything that was published of one indicator of one place at one
time, knows the kit's policy and this method, and adds, takes away and tries out; they take for granted that longer
periods are the sums of shorter ones and that N is a part of D. They are not told which of the withheld numbers are
small. For each small number of a period that shares no day with a shorter one, every other value of the range gives
the same publication: change it, and all that changes with it is withheld anyhow. So its size cannot be told within the
range. Not covered: indicators whose counts add up to one another, and what is known from elsewhere, an earlier snapshot
with other numbers among it.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from localkit.model.kit import Kit
from localkit.model.period import Period


@dataclass(frozen=True)
class Policy:
    """How small counts are protected.

    Attributes:
        low: Smallest count that is withheld: 1, or 0 where nought is withheld, too. Counts between nought and a range
            that begins later are smaller still, so they are withheld with it.
        high: Largest count that is withheld.
        round_to: Others are shown as the nearest multiple of this.
        applies_to: ``person_based``, ``all`` or ``none``: for which indicators.
    """

    low: int = 1
    high: int = 7
    round_to: int = 5
    applies_to: str = "person_based"

    def protects(self, indicator: Mapping[str, Any]) -> bool:
        """Whether it is for an indicator of the kit."""
        if self.applies_to == "person_based":
            return bool(indicator.get("person_based", False))
        return self.applies_to == "all"

    def small(self, count: Decimal) -> bool:
        """Whether a count is withheld; what lies between two counts is as small as the nearer to nought."""
        return self.low - 1 < count < self.high + 1 and (count > 0 or self.low == 0)

    def rounded(self, count: Decimal) -> Decimal:
        """The nearest multiple of ``round_to``, the upper one of two that are as near."""
        return (count / self.round_to + Decimal("0.5")).to_integral_value("ROUND_FLOOR") * self.round_to


@dataclass(frozen=True)
class Count:
    """What a place counted in a period: a number, and what it is out of."""

    period: Period
    numerator: Decimal
    denominator: Decimal | None = None


@dataclass(frozen=True)
class Shown:
    """What is published of a count.

    Attributes:
        masked: Whether one of the numbers is withheld.
    """

    numerator: Decimal | None
    denominator: Decimal | None
    masked: bool = False


def policy_of(kit: Kit) -> Policy:
    """A kit's policy; what it does not say is as NHS Digital has it."""
    said: Mapping[str, Any] = kit.data.get("disclosure") or {}
    low, high = sorted(said.get("mask_range", (1, 7)))
    return Policy(min(low, 1), high, said.get("round_to", 5), said.get("applies_to", "person_based"))


def published(counts: Sequence[Count], policy: Policy, *, share: bool = True) -> list[Shown]:
    """What may be shown of one indicator's counts, in their order.

    Args:
        counts: Each period at most once.
        policy: How small counts are protected.
        share: Whether N may be a part of D; it is taken for one where it is not larger.
    """
    table = _Table(counts, policy, share)
    table.suppress()
    return [table.shown(number) for number in range(len(counts))]


def as_reported(counts: Sequence[Count]) -> list[Shown]:
    """The counts of an indicator that needs no protection."""
    return [Shown(item.numerator, item.denominator) for item in counts]


def total(parts: Iterable[Shown]) -> tuple[Shown, int]:
    """The sum of what several periods or places published, and how many of them withheld a number.

    It is made of published numbers alone, so it cannot tell more than they do. True counts are never to be added up
    where their parts were published.
    """
    items = list(parts)
    open_ones = [item for item in items if not item.masked]
    numerator = sum((item.numerator or Decimal(0) for item in open_ones), Decimal(0))
    denominators = [item.denominator for item in open_ones if item.denominator is not None]
    whole = sum(denominators, Decimal(0)) if len(denominators) == len(open_ones) and open_ones else None
    return Shown(numerator, whole, len(open_ones) < len(items)), len(items) - len(open_ones)


@dataclass
class _Column:
    """One number of every count: N, D, or those who are left (D - N)."""

    values: list[Decimal | None]
    hidden: list[bool] = field(default_factory=list)


class _Table:
    """The counts of one indicator, and which of their numbers are withheld."""

    def __init__(self, counts: Sequence[Count], policy: Policy, share: bool) -> None:
        self.counts, self.policy = counts, policy
        self.numerators = self._column([item.numerator for item in counts])
        self.denominators = self._column([item.denominator for item in counts])
        self.left = self._column([_left(item) if share else None for item in counts])
        self.shorter = _Shorter([item.period for item in counts])

    def _column(self, values: list[Decimal | None]) -> _Column:
        return _Column(values, [value is not None and self.policy.small(value) for value in values])

    def suppress(self) -> None:
        """Withhold what is small, then what would give it back; short periods first, as long ones stand on them."""
        order = sorted(range(len(self.counts)), key=lambda number: self.counts[number].period.days)
        for number in order:
            parts = self.shorter.of(self.counts[number].period)
            for column in (self.denominators, self.left, self.numerators):
                self._total(column, number, parts)
            if self.left.hidden[number] and self.numerators.values[number]:
                self.numerators.hidden[number] = True

    def _total(self, column: _Column, number: int, parts: list[list[int]]) -> None:
        if column.values[number] is None or column.hidden[number]:
            return
        column.hidden[number] = any(
            column.hidden[part] for level in parts for part in level
        ) or self._rest_is_small(column, number, parts)

    def _rest_is_small(self, column: _Column, number: int, parts: list[list[int]]) -> bool:
        whole = column.values[number]
        assert whole is not None  # noqa: S101  who asks has looked
        for level in (*parts, self._mixed(number, parts)):
            inside = [
                value for part in self._inside(number, level) if (value := column.values[part]) is not None
            ]
            rest = whole - sum(inside)
            if inside and rest > 0 and self.policy.small(rest):
                return True
        return False

    def _inside(self, number: int, level: Iterable[int]) -> Iterator[int]:
        period = self.counts[number].period
        return (part for part in level if self.counts[part].period.within(period))

    def _mixed(self, number: int, parts: list[list[int]]) -> list[int]:
        """Shorter periods of any length that fill as much of a longer one as they can, the longest of them first."""
        taken: list[int] = []
        for part in (part for level in parts for part in self._inside(number, level)):
            period = self.counts[part].period
            if not any(self.counts[other].period.overlaps(period) for other in taken):
                taken.append(part)
        return taken

    def shown(self, number: int) -> Shown:
        """What is published of a count."""
        numerator, denominator = (
            None if value is None or column.hidden[number] else self.policy.rounded(value)
            for column in (self.numerators, self.denominators)
            for value in (column.values[number],)
        )
        return Shown(
            numerator, denominator, self.numerators.hidden[number] or self.denominators.hidden[number]
        )


def _left(count: Count) -> Decimal | None:
    """D - N, where N may be a part of D."""
    if count.denominator is None or count.numerator > count.denominator:
        return None
    return count.denominator - count.numerator


class _Shorter:
    """Finds periods that are shorter than another and share a day with it."""

    def __init__(self, periods: Sequence[Period]) -> None:
        self.periods = periods
        self.levels: dict[str, list[int]] = {}
        for number in sorted(range(len(periods)), key=lambda number: periods[number].start):
            self.levels.setdefault(periods[number].form, []).append(number)
        self.starts = {
            form: [periods[number].start for number in level] for form, level in self.levels.items()
        }

    def of(self, period: Period) -> list[list[int]]:
        """Numbers of the periods, level by level, longest first; those of one level never overlap."""
        found = (self._in(form, period) for form in self.levels if form != period.form)
        shorter = ([n for n in level if self.periods[n].days < period.days] for level in found)
        return sorted(
            (level for level in shorter if level),
            key=lambda level: self.periods[level[0]].days,
            reverse=True,
        )

    def _in(self, form: str, period: Period) -> list[int]:
        level, starts = self.levels[form], self.starts[form]
        first = max(bisect.bisect_right(starts, period.start) - 1, 0)
        last = bisect.bisect_right(starts, period.end)
        return [number for number in level[first:last] if self.periods[number].overlaps(period)]
