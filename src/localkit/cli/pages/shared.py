"""What places changed and let the network see, by element, with their reasons."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from localkit.actions.portfolio_report import ReportedPlace
from localkit.cli.pages.detail import FEWER, Detail, first_of, left_out, shortened
from localkit.cli.pages.heat_map import element_titles
from localkit.cli.pages.markup import Html, joined, name_of, tag
from localkit.cli.pages.parts import listed, section
from localkit.model.frame import Frame
from localkit.wording import counted

_HOW: Final = f"localkit portfolio show PLACE tells all of one place, and {FEWER}"
FIELDS: Final = ("what", "nature", "contextual", "goal", "reasons", "duration")
"""What FRAME asks and a page tells of a record."""


def shared_adaptations(name: str, words: Frame, places: Sequence[ReportedPlace], detail: Detail) -> Html:
    """Records that are marked for the network or the public; how many others there are is a number only."""
    titles: dict[str | None, str] = dict(element_titles(places).items())
    titles[None] = "No element of the core"
    found: dict[str | None, list[tuple[str, Mapping[str, Any]]]] = {key: [] for key in titles}
    for place in places:
        for item in place.data["adaptations"]:
            key = item["element"] if item["element"] in titles else None
            found[key].append((place.name, item))
    others = sum(sum(place.data["adaptation_counts"].values()) for place in places)
    return section(
        name,
        "Adaptations that places share",
        tag("p", f"{counted(others, 'other record')} not shared; no words of those are here."),
        *(
            part
            for key, items in found.items()
            if items
            for part in _element(titles[key], items, words, detail)
        ),
        level=3,
    )


def _element(
    title: str, items: Sequence[tuple[str, Mapping[str, Any]]], words: Frame, detail: Detail
) -> Iterator[Html | None]:
    yield tag("h4", title)
    shown = first_of(items, detail.records)
    yield listed([_record(place, item, words, detail.words) for place, item in shown])
    yield left_out(len(items), detail.records, "record", _HOW)


def _record(place: str, item: Mapping[str, Any], words: Frame, limit: int | None) -> Html:
    summary = tag("bdi", shortened(str(item["summary"]), limit))
    return joined([name_of(place), f", {item['date']}: ", summary, told(item, words)])


def told(item: Mapping[str, Any], words: Frame) -> Html:
    """FRAME's answers of a record in words; none where it has none."""
    said = [
        f"{words.field(field).title}: {', '.join(words.words(field, code) for code in codes)}"
        for field in FIELDS
        if (codes := _codes(item.get(field)))
    ]
    return joined([Html(" "), tag("span", f"{'; '.join(said)}.", class_="quiet")]) if said else Html()


def _codes(value: object) -> list[str]:
    if isinstance(value, list | tuple):
        return [str(code) for code in value]
    return [str(value)] if value else []
