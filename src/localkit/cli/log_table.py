"""The adaptation log as a table with FRAME's own column names."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any

from localkit.actions.log import Log, Logged

_MARK = b"\xef\xbb\xbf"  # spreadsheets take a file without it for another encoding
_HEADS = ("Id", "Date", "Element", "Title", "Brief description")
_TEXTS = (
    ("intended", "What it was meant to bring"),
    ("unintended", "What else it brought"),
    ("evidence", "Evidence"),
    ("decided_by", "Who made the ultimate decision"),
    ("visibility", "Visibility"),
    ("merged_into", "Same as"),
)
# In East Asian settings a spreadsheet takes the wide forms for the narrow ones.
_RUN_BY_SPREADSHEETS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def log_csv(found: Log) -> bytes:
    """The log as comma-separated values, a row for each entry.

    An entry that was found to be the same as another stands below that one and names it under *Same as*. Cells that a
    spreadsheet would run are made harmless.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    fields = found.codes.fields
    writer.writerow([*_HEADS, *(field.column for field in fields), *(head for _, head in _TEXTS)])
    names = [*(field.name for field in fields), *(name for name, _ in _TEXTS)]
    for item in found.entries:
        for one in (item, *item.joined):
            writer.writerow([_cell(value) for value in _row(one, names)])
    return _MARK + out.getvalue().encode("utf-8", "replace")


def _row(item: Logged, names: list[str]) -> Iterator[Any]:
    entry = item.adaptation
    yield from (entry.id, entry.data["date"], entry.element, item.title, entry.summary)
    yield from ({"visibility": "local", **entry.data}.get(name) for name in names)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    text = "; ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
    return f"'{text}" if text.startswith(_RUN_BY_SPREADSHEETS) else text
