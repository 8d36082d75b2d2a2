"""Tables that spreadsheets open and do not run."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import Any

from localkit.cli.output import harmless

_MARK = b"\xef\xbb\xbf"  # spreadsheets take a file without it for another encoding
# In East Asian settings a spreadsheet takes the wide forms for the narrow ones.
_RUN_BY_SPREADSHEETS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def table_bytes(heads: Iterable[str], rows: Iterable[Iterable[Any]]) -> bytes:
    """A table as comma-separated values; what would paint over a screen or run in a spreadsheet is made harmless."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(list(heads))
    for row in rows:
        writer.writerow([_cell(value) for value in row])
    return _MARK + out.getvalue().encode("utf-8", "replace")


def _cell(value: Any) -> str:
    if value is None:
        return ""
    text = harmless("; ".join(map(str, value)) if isinstance(value, list | tuple) else str(value))
    return f"'{text}" if text.startswith(_RUN_BY_SPREADSHEETS) else text
