"""Which places of a portfolio are shown, in which order, under which headings. Knows no screen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import groupby
from typing import Any, Final, Literal, NamedTuple, TypeAlias

from localkit.engine.snapshot_telling import version_order
from localkit.model.place_look import WAITS, PlaceLook, PlaceName, Wait
from localkit.model.vocabulary import LIGHTS, STAGES, Light
from localkit.wording import LIGHT_SIGN, LIGHT_WORD, counted

Sort: TypeAlias = Literal["name", "nation", "stage", "heard", "waits"]
Group: TypeAlias = Literal["nothing", "nation", "stage", "release", "kit"]

SORT_WORD: Final[dict[Sort, str]] = {
    "name": "by name",
    "waits": "by what waits",
    "nation": "by nation",
    "stage": "by stage",
    "heard": "by last heard, longest ago first",
}
SORTS: Final[dict[str, Sort]] = {name: name for name in SORT_WORD}
"""What can be ordered by, by its name; nothing that would rank places."""
GROUP_WORD: Final[dict[Group, str]] = {
    "nothing": "",
    "nation": "grouped by nation",
    "stage": "grouped by stage",
    "release": "grouped by release",
    "kit": "grouped by kit",
}
_UNKNOWN: Final = "Not known"


class Heading(NamedTuple):
    """A line above the places of a group."""

    text: str


Row: TypeAlias = PlaceLook | Heading


class View(NamedTuple):
    """What a person asked to see.

    Attributes:
        words: What they typed, in a place's name or code.
        waiting: Only places at which something waits.
        stage: Only this stage.
        light: Only places with an element of this light.
        sort: The order; places that are alike in it stay by name.
        group: What places stand together by.
    """

    words: str = ""
    waiting: bool = False
    stage: str | None = None
    light: Light | None = None
    sort: Sort = "name"
    group: Group = "nothing"

    @property
    def chooses(self) -> bool:
        """Whether some places may be left out."""
        return bool(self.words.strip() or self.waiting or self.stage or self.light)

    @property
    def needs_snapshots(self) -> bool:
        """Whether names alone do not tell which places are shown where."""
        return self.chooses or self.sort != "name" or self.group != "nothing"

    def fits(self, look: PlaceLook) -> bool:
        """Whether a place is one that was asked for."""
        if self.waiting and not look.waits:
            return False
        if self.words and not _named(look, self.words.strip().casefold()):
            return False
        if self.stage and (look.seen is None or look.seen.stage != self.stage):
            return False
        return self.light is None or (
            look.seen is not None and look.seen.lights[LIGHTS.index(self.light)] > 0
        )

    def next(self, what: str) -> View:
        """Something else of one kind: another order, group, stage or light, or only what waits.

        Args:
            what: The attribute that changes.
        """
        now = getattr(self, what)
        order = _ORDERS[what]
        return self._replace(**{what: order[(order.index(now) + 1) % len(order)]})

    def cleared(self) -> View:
        """With nothing left out, in the same order."""
        return View(sort=self.sort, group=self.group)

    def told(self) -> list[str]:
        """In words, what is left out and how it is ordered."""
        words = self.words.strip()
        return [
            *([f'with "{words}" in the name or code'] if words else []),
            *(["at which something waits"] if self.waiting else []),
            *([f"in stage {self.stage}"] if self.stage else []),
            *([f"with {LIGHT_SIGN[self.light]} {LIGHT_WORD[self.light]}"] if self.light else []),
            SORT_WORD[self.sort],
            *([GROUP_WORD[self.group]] if self.group != "nothing" else []),
        ]


def _named(look: PlaceLook, words: str) -> bool:
    return words in look.place.label.casefold() or (
        look.seen is not None and words in look.seen.code.casefold()
    )


_ORDERS: Final[dict[str, Sequence[Any]]] = {
    "sort": tuple(SORT_WORD),
    "group": tuple(GROUP_WORD),
    "waiting": (False, True),
    "stage": (None, *STAGES),
    "light": (None, "red", "yellow", "green"),
}
"""What comes after what; the first comes after the last."""


class PlaceList:
    """Every place of a portfolio, by name, as far as it is read.

    Args:
        names: All of them, as far as they are known.
        total: How many there are.
    """

    def __init__(self, names: Sequence[PlaceName] = (), total: int = 0) -> None:
        self.total = total
        self.looks = [PlaceLook(name, None, ()) for name in names]
        self.read = 0
        self._at = {name.id: number for number, name in enumerate(names)}

    def take(self, looks: Iterable[PlaceLook]) -> None:
        """Places were read."""
        for look in looks:
            self.looks[self._at[look.place.id]] = look
            self.read += 1

    def rows(self, view: View) -> Sequence[Row]:
        """What is to be shown, from the top."""
        if not view.needs_snapshots:
            return self.looks
        found = [look for look in self.looks if view.fits(look)] if view.chooses else list(self.looks)
        if view.sort != "name":
            found.sort(key=_SORTS[view.sort])
        return found if view.group == "nothing" else list(_grouped(found, _GROUPS[view.group]))


def _grouped(found: list[PlaceLook], of: Callable[[PlaceLook], tuple[Any, str]]) -> Iterator[Row]:
    for (_, title), some in groupby(sorted(found, key=of), of):
        places = list(some)
        yield Heading(f"{title}: {counted(len(places), 'place')}")
        yield from places


def _by_area(look: PlaceLook) -> tuple[Any, str]:
    area = look.seen.area if look.seen else ""
    return (not area, area.casefold()), area or _UNKNOWN


def _by_stage(look: PlaceLook) -> tuple[Any, str]:
    if look.seen is None:
        return len(STAGES), _UNKNOWN
    return STAGES.index(look.seen.stage), look.seen.stage.title()


def _by_release(look: PlaceLook) -> tuple[Any, str]:
    if look.seen is None:
        return (True,), _UNKNOWN
    release = look.seen.release
    return (False, release.kit, version_order(release.version)), release.shown


def _by_kit(look: PlaceLook) -> tuple[Any, str]:
    return (look.seen is None, look.seen.release.kit if look.seen else ""), (
        look.seen.release.kit if look.seen else _UNKNOWN
    )


def _by_waits(look: PlaceLook) -> tuple[bool, ...]:
    """Of each kind whether it waits, in the order of the kinds; never how often."""
    return _waits_key(look.waits)


@cache
def _waits_key(waits: tuple[Wait, ...]) -> tuple[bool, ...]:
    return tuple(kind not in waits for kind in WAITS)


_SORTS: Final[dict[Sort, Callable[[PlaceLook], Any]]] = {
    "nation": lambda look: _by_area(look)[0],
    "stage": lambda look: _by_stage(look)[0],
    "heard": lambda look: look.seen.heard if look.seen else "",
    "waits": _by_waits,
}
_GROUPS: Final[dict[Group, Callable[[PlaceLook], tuple[Any, str]]]] = {
    "nation": _by_area,
    "stage": _by_stage,
    "release": _by_release,
    "kit": _by_kit,
}
