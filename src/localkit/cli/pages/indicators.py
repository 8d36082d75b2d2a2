"""Outcomes that places reported, with what they are out of; what is withheld says so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from localkit.actions.portfolio_report import ReportedPlace
from localkit.cli.pages.markup import Html, name_of, tag
from localkit.cli.pages.parts import section, table
from localkit.engine.disclosure import Shown, total
from localkit.wording import counted

_PERIODS: Final = 4
_NOTE: Final = (
    "Places are listed by name, not ranked. A small place's share swings further by chance alone than a large one's: "
    "two places of which nothing but their size differs can look far apart. So look first at how many it is out of, "
    "and ask before you conclude. Withheld: a small count of people, or a number that would give one away. Others may "
    "be rounded."
)


def indicators(name: str, places: Sequence[ReportedPlace]) -> Html:
    """A table for each indicator: places by name, the newest periods side by side."""
    names = sorted({item["indicator"] for place in places for item in place.data["observations"]})
    tables = [_table(indicator, places) for indicator in names]
    if not tables:
        return section(name, "Outcomes", tag("p", "No place has reported an outcome yet."), level=3)
    return section(name, "Outcomes", tag("p", _NOTE), *tables, level=3)


def _table(indicator: str, places: Sequence[ReportedPlace]) -> Html:
    reported = {place.name: found for place in places if (found := dict(_periods(place.data, indicator)))}
    every = sorted({period for found in reported.values() for period in found}, reverse=True)
    periods = every[:_PERIODS]
    older = f"; {counted(len(every) - _PERIODS, 'earlier period')} left out" if len(every) > _PERIODS else ""
    rows = [
        [name_of(place.name), *(count_shown(found.get(period)) for period in periods)]
        for place in places
        if (found := dict(_periods(place.data, indicator)))
    ]
    foot = ["Sum of what is shown", *(_sum(places, indicator, period) for period in periods)]
    return table(f"{indicator.replace('_', ' ')}{older}", ["Place", *periods], rows, foot=foot)


def _periods(data: Mapping[str, Any], indicator: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    return ((item["period"], item) for item in data["observations"] if item["indicator"] == indicator)


def count_shown(item: Mapping[str, Any] | None) -> str:
    """A count with what it is out of."""
    if item is None:
        return "–"
    numerator, denominator = item["numerator"], item["denominator"]
    if item["masked"] and numerator is None and denominator is None:
        return "withheld"
    shown = "withheld" if numerator is None else f"{numerator:g}"
    if denominator is None:
        return f"{shown} out of a number withheld" if item["masked"] and numerator is not None else shown
    return f"{shown} out of {denominator:g}"


def _sum(places: Sequence[ReportedPlace], indicator: str, period: str) -> str:
    found = [item for place in places if (item := dict(_periods(place.data, indicator)).get(period))]
    whole, withheld = total(
        [Shown(_number(i["numerator"]), _number(i["denominator"]), i["masked"]) for i in found]
    )
    left = f", {counted(withheld, 'place')} withheld" if withheld else ""
    out_of = "" if whole.denominator is None else f" out of {whole.denominator:f}"
    if len(found) == withheld:
        return "withheld"
    return f"{whole.numerator:f}{out_of} at {counted(len(found) - withheld, 'place')}{left}"


def _number(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(str(value))
