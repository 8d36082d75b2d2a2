"""The adaptation log in words, and as a table with FRAME's own column names."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any

from localkit import wording
from localkit.actions.log import Log, Logged
from localkit.cli.output import styled, wrapped
from localkit.model.frame import Frame

_TEXTS = (
    ("intended", "What it was meant to bring"),
    ("unintended", "What else it brought"),
    ("evidence", "Evidence"),
    ("decided_by", "Who made the ultimate decision"),
    ("visibility", "Visibility"),
    ("merged_into", "Same as"),
)
_RUN_BY_SPREADSHEETS = ("=", "+", "-", "@", "\t", "\r")


def log_lines(found: Log) -> Iterator[str]:
    """The lines of a log."""
    if not found.total:
        yield "Nothing was recorded yet. Say why something was changed:"
        yield styled("  localkit record", "command")
        return
    if not found.entries:
        yield f"None of {wording.counted(found.total, 'entry', 'entries')} is of that kind."
        return
    for item in found.entries:
        yield from _entry(item, found.codes)
    yield ""
    joined = sum(len(item.joined) for item in found.entries)
    more = f", {joined} more joined to them" if joined else ""
    yield styled(wording.counted(len(found.entries), "adaptation"), "title") + f"{more}."


def _entry(item: Logged, codes: Frame) -> Iterator[str]:
    data = item.adaptation.data
    about = item.title or item.adaptation.element or "what no element claims"
    yield ""
    yield (
        styled(str(data["date"]), "quiet")
        + styled(f"  {about}", "title")
        + styled(f"  {item.adaptation.id}", "quiet")
    )
    yield from wrapped(item.adaptation.summary, "    ")
    for field, label in (
        ("nature", "kind"),
        ("contextual", "kind"),
        ("goal", "for"),
        ("reasons", "why here"),
    ):
        said = [codes.words(field, code) for code in data.get(field, ())]
        if said:
            yield from wrapped(f"{label}: {'; '.join(said)}", "      ", "    ", "quiet")
    if item.state == "changed_since_recorded":
        again = f"localkit record {item.adaptation.element} --again {item.adaptation.id}"
        yield from wrapped(f"changed since; if it still holds: {again}", "      ", "    ")
    if data.get("visibility", "local") != "local":
        yield from wrapped(f"seen by: {data['visibility']}", "      ", "    ", "quiet")
    for one in item.joined:
        yield from wrapped(
            f"same as this: {one.id}, {one.data['date']}: {one.summary}", "      ", "    ", "quiet"
        )
    if item.note:
        yield from wrapped(item.note, "      ", "    ")


def log_csv(found: Log) -> str:
    """The log as comma-separated values, an adaptation a row; cells that a spreadsheet would run are made harmless."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    fields = found.codes.fields
    heads = ["Id", "Date", "Element", "Title", "Brief description"]
    writer.writerow([*heads, *(field.column for field in fields), *(head for _, head in _TEXTS)])
    for item in found.entries:
        for one in (item.adaptation, *item.joined):
            data = one.data
            row = [one.id, data["date"], one.element or "", item.title or "", one.summary]
            row += [data.get(field.name) for field in fields]
            row += [data.get(name) for name, _ in _TEXTS]
            writer.writerow([_cell(value) for value in row])
    return out.getvalue()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    text = "; ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
    return f"'{text}" if text.startswith(_RUN_BY_SPREADSHEETS) else text
