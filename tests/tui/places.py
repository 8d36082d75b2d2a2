"""Places of a portfolio for tests of what shows them, without any database."""

from __future__ import annotations

from typing import Any

from localkit.model.place_look import ExceptionLook, PlaceLook, PlaceName, PlaceSeen, Release, Wait, cell
from localkit.model.portfolio import PlaceState

RELEASE = Release("mend", "1.1.0", (("rules", "Rules of the house"), ("tea", "Tea")))
_SEEN = PlaceSeen(
    release=RELEASE,
    code="",
    area="Wales",
    stage="live",
    lights=(1, 0, 1),
    behind=None,
    recorded=0,
    unrecorded=0,
    decisions=0,
    core_kept=0.5,
    locally_shaped=0.25,
    heard="2026-11-20",
    cells=cell("red", "unrecorded") + cell("green", "as_core"),
    exceptions=(),
    changes=(),
)


def name(number: int, label: str, *, reason: str | None = None, at: str = "") -> PlaceName:
    """A place's name; it has a snapshot of the same number."""
    state: PlaceState = "failed" if reason else "read"
    return PlaceName(
        number, label, f"folder:{number}", "folder", at or f"/places/{number}", state, reason, number
    )


def look(
    number: int, label: str, *waits: Wait, reason: str | None = None, at: str = "", **seen: Any
) -> PlaceLook:
    """A place of which something is known."""
    return PlaceLook(name(number, label, reason=reason, at=at), _SEEN._replace(**seen), waits)


def unknown(number: int, label: str, reason: str | None = None) -> PlaceLook:
    """A place of which nothing is known."""
    place = name(number, label, reason=reason)._replace(snapshot=None)
    return PlaceLook(place, None, ("unread",) if reason else ("new",))


def exception(until: str, *, element: str = "tea", status: str = "granted") -> ExceptionLook:
    """An exception that began this year."""
    return ExceptionLook(element, status, "2026-01-01", until, "national_team")
