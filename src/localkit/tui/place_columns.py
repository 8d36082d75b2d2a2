"""The columns of the table of places, and which of them a width has room for."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Final, NamedTuple

from localkit import wording
from localkit.model.place_look import PlaceLook, PlaceSeen
from localkit.model.vocabulary import LIGHTS
from localkit.syntax.harmless import in_one_line
from localkit.tui.cells import GAP, Piece

_NAME: Final = (18, 40)
"""The least and the most that a name is given."""
_UNREAD: Final = "…"


class Column(NamedTuple):
    """One column.

    Attributes:
        key: What it is called; a sort's name where a click on its head sorts by it.
        head: Its two lines.
        width: In cells; a name's is what is left over.
        pieces: What stands in it for a place of which a snapshot is there.
    """

    key: str
    head: tuple[str, str]
    width: int
    pieces: Callable[[PlaceSeen], list[Piece]]


def _lights(seen: PlaceSeen) -> list[Piece]:
    return [
        (f"{wording.LIGHT_SIGN[light]} {number:<2} ", light if number else "quiet")
        for light, number in zip(LIGHTS, seen.lights, strict=True)
    ]


def _number(number: int) -> list[Piece]:
    return [(str(number), "")] if number else [("–", "quiet")]


def _behind(seen: PlaceSeen) -> list[Piece]:
    if seen.behind is None:
        return [("not looked", "quiet")]
    return [(wording.counted(seen.behind, "release"), "")] if seen.behind else [("no", "quiet")]


_COLUMNS: Final = (
    Column("name", ("", "Place"), 0, lambda _: []),
    Column("waits", ("", "What waits"), 22, lambda _: []),
    Column("lights", ("Elements", "by light"), 15, _lights),
    Column("unrecorded", ("Not yet", "recorded"), 8, lambda seen: _number(seen.unrecorded)),
    Column("nation", ("", "Nation"), 16, lambda seen: [(seen.area, "")]),
    Column("stage", ("", "Stage"), 10, lambda seen: [(seen.stage, "")]),
    Column("heard", ("Last", "heard"), 10, lambda seen: [(seen.heard, "")]),
    Column("behind", ("Behind", "the core"), 10, _behind),
    Column("decisions", ("Needs a", "decision"), 8, lambda seen: _number(seen.decisions)),
    Column("release", ("", "Release"), 20, lambda seen: [(seen.release.shown, "")]),
)
_BY_NEED: Final = (
    "waits",
    "lights",
    "unrecorded",
    "behind",
    "stage",
    "heard",
    "nation",
    "decisions",
    "release",
)


@lru_cache(maxsize=8)
def columns_for(width: int) -> tuple[Column, ...]:
    """As many columns as there is room for, in their order, with the widths that they get."""
    room, wanted = width - _NAME[0], {"name"}
    for column in sorted(_COLUMNS[1:], key=lambda column: _BY_NEED.index(column.key)):
        if column.width + GAP > room:
            continue
        room -= column.width + GAP
        wanted.add(column.key)
    name = max(1, min(_NAME[0] + room, _NAME[1], width))
    return tuple(column._replace(width=column.width or name) for column in _COLUMNS if column.key in wanted)


def pieces_of(column: Column, look: PlaceLook) -> list[Piece]:
    """What stands in a column for a place."""
    if column.key == "name":
        return [(in_one_line(look.place.label), "")]
    if look.seen is None and look.place.snapshot is not None:
        return [(_UNREAD, "quiet")]
    if column.key == "waits":
        return _waits(look)
    return (
        [] if look.seen is None else [(in_one_line(text), style) for text, style in column.pieces(look.seen)]
    )


def _waits(look: PlaceLook) -> list[Piece]:
    if not look.waits:
        return [("nothing", "quiet")]
    first, *others = look.waits
    return [(wording.PLACE_WAITS_WORD[first], ""), *([(f" +{len(others)}", "quiet")] if others else [])]
