"""Reading what a spreadsheet program exports: outcomes in columns, with whatever delimiter it uses."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from pathlib import Path

from localkit.errors import InputError, MachineError
from localkit.model.records import Observation
from localkit.store.observation_writing import COLUMNS
from localkit.syntax.csv import CsvError, Record, parse, sniff
from localkit.syntax.lines import Lines

_MOST_BYTES = 5_000_000
_DECIMAL_COMMA = re.compile(r"([0-9]+),([0-9]{1,2}|[0-9]{4,6})")
_HEAD = f"The first line names the columns: {', '.join(COLUMNS)}; the last two may be missing."


def read_sheet(path: Path) -> list[Observation]:
    """The rows of a spreadsheet's export, with their lines; empty rows are left out.

    Raises:
        InputError: There is no such file, it is no CSV in UTF-8, or its columns are others.
        MachineError: It cannot be read.
    """
    text = _text(path)
    delimiter = sniff(text)
    try:
        records = [item for item in parse(text, delimiter) if any(cell.strip() for cell in item.cells)]
    except CsvError as error:
        raise InputError(error.message, path=str(path), line=error.line, hint="Export it again.") from error
    if not records:
        raise InputError("the file is empty", path=str(path), hint=_HEAD)
    lines = Lines(text)
    head = _head(records[0], path, lines.line(records[0].span[0]))
    return [_row(head, item, lines.line(item.span[0]), delimiter) for item in records[1:]]


def _text(path: Path) -> str:
    if not path.is_file():
        raise InputError("there is no such file", path=str(path), hint="See whether the name is as on disk.")
    try:
        with open(path, "rb") as stream:
            data = stream.read(_MOST_BYTES + 1)
    except OSError as error:
        raise MachineError(f"cannot read the file: {error.strerror}", path=str(path)) from error
    if len(data) > _MOST_BYTES:
        raise InputError(
            f"the file is over {_MOST_BYTES / 1e6:,.0f} MB", path=str(path), hint="Is it the right file?"
        )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(
            "not UTF-8 text", path=str(path), hint='Export it as "CSV UTF-8", not as a workbook.'
        ) from error


def _head(record: Record, path: Path, line: int) -> list[str]:
    head = [cell.strip().lower() for cell in record.cells]
    for name in filter(None, head):
        if name not in COLUMNS or head.count(name) > 1:
            close = difflib.get_close_matches(name, COLUMNS, 1)
            meant = f'Did you mean "{close[0]}"? ' if close and close[0] != name else ""
            again = "is there twice" if name in COLUMNS else "is none that localkit knows"
            raise InputError(f'the column "{name}" {again}', path=str(path), line=line, hint=meant + _HEAD)
    for name in COLUMNS[:3]:
        if name not in head:
            raise InputError(f'the column "{name}" is missing', path=str(path), line=line, hint=_HEAD)
    return head


def _row(head: list[str], record: Record, line: int, delimiter: str) -> Observation:
    cells = {name: cell.strip() for name, cell in zip(head, record.cells, strict=False) if name}
    said = {name: cells.get(name, "") for name in COLUMNS}
    if delimiter != ",":
        said.update(_with_points(said))
    return Observation(line=line, **said)


def _with_points(said: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Where a comma parts no cells, it is a decimal one; three digits behind it could also be thousands."""
    for name in ("numerator", "denominator"):
        match = _DECIMAL_COMMA.fullmatch(said[name])
        if match:
            yield name, f"{match[1]}.{match[2]}"
