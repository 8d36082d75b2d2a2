"""Whether a row that somebody reports is one: the kit's indicator, its kind of period, numbers that can be."""

from __future__ import annotations

import datetime
import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from localkit.engine.counts import indicators, number_of
from localkit.engine.disclosure import Count, policy_of, published
from localkit.model.kit import Kit
from localkit.model.period import EXAMPLES, Form, period_of
from localkit.model.records import Observation

_FREQUENCIES: Mapping[str, Form] = {
    **{form: form for form in EXAMPLES},
    **dict.fromkeys(("annual", "annually"), "yearly"),
}
_MONEY_LIKE = re.compile(r"[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?")


@dataclass(frozen=True)
class Wrong:
    """What is wrong with a row, and what to do about it."""

    message: str
    hint: str


def wrong_with(kit: Kit, row: Observation, today: datetime.date) -> Wrong | None:
    """What is wrong with a row that somebody reports, or None where nothing is."""
    known = indicators(kit)
    if row.indicator not in known:
        return _no_indicator(row.indicator, known)
    indicator = known[row.indicator]
    return _period_problem(indicator, row.period, today) or _number_problem(indicator, row)


def _no_indicator(name: str, known: Mapping[str, Any]) -> Wrong:
    if not known:
        return Wrong("the kit has no indicators", "Whoever publishes it can add some, in kit.yaml.")
    close = difflib.get_close_matches(name, known, 1)
    meant = f'Did you mean "{close[0]}"? ' if close else ""
    return Wrong(f'the kit has no indicator "{name}"', f"{meant}There are: {', '.join(known)}.")


def _period_problem(indicator: Mapping[str, Any], text: str, today: datetime.date) -> Wrong | None:
    period = period_of(text)
    form = _FREQUENCIES.get(str(indicator.get("frequency", "")).lower())
    if period is None or (form is not None and period.form != form):
        return Wrong(f'"{text}" is no period for "{indicator["id"]}"', _written(form))
    if period.start > today:
        return Wrong(f"{text} has not begun yet", "See whether the year is right.")
    return None


def _written(form: Form | None) -> str:
    if form is not None:
        return f"It is reported {form}; write the period as {EXAMPLES[form]}."
    *others, last = EXAMPLES.values()
    return f"Write it as {', '.join(others)} or {last}."


def _number_problem(indicator: Mapping[str, Any], row: Observation) -> Wrong | None:
    for text in (row.numerator, *([row.denominator] if row.denominator else [])):
        if number_of(text) is None:
            return _no_number(text)
    one, of = number_of(row.numerator), number_of(row.denominator)
    if indicator.get("share") and one is not None and of is not None and one > of:
        said = f"{row.numerator} out of {row.denominator} cannot be"
        return Wrong(
            said,
            f"First {indicator.get('numerator', 'the part')}, then {indicator.get('denominator', 'all')}.",
        )
    return None


def _no_number(text: str) -> Wrong:
    if not text:
        return Wrong("the number is missing", "Nought is a number, too: 0.")
    if text.startswith("-"):
        return Wrong(f"{text} is less than nothing", "Write how many there were.")
    if _MONEY_LIKE.fullmatch(text):
        return Wrong(
            f'"{text}" can be read in two ways', f"Write it without commas: {text.replace(',', '')}."
        )
    return Wrong(f'"{text}" is no number', "Write numbers as 12 or 3.5, with up to 15 digits.")


def is_withheld(kit: Kit, row: Observation) -> bool:
    """Whether a row that is right has a number that does not leave the place as it is."""
    indicator, period, one = indicators(kit)[row.indicator], period_of(row.period), number_of(row.numerator)
    policy = policy_of(kit)
    if period is None or one is None or not policy.protects(indicator):
        return False
    counts = [Count(period, one, number_of(row.denominator))]
    return published(counts, policy, share=indicator.get("share", True))[0].masked
