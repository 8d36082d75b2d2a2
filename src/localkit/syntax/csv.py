"""CSV with positions: RFC 4180 as spreadsheets write it, with any of four delimiters."""

from __future__ import annotations

import re
from dataclasses import dataclass

from localkit.syntax.lines import Lines
from localkit.syntax.marks import DataError

_DELIMITERS = ",;\t|"
_QUOTED = re.compile(r'"((?:[^"]|"")*+)"')  # possessive: half of a doubled quote closes nothing


class CsvError(DataError):
    """A text is not CSV."""


@dataclass(frozen=True, slots=True)
class Record:
    """One row.

    Attributes:
        cells: What its cells say, unquoted.
        span: Its offsets, without the line end.
    """

    cells: tuple[str, ...]
    span: tuple[int, int]


def parse(text: str, delimiter: str) -> list[Record]:
    """Read every row, empty ones too.

    Raises:
        CsvError: A quote is opened and never closed.
    """
    plain = re.compile(rf"[^{re.escape(delimiter)}\r\n]*")
    records: list[Record] = []
    cells: list[str] = []
    at = start = 0
    while at < len(text):
        cell, at = _cell(text, at, plain)
        cells.append(cell)
        if text[at : at + 1] == delimiter and at + 1 < len(text):
            at += 1
            continue
        records.append(Record(tuple(cells), (start, at)))
        at += 2 if text.startswith("\r\n", at) else 1
        cells, start = [], at
    return records


def sniff(text: str) -> str:
    """The delimiter of a text: the one that its first row that is not empty has most of, outside quotes."""
    head = re.match(r'\s*((?:"[^"]*"?|[^"\r\n])*)', text)
    bare = re.sub(r'"[^"]*"?', "", head[1] if head else "")
    return max(_DELIMITERS, key=bare.count)


def _cell(text: str, at: int, plain: re.Pattern[str]) -> tuple[str, int]:
    said = ""
    if text.startswith('"', at):
        quoted = _QUOTED.match(text, at)
        if quoted is None:
            raise CsvError("a quote is opened and never closed", Lines(text).line(at))
        said, at = quoted[1].replace('""', '"'), quoted.end()
    rest = plain.match(text, at)
    return (said + rest[0], rest.end()) if rest else (said, at)
