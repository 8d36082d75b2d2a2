"""The adaptation log as a table with FRAME's own column names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from localkit.actions.log import Log, Logged
from localkit.cli.spreadsheet import table_bytes

_HEADS = ("Id", "Date", "Element", "Title", "Brief description")
_TEXTS = (
    ("intended", "What it was meant to bring"),
    ("unintended", "What else it brought"),
    ("evidence", "Evidence"),
    ("decided_by", "Who made the ultimate decision"),
    ("visibility", "Visibility"),
    ("merged_into", "Same as"),
)


def log_csv(found: Log) -> bytes:
    """The log as comma-separated values, a row for each entry.

    An entry that was found to be the same as another stands below that one and names it under *Same as*. Cells that a
    spreadsheet would run are made harmless.
    """
    fields = found.codes.fields
    heads = [*_HEADS, *(field.column for field in fields), *(head for _, head in _TEXTS)]
    names = [*(field.name for field in fields), *(name for name, _ in _TEXTS)]
    return table_bytes(heads, (_row(one, names) for item in found.entries for one in (item, *item.joined)))


def _row(item: Logged, names: list[str]) -> Iterator[Any]:
    entry = item.adaptation
    yield from (entry.id, entry.data["date"], entry.element, item.title, entry.summary)
    yield from ({"visibility": "local", **entry.data}.get(name) for name in names)
