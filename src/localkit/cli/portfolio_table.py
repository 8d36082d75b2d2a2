"""A portfolio as a table for spreadsheets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from localkit.actions.portfolio_list import place_values
from localkit.cli.spreadsheet import table_bytes
from localkit.model.portfolio import Followed

_HEADS: Final = (
    *("Place", "Code", "Kit", "Release", "Stage", "Last heard", "Green", "Yellow", "Red"),
    *(
        "Releases behind",
        "Recorded",
        "Not yet recorded",
        "Needs decision",
        "Known as",
        "Where",
        "Could not be read",
    ),
)


def places_csv(found: Sequence[Followed]) -> bytes:
    """A row for each place."""
    return table_bytes(_HEADS, map(_row, found))


def _row(item: Followed) -> Iterator[Any]:
    said = place_values(item)
    kit, lights = said["kit"] or {}, said["lights"] or {}
    yield from (said["name"], said["code"], kit.get("name"), kit.get("version"), said["stage"])
    yield (said["last_heard"] or "")[:10]
    yield from (lights.get(name) for name in ("green", "yellow", "red"))
    yield from (said[name] for name in ("behind", "recorded", "unrecorded", "needs_decision"))
    yield from (said["kind"], item.known.place.where, said["reason"])
