"""Writing observations.csv: rows are added or replaced, everything else stays as it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from localkit.errors import LocalVersionError
from localkit.model.records import Observation
from localkit.model.tree import File
from localkit.store.file_changes import FileChange
from localkit.store.local_version_files import on_disk
from localkit.store.local_versions import FOLDER
from localkit.syntax.csv import CsvError, Record, parse

OBSERVATIONS = f"{FOLDER}/observations.csv"
COLUMNS = ("indicator", "period", "numerator", "denominator", "note")
_MARK = b"\xef\xbb\xbf"


def observed(root: Path, rows: Iterable[Observation]) -> list[FileChange]:
    """The change that puts rows into observations.csv, in place of those of the same indicator and period.

    Raises:
        LocalVersionError: The file is not as it should be, or has no column for what is said.
        MachineError: It cannot be read.
    """
    before = on_disk(root, OBSERVATIONS)
    data = with_rows(None if before is None else before.data, rows, str(root / OBSERVATIONS))
    return [FileChange(OBSERVATIONS, before, File(data, before.mode if before else 0o644))]


def with_rows(before: bytes | None, rows: Iterable[Observation], path: str) -> bytes:
    """observations.csv's bytes with rows. Raises LocalVersionError as ``observed``."""
    mark = _MARK if before is not None and before.startswith(_MARK) else b""
    text = "" if before is None else _text(before, path)
    end = "\r\n" if "\r\n" in text else "\n"
    text = text if text.strip() else ",".join(COLUMNS) + end
    return mark + _with_rows(text, list(rows), end, path).encode("utf-8")


def _text(data: bytes, path: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise LocalVersionError("not UTF-8 text", path=path, hint="Save the file as UTF-8.") from error


def _with_rows(text: str, rows: list[Observation], end: str, path: str) -> str:
    head, records = _table(text, path)
    _check_columns(head, rows, path)
    known = {_says(head, item, "indicator", "period"): item for item in records}
    there = [(known[key], row) for row in rows if (key := (row.indicator, row.period)) in known]
    new = [row for row in rows if (row.indicator, row.period) not in known]
    for record, row in sorted(there, key=lambda pair: pair[0].span, reverse=True):
        start, stop = record.span
        kept = dict(zip(head, record.cells, strict=False))
        text = text[:start] + _line(head, {**kept, **_cells(row)}) + text[stop:]
    if new and not text.endswith(("\n", "\r")):
        text += end
    return text + "".join(_line(head, _cells(row)) + end for row in new)


def _check_columns(head: list[str], rows: list[Observation], path: str) -> None:
    for name in COLUMNS:
        if name not in head and any(_cells(row)[name] for row in rows):
            raise LocalVersionError(
                f'the column "{name}" is missing',
                path=path,
                line=1,
                hint=f"The first line names the columns: {','.join(COLUMNS)}",
            )


def _cells(row: Observation) -> dict[str, str]:
    return {name: str(getattr(row, name)) for name in COLUMNS}


def _table(text: str, path: str) -> tuple[list[str], list[Record]]:
    """The names of the columns, and the rows below them."""
    try:
        records = [item for item in parse(text, ",") if any(item.cells)]
    except CsvError as error:
        raise LocalVersionError(
            error.message, path=path, line=error.line, hint="Mend this line in a text editor."
        ) from error
    return [name.strip() for name in records[0].cells], records[1:]


def _says(head: list[str], record: Record, *names: str) -> tuple[str, ...]:
    cells = dict(zip(head, record.cells, strict=False))
    return tuple(cells.get(name, "").strip() for name in names)


def _line(head: list[str], cells: Mapping[str, str]) -> str:
    return ",".join(_quoted(cells.get(name, "")) for name in head)


def _quoted(cell: str) -> str:
    if cell != cell.strip() or any(sign in cell for sign in ',"\r\n'):
        return '"' + cell.replace('"', '""') + '"'
    return cell
