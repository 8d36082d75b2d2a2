"""Elements by places: a table in which sign, word and colour say the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from localkit.actions.portfolio_report import ReportedPlace
from localkit.cli.pages.detail import FEWER, Detail
from localkit.cli.pages.element_numbers import element_numbers
from localkit.cli.pages.markup import Html, name_of, tag
from localkit.cli.pages.parts import Cell, legend, light_cell, section, table
from localkit.engine.snapshot_telling import element_titles as engine_titles

_NO_CELLS: Final = (
    "Each element at each place is left out, so that the page stays small; localkit portfolio show PLACE tells it of "
    f"one place, and {FEWER}."
)
_WIDE: Final = 12
"""Elements that fit beside each other on a sheet of A4 and can still be read."""


def heat_map(name: str, kit: str, places: Sequence[ReportedPlace], detail: Detail) -> Html:
    """Which element has which light and state at which place."""
    return section(
        name,
        "Elements and places",
        legend(),
        element_numbers(kit, places, element_titles(places)),
        *(_by_place(kit, places) if detail.cells else [tag("p", _NO_CELLS, class_="left-out")]),
        level=3,
    )


def _by_place(kit: str, places: Sequence[ReportedPlace]) -> Iterator[Html]:
    yield tag("p", "An element without a light is not for that place, or its release does not have it.")
    yield from _tables(kit, places)


def _tables(kit: str, places: Sequence[ReportedPlace]) -> Iterator[Html]:
    """As many tables side by side as paper needs to be wide enough, each with about as many elements."""
    titles = element_titles(places)
    number = -(-len(titles) // _WIDE)
    for at in range(number):
        first, end = (len(titles) * edge // number for edge in (at, at + 1))
        some = list(titles)[first:end]
        part = f", {first + 1} to {end} of {len(titles)}" if number > 1 else ""
        heads = ["Place", *(titles[element] for element in some)]
        yield table(
            f"Elements of {kit} at each place{part}",
            heads,
            [_row(place, some) for place in places],
            class_="heat",
        )


def element_titles(places: Sequence[ReportedPlace]) -> dict[str, str]:
    """Title of each element by id, in the order of the newest release; what only earlier ones have comes last."""
    return engine_titles(
        (place.heard.snapshot.kit_version, [(item["id"], item["title"]) for item in place.data["elements"]])
        for place in places
    )


def _row(place: ReportedPlace, elements: Sequence[str]) -> list[object]:
    known = {item["id"]: item for item in place.data["elements"]}
    return [name_of(place.name), *(_cell(known.get(element)) for element in elements)]


def _cell(item: dict[str, Any] | None) -> object:
    """A cell; one that is fine has the ground of the table, which keeps the page small."""
    if item is None:
        return Cell("– not in its release", "n")
    cell = light_cell(item["light"], item["state"])
    return cell.content if item["light"] == "green" else cell
