"""Elements by places: which sign stands for what, and where a release has which element. Knows no screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final, NamedTuple

from localkit import wording
from localkit.engine.snapshot_telling import element_titles
from localkit.model.place_look import PlaceLook, PlaceSeen, Release, of_cell

ABSENT: Final = " "
"""What stands where a place's release does not have an element."""


class Sign(NamedTuple):
    """What stands in a cell.

    Attributes:
        sign: One character.
        style: The name of its colour.
        words: What it means.
    """

    sign: str
    style: str
    words: str


LEGEND: Final = (
    Sign("·", "quiet", "as the core"),
    Sign("●", "green", "the place's own"),
    Sign("○", "green", "and recorded"),
    Sign("▲", "yellow", "needs care"),
    Sign("△", "yellow", "and recorded"),
    Sign("■", "red", "touches the core"),
    Sign("□", "red", "and recorded"),
    Sign("◆", "", "agreed exception"),
    Sign("–", "quiet", "does not apply"),
    Sign(ABSENT, "", "blank: not in the place's release"),
)
"""All signs. What is filled has not been recorded, what is hollow has."""
_LIGHTS: Final = {"green": "●○", "yellow": "▲△", "red": "■□"}


@cache
def sign_of(letter: str) -> Sign:
    """What stands for an element's light and state, with both in full."""
    light, state = of_cell(letter)
    if light is None:
        return Sign("–", "quiet", wording.STATE_WORD["not_applicable"])
    words = wording.state_shown(light, state)
    told = words if light == "green" else f"{wording.LIGHT_WORD[light]}; {words}"
    if state == "excepted":
        return Sign("◆", light, told)
    if light == "green" and state == "as_core":
        return Sign("·", "quiet", told)
    return Sign(_LIGHTS[light][state == "recorded"], light, told)


class HeatMap:
    """The places of one kit, and its elements as they stand at each.

    Args:
        places: The places, as they are to be shown.
    """

    def __init__(self, places: Sequence[PlaceLook] = ()) -> None:
        self.places = places
        releases = {id(look.seen.release): look.seen.release for look in places if look.seen}
        titles = element_titles((release.version, release.elements) for release in releases.values())
        self.elements = list(titles.items())
        self._at = {key: self._columns(release) for key, release in releases.items()}

    def _columns(self, release: Release) -> list[int | None]:
        at = {element: number for number, (element, _) in enumerate(release.elements)}
        return [at.get(element) for element, _ in self.elements]

    def cells(self, seen: PlaceSeen, first: int, end: int) -> Iterator[Sign | None]:
        """What stands at a place in some columns; None where its release does not have the element."""
        letters = seen.cells
        for at in self._at[id(seen.release)][first:end]:
            yield None if at is None else sign_of(letters[at])
