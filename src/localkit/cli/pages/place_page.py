"""The page about one place, to show to its board."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from localkit import wording
from localkit.actions.report import PlaceReport
from localkit.cli.pages.figures import Figures, shown_of
from localkit.cli.pages.indicators import meaning
from localkit.cli.pages.markup import Html, joined, tag
from localkit.cli.pages.page import page
from localkit.cli.pages.parts import legend, light_cell, listed, section, share, table
from localkit.cli.pages.place_records import decisions, exceptions, records
from localkit.engine.intervals import measure_of
from localkit.model.divergence import ElementDivergence


def place_page(report: PlaceReport) -> bytes:
    """One file for a browser, by which nothing else is asked for."""
    opened = report.status.local_version
    title = opened.record.place_name or opened.root.name
    parts = [
        ("summary", "Summary", _summary(report)),
        ("elements", "What carries the programme", _elements(report)),
        ("records", "What was recorded", records(report)),
        ("exceptions", "Exceptions", exceptions(report)),
        ("decisions", "Core changes", decisions(report)),
        ("outcomes", "Outcomes", _outcomes(report)),
    ]
    intro = [
        f"{report.status.divergence.kit.title}, release {opened.record.kit_version}. Stage: {opened.record.stage}. "
        f"As on {report.day.isoformat()}.",
        "This page is for this place: it has the words of its records, those too that the network does not see.",
    ]
    return page(tag("bdi", title), intro, parts, "Made by localkit from the place's own folder.")


def _summary(report: PlaceReport) -> Html:
    found = report.status.divergence
    said = {
        "Behind the core": wording.behind(dict(found.behind) if found.behind else None),
        "Recorded": f"{wording.counted(found.recorded, 'element')} with changes that are recorded or agreed",
        "Not yet recorded": f"{wording.counted(found.unrecorded, 'element')} that touch what the core holds tight, and "
        "nobody has said why yet",
        "Core kept": f"{share(found.core_kept)} of what the core holds tight is as it was",
        "Locally shaped": f"{share(found.locally_shaped)} of what is loose is this place's own",
    }
    rows = [tag("div", tag("dt", term), tag("dd", words)) for term, words in said.items()]
    pressing = [
        f"{item.change.summary} ({wording.CLASS_WORD[item.change.change_class]}; "
        f"{wording.PRESSING_WORD[item.standing]})"
        for item in report.status.pressing
    ]
    first = [tag("h3", "First of all"), listed(pressing)] if pressing else []
    return section("summary", "Summary", *first, tag("dl", *rows, class_="cards"))


def _elements(report: PlaceReport) -> Html:
    return section("elements", "What carries the programme", legend(), *_functions(report))


def _functions(report: PlaceReport) -> Iterator[Html]:
    """A table for each function with the elements that serve it; at the end those that serve none."""
    found = report.status.divergence
    for function in found.kit.functions:
        serving = [item for item in found.elements if function.id in item.element.serves]
        if serving:
            yield _table(function.statement, serving)
    others = [item for item in found.elements if not item.element.serves]
    if others:
        yield _table("Other elements" if found.kit.functions else "Elements", others)


def _table(caption: str, elements: list[ElementDivergence]) -> Html:
    heads = ["Element", "How far a place may change it", "How it is here", "Why it is held"]
    return table(caption, heads, [_row(item) for item in elements])


def _row(item: ElementDivergence) -> list[object]:
    element = item.element
    may = wording.PROSCRIBED if element.proscribed else wording.LATITUDE_WORD[element.latitude]
    cell = light_cell(item.light, item.state)
    outside = list(dict.fromkeys(item.broken)) if item.in_bounds is False else []
    words = joined([cell.content, listed(outside) if outside else None])
    return [element.title, may, type(cell)(words, cell.class_), wording.BASIS_WORD[element.basis]]


def _outcomes(report: PlaceReport) -> Html:
    kit = report.status.divergence.kit
    known = {item["id"]: item for item in kit.data.get("indicators") or ()}
    order = list(known)
    newest = sorted(report.observations, key=lambda item: item["period"], reverse=True)
    figures = {
        name: Figures.of(
            measure_of(known[name]), [shown_of(item) for item in newest if item["indicator"] == name]
        )
        for name in {item["indicator"] for item in newest}
    }
    rows = [
        _outcome(known[item["indicator"]], item, figures[item["indicator"]])
        for item in sorted(newest, key=lambda item: order.index(item["indicator"]))
    ]
    if not rows:
        return section("outcomes", "Outcomes", tag("p", "None was reported yet."))
    heads = ["Indicator", "What it counts", "Period", "Reported"]
    return section("outcomes", "Outcomes", tag("p", _CHANCE), table("Reported outcomes", heads, rows))


def _outcome(indicator: Mapping[str, Any], item: Mapping[str, Any], figures: Figures) -> list[object]:
    title = f"{indicator['title']}, {figures.per}" if figures.per else indicator["title"]
    return [title, meaning(indicator) or "–", item["period"], figures.count(item)]


_CHANCE: Final = (
    "Chance alone moves such numbers, small ones most. The range in brackets says how far: with 95 % confidence the "
    "value without chance lies in it. Withheld: a small count of people, or a number that would give one away."
)
