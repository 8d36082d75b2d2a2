"""A place of a portfolio in words: what the line under the table says, and what a screen about many says of one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from localkit import wording
from localkit.actions.portfolio_words import releases_behind
from localkit.model.place_look import PlaceLook, PlaceSeen
from localkit.syntax.harmless import in_one_line
from localkit.tui.place_list import PlaceList
from localkit.wording import counted

if TYPE_CHECKING:
    from localkit.actions.portfolio_scan import Scanned

NOTHING_YET: Final = """No place is followed here yet.

Add the folder of one place, or a folder that has many in it, in a terminal:

   localkit portfolio add FOLDER
   localkit portfolio scan

Both take --portfolio FILE where the portfolio is not portfolio.db. Then press s here."""


def place_told(look: PlaceLook | None) -> list[str]:
    """Four lines: what it is, where it stands, the three differences, what waits."""
    if look is None:
        return []
    place, seen = look.place, look.seen
    name = f"{place.label}  {seen.code}" if seen and seen.code else place.label
    lines = [f"{name}  {place.at}", *_stands(look), _waits(look)]
    return [in_one_line(line) for line in lines]


def _stands(look: PlaceLook) -> list[str]:
    if look.seen is None:
        return ["being read …" if look.place.snapshot is not None else "nothing is known of it yet"]
    seen = look.seen
    where = [seen.release.shown, seen.stage, *([seen.area] if seen.area else []), f"last heard {seen.heard}"]
    return [", ".join(where), "; ".join(apart(seen))]


def apart(seen: PlaceSeen) -> list[str]:
    """The three kinds of difference, each for itself."""
    return [
        releases_behind(seen.behind),
        f"{seen.recorded} recorded",
        f"{seen.unrecorded} not yet recorded",
    ]


def _waits(look: PlaceLook) -> str:
    if look.place.reason is not None:
        return f"could not be read the last time: {look.place.reason}"
    if not look.waits:
        return "nothing waits" if look.seen else ""
    said = [wording.PLACE_WAITS_WORD[kind] for kind in look.waits if kind != "decision"]
    if look.seen and look.seen.decisions:
        said.insert(0, counted(look.seen.decisions, "needs a decision", "need a decision"))
    return f"What waits: {'; '.join(said)}"


def view_told(told: list[str], shown: int, places: PlaceList, chooses: bool) -> str:
    """The line above the table: how many places there are, which of them are shown, how far they are read."""
    noun = "place" if places.total == 1 else "places"
    number = f"{shown:,} of {places.total:,} {noun}" if chooses else f"{places.total:,} {noun}"
    if chooses and not shown:
        return f"None of {places.total:,} {noun} {', '.join(told[:-1])}. Esc shows all."
    reading = f"  (reading: {places.read:,} of {places.total:,})" if places.read < places.total else ""
    return f"{number}, {', '.join(told)}{reading}"


def scan_told(scanned: Scanned, *, stopped: bool) -> str:
    """What came of looking again."""
    said = [
        f"{scanned.measured:,} measured",
        f"{scanned.unchanged:,} as before",
        *([f"{scanned.by_bundle:,} known by a bundle"] if scanned.by_bundle else []),
        *([f"{scanned.before:,} done before"] if scanned.before else []),
        *([f"{len(scanned.failed):,} could not be read"] if scanned.failed else []),
    ]
    if stopped:
        return f"Stopped: {', '.join(said)}. What was measured is kept; look again to go on."
    return f"{scanned.places:,} {'place' if scanned.places == 1 else 'places'}: {', '.join(said)}."
