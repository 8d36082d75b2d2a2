"""Periods as people write them."""

from __future__ import annotations

import datetime

import pytest

from localkit.model.period import EXAMPLES, period_of


@pytest.mark.parametrize(
    ("text", "form", "start", "end"),
    [
        ("2026", "yearly", "2026-01-01", "2026-12-31"),
        ("2026-Q1", "quarterly", "2026-01-01", "2026-03-31"),
        ("2026-Q4", "quarterly", "2026-10-01", "2026-12-31"),
        ("2024-02", "monthly", "2024-02-01", "2024-02-29"),
        ("2026-W01", "weekly", "2025-12-29", "2026-01-04"),
        ("2026-W53", "weekly", "2026-12-28", "2027-01-03"),
        ("2026-03-31", "daily", "2026-03-31", "2026-03-31"),
        ("9999", "yearly", "9999-01-01", "9999-12-31"),
    ],
)
def test_a_period_is_its_days(text: str, form: str, start: str, end: str) -> None:
    period = period_of(text)

    assert period is not None
    assert (period.form, str(period.start), str(period.end)) == (form, start, end)
    assert period.days == (datetime.date.fromisoformat(end) - datetime.date.fromisoformat(start)).days + 1


@pytest.mark.parametrize(
    "text",
    [
        *("", "26", "2026-Q5", "2026-q1", "2026-13", "2026-00", "2026-W54", "2025-W53", "2026-02-30"),
        *("March 2026", "Mar-26", "2026-3", "0000", "9999-W53", "2026-03-31 ", "\u0662\u0660\u0662\u0666"),
    ],
)
def test_anything_else_is_none(text: str) -> None:
    assert period_of(text) is None


def test_each_example_is_one_of_its_form() -> None:
    forms = {form: period.form for form, text in EXAMPLES.items() if (period := period_of(text))}

    assert forms == {form: form for form in EXAMPLES}
