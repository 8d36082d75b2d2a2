"""Periods that outcomes are reported for: a year, a quarter, a month, a week, a day."""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

Form: TypeAlias = Literal["yearly", "quarterly", "monthly", "weekly", "daily"]

EXAMPLES: Mapping[Form, str] = {
    "yearly": "2026",
    "quarterly": "2026-Q1",
    "monthly": "2026-03",
    "weekly": "2026-W05",
    "daily": "2026-03-31",
}
"""How a period of each form is written. A kit's ``frequency`` uses the same names."""

_FORMS: Mapping[Form, re.Pattern[str]] = {
    "yearly": re.compile(r"([0-9]{4})"),
    "quarterly": re.compile(r"([0-9]{4})-Q([1-4])"),
    "monthly": re.compile(r"([0-9]{4})-([0-9]{2})"),
    "weekly": re.compile(r"([0-9]{4})-W([0-9]{2})"),
    "daily": re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})"),
}


@dataclass(frozen=True)
class Period:
    """Some days on end.

    Attributes:
        text: As it is written: ``2026-Q1``.
        start: First day.
        end: Last day, inclusive.
    """

    text: str
    form: Form
    start: datetime.date
    end: datetime.date

    @property
    def days(self) -> int:
        """How many."""
        return (self.end - self.start).days + 1

    def overlaps(self, other: Period) -> bool:
        """Whether they share a day."""
        return self.start <= other.end and other.start <= self.end

    def within(self, other: Period) -> bool:
        """Whether each of its days is one of the other's."""
        return other.start <= self.start and self.end <= other.end


def period_of(text: str) -> Period | None:
    """A period as people write it, or None where it is none; a week is the ISO calendar's."""
    for form, pattern in _FORMS.items():
        match = pattern.fullmatch(text)
        if match:
            try:
                start, end = _days(form, [int(part) for part in match.groups()])
            except (ValueError, OverflowError):
                return None
            return Period(text, form, start, end)
    return None


def _days(form: Form, said: list[int]) -> tuple[datetime.date, datetime.date]:
    """First and last day. Raises ValueError where the calendar has no such period."""
    if form == "daily":
        day = datetime.date(*said)
        return day, day
    if form == "weekly":
        monday = datetime.date.fromisocalendar(said[0], said[1], 1)
        return monday, monday + datetime.timedelta(days=6)
    year, first, months = {
        "yearly": (said[0], 1, 12),
        "quarterly": (said[0], said[-1] * 3 - 2, 3),
        "monthly": (said[0], said[-1], 1),
    }[form]
    last = first + months - 1
    return datetime.date(year, first, 1), _month_end(year, last)


def _month_end(year: int, month: int) -> datetime.date:
    return datetime.date(year, month, calendar.monthrange(year, month)[1])


def forms() -> Iterator[str]:
    """Each form with its example, for people."""
    return (f"{example} ({form})" for form, example in EXAMPLES.items())
