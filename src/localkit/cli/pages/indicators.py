"""Outcomes that places reported, with what they are out of and how far chance goes; what is withheld says so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from localkit.actions.portfolio_report import ReportedPlace
from localkit.cli.pages.detail import FEWER, Detail, first_of, left_out
from localkit.cli.pages.figures import Figures, shown_of
from localkit.cli.pages.funnel_plot import STANDS_WORD, funnel_plot
from localkit.cli.pages.markup import Html, name_of, tag
from localkit.cli.pages.parts import section, table
from localkit.engine.disclosure import total
from localkit.engine.funnel import Funnel, funnel
from localkit.engine.intervals import Measure
from localkit.model.semver import version_key
from localkit.wording import counted

_NOTE: Final = (
    "Places are listed by name, not ranked. A small place's share swings further by chance alone than a large one's: "
    "two places of which nothing but their size differs can look far apart. So look first at how many it is out of, "
    "then at the range in brackets: with 95 % confidence the value that chance has moved lies in it. Ask before you "
    "conclude."
)
_WITHHELD: Final = (
    "Withheld: a small count of people, or a number that would give one away. Others may be rounded, which moves a "
    "value a little further than its range says. What is withheld is in no sum, no middle line and no funnel, so these "
    "may differ from what all places together had."
)
BETTER_WORD: Final = {"higher": "Higher is better.", "lower": "Lower is better."}


def indicators(name: str, kit: str, places: Sequence[ReportedPlace], detail: Detail) -> Html:
    """A table for each indicator: places by name, the newest periods side by side."""
    ids = sorted({item["indicator"] for place in places for item in place.data["observations"]})
    if not ids:
        return section(name, "Outcomes", tag("p", "No place has reported an outcome yet."), level=3)
    known = _meanings(places)
    parts = [
        part
        for number, indicator in enumerate(ids, 1)
        for part in _Outcome(f"{name}-{number}", kit, known.get(indicator, {"id": indicator}), places).parts(
            detail
        )
    ]
    return section(name, "Outcomes", tag("p", _NOTE), tag("p", _WITHHELD), *parts, level=3)


def _meanings(places: Sequence[ReportedPlace]) -> dict[str, Mapping[str, Any]]:
    """What each indicator is called and measures, as the newest release that a place has says."""
    ordered = sorted(places, key=lambda item: version_key(item.heard.snapshot.kit_version))
    return {item["id"]: item for place in ordered for item in place.data.get("indicators", ())}


def meaning(indicator: Mapping[str, Any]) -> str:
    """What is counted out of what, and which way is better; as far as the kit says."""
    top, below = indicator.get("numerator"), indicator.get("denominator")
    said = f"{top[:1].upper()}{top[1:]}{f', out of {below}' if below else ''}." if top else ""
    return f"{said} {BETTER_WORD.get(indicator.get('better', ''), '')}".strip()


class _Outcome:
    """One indicator at all places."""

    def __init__(
        self, name: str, kit: str, indicator: Mapping[str, Any], places: Sequence[ReportedPlace]
    ) -> None:
        self.name, self.indicator = name, indicator
        self.kit = kit
        self.title = str(indicator.get("title") or indicator["id"].replace("_", " "))
        self.measure: Measure | None = indicator.get("measure")
        self.names = {str(number): place.name for number, place in enumerate(places)}
        self.found = {
            str(number): said
            for number, place in enumerate(places)
            if (said := dict(_periods(place.data, indicator["id"])))
        }
        self.figures = Figures.of(
            self.measure, (shown_of(item) for said in self.found.values() for item in said.values())
        )
        self.periods = sorted({period for said in self.found.values() for period in said}, reverse=True)

    def parts(self, detail: Detail) -> Iterator[Html | None]:
        """Heading, what it means, funnel and table."""
        period, drawn = self._funnel()
        yield tag("h4", self.title)
        yield tag("p", said) if (said := meaning(self.indicator)) else None
        if drawn is not None and period is not None:
            yield funnel_plot(self.name, f"{self.title}, {period}", drawn, self.figures, self.names, detail)
        yield self._table(detail, period, drawn)
        yield left_out(len(self.found), detail.reports, "place", FEWER)

    def _funnel(self) -> tuple[str | None, Funnel | None]:
        """The newest period that enough places reported."""
        if self.measure is not None:
            for period in self.periods:
                published = {
                    key: shown_of(said[period]) for key, said in self.found.items() if period in said
                }
                if (drawn := funnel(self.measure, published)) is not None:
                    return period, drawn
        return None, None

    def _table(self, detail: Detail, period: str | None, drawn: Funnel | None) -> Html:
        periods = self.periods[: detail.periods]
        if period and period not in periods:
            periods = [*periods, period]
        more = len(self.periods) - len(periods)
        older = f"; {counted(more, 'earlier period')} left out" if more else ""
        heads = ["Place", *periods, *([f"Against chance, {period}"] if drawn else [])]
        rows = [
            [
                name_of(self.names[key]),
                *(self.figures.count(said.get(one)) for one in periods),
                *([_stands(drawn, key)] if drawn else []),
            ]
            for key, said in first_of(list(self.found.items()), detail.reports)
        ]
        foot = ["Sum of what is shown", *(self._sum(one) for one in periods), *(["–"] if drawn else [])]
        per = f", {self.figures.per}" if self.figures.per else ""
        return table(f"{self.title}{per}{older}", heads, rows, foot=foot, of=self.kit)

    def _sum(self, period: str) -> str:
        found = [said[period] for said in self.found.values() if period in said]
        whole, withheld = total([shown_of(item) for item in found])
        if len(found) == withheld:
            return "withheld"
        left = f", {counted(withheld, 'place')} withheld" if withheld else ""
        item = {"numerator": float(whole.numerator or 0), "denominator": None, "masked": False}
        if whole.denominator is not None:
            item["denominator"] = float(whole.denominator)
        return f"{self.figures.count(item)} at {counted(len(found) - withheld, 'place')}{left}"


def _periods(data: Mapping[str, Any], indicator: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    return ((item["period"], item) for item in data["observations"] if item["indicator"] == indicator)


def _stands(drawn: Funnel, key: str) -> str:
    point = drawn.points.get(key)
    return "not in the picture" if point is None else STANDS_WORD[point.stands]
