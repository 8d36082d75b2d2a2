"""Which places of a portfolio are shown, in which order, under which headings. Knows no screen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Final, Literal, NamedTuple, TypeAlias

from localkit.engine.snapshot_telling import version_order
from localkit.model.place_look import WAITS, PlaceLook, PlaceName, PlaceSeen, Wait
from localkit.model.vocabulary import LIGHTS, STAGES, Light
from localkit.wording import LIGHT_SIGN, LIGHT_WORD

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
        group = [GROUP_WORD[self.group]] if self.group != "nothing" else []
        return [*self.chosen_told(), SORT_WORD[self.sort], *group]

    def chosen_told(self) -> list[str]:
        """In words, which places are shown."""
        words = self.words.strip()
        return [
            *([f'with "{words}" in the name or code'] if words else []),
            *(["at which something waits"] if self.waiting else []),
            *([f"in stage {self.stage}"] if self.stage else []),
            *([f"with {LIGHT_SIGN[self.light]} {LIGHT_WORD[self.light]}"] if self.light else []),
        ]


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
        self._words = [name.label.casefold() for name in names]

    def take(self, looks: Iterable[PlaceLook]) -> None:
        """Places were read."""
        for look in looks:
            at = self._at[look.place.id]
            self.looks[at] = look
            self.read += 1
            if look.seen is not None and look.seen.code:
                self._words[at] = f"{look.place.label}\0{look.seen.code}".casefold()

    def rows(self, view: View) -> Sequence[Row]:
        """What is to be shown, from the top."""
        found = self._chosen(view)
        if view.sort == "waits":
            found = _by_waits(found)
        elif view.sort != "name":
            found = [look for _, some in _parted(found, _KINDS[view.sort]) for look in some]
        if view.group == "nothing":
            return found
        return list(_headed(_parted(found, _KINDS[view.group])))

    def _chosen(self, view: View) -> list[PlaceLook]:
        found, words = self.looks, view.words.strip().casefold()
        if words:
            found = [look for look, said in zip(found, self._words, strict=True) if words in said]
        if view.waiting:
            found = [look for look in found if look.waits]
        if view.stage:
            found = [look for look in found if look.seen and look.seen.stage == view.stage]
        if view.light:
            at = LIGHTS.index(view.light)
            found = [look for look in found if look.seen and look.seen.lights[at]]
        return found


class _Kind(NamedTuple):
    """What places are parted by: there are few of each, so the places themselves need not be sorted.

    Attributes:
        of: What a place has; None where nothing is known of it.
        order: What the parts are sorted by.
        title: What a part is called.
    """

    of: Callable[[PlaceSeen], Any]
    order: Callable[[Any], Any] = str
    title: Callable[[Any], str] = str


def _parted(found: Sequence[PlaceLook], kind: _Kind) -> list[tuple[str, list[PlaceLook]]]:
    """Places by what they have, those of which nothing is known last; in each part in the order that they had."""
    parts: dict[Any, list[PlaceLook]] = {}
    of = kind.of
    for look in found:
        parts.setdefault(of(look.seen) if look.seen else None, []).append(look)
    unknown = [*parts.pop(None, []), *parts.pop("", [])]
    known = [(kind.title(key), parts[key]) for key in sorted(parts, key=kind.order)]
    return [*known, (_UNKNOWN, unknown)] if unknown else known


def _by_waits(found: Sequence[PlaceLook]) -> list[PlaceLook]:
    """By which kinds of thing wait, in the order of the kinds; never by how many."""
    parts: dict[tuple[Wait, ...], list[PlaceLook]] = {}
    for look in found:
        parts.setdefault(look.waits, []).append(look)
    order = sorted(parts, key=lambda waits: [kind not in waits for kind in WAITS])
    return [look for waits in order for look in parts[waits]]


def _headed(parts: Iterable[tuple[str, list[PlaceLook]]]) -> Iterator[Row]:
    for title, some in parts:
        yield Heading(f"{title}: {len(some):,} {'place' if len(some) == 1 else 'places'}")
        yield from some


_KINDS: Final[dict[str, _Kind]] = {
    "nation": _Kind(lambda seen: seen.area, str.casefold),
    "stage": _Kind(lambda seen: seen.stage, STAGES.index, str.title),
    "heard": _Kind(lambda seen: seen.heard),
    "release": _Kind(
        lambda seen: (seen.release.kit, seen.release.version),
        lambda release: (release[0], version_order(release[1])),
        " ".join,
    ),
    "kit": _Kind(lambda seen: seen.release.kit),
}
