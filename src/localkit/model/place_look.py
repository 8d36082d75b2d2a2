"""A place of a portfolio in short: what screens about many places hold of each, ten thousand of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from localkit.model.portfolio import PlaceName
from localkit.model.vocabulary import LIGHTS

Wait: TypeAlias = Literal["decision", "change", "exception", "unread", "record", "new"]
WAITS: Final[tuple[Wait, ...]] = ("decision", "change", "exception", "unread", "record", "new")
"""What can wait for somebody at a place: an order of kinds, each there or not, however often."""

_STATES: Final = (
    "not_applicable",
    "as_core",
    "excepted",
    "changed_since_recorded",
    "recorded",
    "unrecorded",
)
_LIGHTS: Final = (None, *LIGHTS)
_CELLS: Final[dict[tuple[str | None, str], str]] = {
    (light, state): chr(ord("A") + len(_STATES) * row + column)
    for row, light in enumerate(_LIGHTS)
    for column, state in enumerate(_STATES)
}
_MEANT: Final = {letter: meaning for meaning, letter in _CELLS.items()}


def cell(light: str | None, state: str) -> str:
    """An element's light and state as one letter: a text of these is a tenth of what they take as they are."""
    return _CELLS[light, state]


def of_cell(letter: str) -> tuple[str | None, str]:
    """Light and state that a letter stands for."""
    return _MEANT[letter]


@dataclass(frozen=True, slots=True)
class Release:
    """A release of a kit and its elements, one value for all places that have it.

    Attributes:
        kit: The kit's name.
        version: The release.
        elements: Id and title of each element, in the kit's order.
    """

    kit: str
    version: str
    elements: tuple[tuple[str, str], ...]

    @property
    def shown(self) -> str:
        """For people."""
        return f"{self.kit} {self.version}"


@dataclass(frozen=True, slots=True)
class ExceptionLook:
    """An exception as a snapshot tells it; the fields are the format's."""

    element: str
    status: str
    start: str
    until: str
    granted_by: str | None


@dataclass(frozen=True, slots=True)
class PlaceSeen:
    """What the newest snapshot of a place says.

    Attributes:
        release: The release that it is on.
        code: Its official code; empty where it has none.
        area: Its nation, or region, as people write it; empty where it does not tell.
        stage: Where it is in its work.
        lights: Numbers of elements that are green, yellow, red.
        behind: Releases that it is behind; None where nobody looked.
        recorded: Elements whose changes are recorded or agreed.
        unrecorded: Elements not yet recorded whose light is not green.
        decisions: Passages of an update that need a decision.
        core_kept: 0 to 1, or None.
        locally_shaped: 0 to 1, or None.
        heard: The day on which it was last seen to be like that.
        cells: A letter for each element of the release, see ``cell``.
        exceptions: Its exceptions.
        changes: Core changes, and what it says of each.
    """

    release: Release
    code: str
    area: str
    stage: str
    lights: tuple[int, int, int]
    behind: int | None
    recorded: int
    unrecorded: int
    decisions: int
    core_kept: float | None
    locally_shaped: float | None
    heard: str
    cells: str
    exceptions: tuple[ExceptionLook, ...]
    changes: tuple[tuple[str, str], ...]

    def look(self, element: str) -> tuple[str | None, str] | None:
        """Light and state of an element; None where its release does not have it."""
        for letter, (name, _) in zip(self.cells, self.release.elements, strict=True):
            if name == element:
                return of_cell(letter)
        return None


@dataclass(frozen=True, slots=True)
class PlaceLook:
    """A place with what is known of it.

    Attributes:
        place: Its name and where it is.
        seen: What its newest snapshot says; None where there is none.
        waits: What waits for somebody there, in the order of ``WAITS``.
    """

    place: PlaceName
    seen: PlaceSeen | None
    waits: tuple[Wait, ...]
