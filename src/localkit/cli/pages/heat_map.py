"""Elements by places: a table in which sign, word and colour say the same."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from localkit.actions.portfolio_report import ReportedPlace
from localkit.cli.pages.markup import Html, name_of, tag
from localkit.cli.pages.parts import Cell, legend, light_cell, section, table
from localkit.model.semver import version_key


def heat_map(name: str, kit: str, places: Sequence[ReportedPlace]) -> Html:
    """Which element has which light and state at which place."""
    titles = element_titles(places)
    rows = [_row(place, list(titles)) for place in places]
    return section(
        name,
        "Elements and places",
        legend(),
        tag("p", "An element without a light is not for that place, or its release does not have it."),
        table(f"Elements of {kit} at each place", ["Place", *titles.values()], rows),
        level=3,
    )


def element_titles(places: Sequence[ReportedPlace]) -> dict[str, str]:
    """Title of each element by id, in the order of the newest release; what only earlier ones have comes last."""
    newest = sorted(places, key=lambda item: version_key(item.heard.snapshot.kit_version), reverse=True)
    titles: dict[str, str] = {}
    for place in newest:
        for item in place.data["elements"]:
            titles.setdefault(item["id"], item["title"])
    return titles


def _row(place: ReportedPlace, elements: Sequence[str]) -> list[object]:
    known = {item["id"]: item for item in place.data["elements"]}
    return [name_of(place.name), *(_cell(known.get(element)) for element in elements)]


def _cell(item: dict[str, Any] | None) -> Cell:
    if item is None:
        return Cell("– not in its release", "n")
    return light_cell(item["light"], item["state"])
