"""Each element in numbers: at how many places it has which light, and what is said of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from localkit import wording
from localkit.actions.portfolio_report import ReportedPlace
from localkit.cli.pages.markup import Html
from localkit.cli.pages.parts import LIGHT_SHORT, Cell, table

_STATES: Final = {
    "recorded": ("recorded",),
    "agreed exception": ("excepted",),
    "not yet recorded": ("unrecorded", "changed_since_recorded"),
}


def element_numbers(kit: str, places: Sequence[ReportedPlace], titles: dict[str, str]) -> Html:
    """A row for each element, in the order of the kit; nought is a dash, so that what is there stands out."""
    lights: dict[str, Counter[str]] = {element: Counter() for element in titles}
    states: dict[str, Counter[str]] = {element: Counter() for element in titles}
    for place in places:
        for item in place.data["elements"]:
            if item["light"]:
                lights[item["id"]][item["light"]] += 1
                if item["light"] != "green":
                    states[item["id"]][item["state"]] += 1
    heads = [
        "Element",
        "Places that it is for",
        *(f"{sign} {LIGHT_SHORT[light]}" for light, sign in wording.LIGHT_SIGN.items()),
        *(f"of {wording.LIGHT_SIGN['yellow']} and {wording.LIGHT_SIGN['red']}: {word}" for word in _STATES),
    ]
    rows = [_row(titles[element], lights[element], states[element]) for element in titles]
    return table(f"Elements of {kit} in numbers of places", heads, rows, class_="numbers")


def _row(title: str, lights: Counter[str], states: Counter[str]) -> list[object]:
    return [
        title,
        lights.total(),
        _shown(lights["green"]),
        Cell(_shown(lights["yellow"]), "y") if lights["yellow"] else "–",
        Cell(_shown(lights["red"]), "r") if lights["red"] else "–",
        *(_shown(sum(states[state] for state in some)) for some in _STATES.values()),
    ]


def _shown(number: int) -> str:
    return str(number) if number else "–"
