"""All that a portfolio knows of one place, as a page of words. Knows no screen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from textual.content import Content

from localkit.actions.portfolio_show import Shown
from localkit.actions.portfolio_words import behind_shown, nation_shown, standing_shown
from localkit.engine.snapshot_telling import open_decisions
from localkit.model.place_look import cell
from localkit.syntax.harmless import in_one_line
from localkit.tui.heat import sign_of
from localkit.wording import counted, percent

_HEAD = "bold $primary"


class PlacePage(NamedTuple):
    """The page, and where on it an element is.

    Attributes:
        text: All of it.
        line: The line of the element that was asked for; nought where none was.
    """

    text: Content
    line: int


def place_page(shown: Shown, today: Any, element: str | None) -> PlacePage:
    """All of a place; what differs from the core comes first among its elements.

    Args:
        shown: What is known of it.
        today: The present day.
        element: Id of the element to point at.
    """
    known = shown.followed.known
    lines = [
        Content(in_one_line(f"{known.place.label}, known by {_KIND[known.place.kind]}: {known.place.where}"))
    ]
    if known.reason:
        lines.append(
            Content(in_one_line(f"Could not be read the last time: {known.reason}")).stylize("$light-red")
        )
    at = 0
    if shown.followed.heard is None:
        lines.append(Content("Nothing is known of it yet."))
    else:
        data = shown.followed.heard.snapshot.data
        lines += [Content(in_one_line(line)) for line in _stands(data, shown.followed.heard.last_seen)]
        lines += [Content(""), Content("Elements").stylize(_HEAD)]
        for item in data["elements"]:
            if item["id"] == element:
                at = len(lines)
            lines.append(_element(item, chosen=item["id"] == element))
        titles = {item["id"]: item["title"] for item in data["elements"]}
        lines += _part("Exceptions", _exceptions(data, titles, today))
        lines += _part("What was recorded, and why", _records(data, titles))
    return PlacePage(Content("\n").join(lines), at)


_KIND = {
    "folder": "a folder",
    "git": "a git repository",
    "url": "an address",
    "bundle": "a bundle that it sent",
}


def _stands(data: Mapping[str, Any], last_seen: str) -> Iterator[str]:
    nation = nation_shown(data)
    where = [f"{data['kit']['name']} {data['kit']['version']}", data["stage"], *([nation] if nation else [])]
    yield f"{', '.join(where)}; last heard {last_seen[:10]}"
    yield f"{behind_shown(data['behind'])}; {data['recorded']} recorded; {data['unrecorded']} not yet recorded"
    measures = {"core kept": data["core_kept"], "locally shaped": data["locally_shaped"]}
    told = [f"{name} {percent(value)}" for name, value in measures.items() if value is not None]
    if told:
        yield ", ".join(told)
    still = data["open_update"]
    if still is not None:
        waits = counted(open_decisions(data), "passage needs a decision", "passages need a decision")
        changes = ", ".join(still.get("changes", ()))
        yield f"An update from {still['from']} to {still['to']} is open: {waits}" + (
            f" ({changes})" if changes else ""
        )


def _element(item: Mapping[str, Any], *, chosen: bool) -> Content:
    sign = sign_of(cell(item["light"], item["state"]))
    style = f"$light-{sign.style}" if sign.style in ("red", "yellow", "green") else "$quiet"
    mark = "▶ " if chosen else "  "
    line = Content.assemble(
        mark, (f"{sign.sign} ", style), in_one_line(item["title"]), (f"  {sign.words}", "$quiet")
    )
    return line.stylize("bold") if chosen else line


def _part(title: str, lines: Iterator[str]) -> list[Content]:
    found = [Content(f"  {in_one_line(line)}") for line in lines]
    return [Content(""), Content(title).stylize(_HEAD), *found] if found else []


def _exceptions(data: Mapping[str, Any], titles: Mapping[str, str], today: Any) -> Iterator[str]:
    for item in sorted(data["exceptions"], key=lambda item: item["until"]):
        title = titles.get(item["element"], item["element"] or "no element of the core")
        yield f"{title}: {standing_shown(item, today)}, {item['from']} to {item['until']}"


def _records(data: Mapping[str, Any], titles: Mapping[str, str]) -> Iterator[str]:
    for item in data["adaptations"]:
        title = titles.get(item["element"], item["element"] or "what no element claims")
        yield f"{item['date']} {title}: {item['summary']}"
    kept = sum(data["adaptation_counts"].values())
    if kept:
        yield f"{counted(kept, 'record')} for the place's own eyes"
