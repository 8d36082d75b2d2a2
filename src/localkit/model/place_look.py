"""A place of a portfolio in short: what screens about many places hold of each.

These are tuples: ten thousand of them are made in no time, and so are their classes when a screen begins.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeAlias

from localkit.model.vocabulary import LIGHTS

if TYPE_CHECKING:
    from localkit.model.portfolio import PlaceKind, PlaceState

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


class PlaceName(NamedTuple):
    """A place of a list, without its snapshot.

    Attributes:
        id: Its number.
        label: Its name for people.
        key: What tells it from every other place.
        kind: How it is known.
        at: Path or address.
        state: new, read, or failed.
        reason: Why it could not be read the last time.
        snapshot: Number of the newest snapshot; None where there is none yet.
    """

    id: int
    label: str
    key: str
    kind: PlaceKind
    at: str
    state: PlaceState
    reason: str | None
    snapshot: int | None

    @property
    def order(self) -> tuple[str, str]:
        """What places are sorted by: their name, whatever its case."""
        return self.label.casefold(), self.key


class KeptText(NamedTuple):
    """A snapshot as it is kept, not read yet.

    Attributes:
        text: JSON.
        last_seen: The last moment at which the place was seen to be like that.
    """

    text: str
    last_seen: str


class Release(NamedTuple):
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


class ExceptionLook(NamedTuple):
    """An exception as a snapshot tells it; the fields are the format's, from, to and by whom."""

    element: str
    status: str
    start: str
    until: str
    granted_by: str | None

    def as_told(self) -> dict[str, str]:
        """As ``AgreedException.of`` takes it; a snapshot's exception needs no name to tell how it stands."""
        return {
            "id": "",
            "element": self.element,
            "status": self.status,
            "from": self.start,
            "until": self.until,
        }


class PlaceSeen(NamedTuple):
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


class PlaceLook(NamedTuple):
    """A place with what is known of it.

    Attributes:
        place: Its name and where it is.
        seen: What its newest snapshot says; None where there is none.
        waits: What waits for somebody there, in the order of ``WAITS``.
    """

    place: PlaceName
    seen: PlaceSeen | None
    waits: tuple[Wait, ...]
