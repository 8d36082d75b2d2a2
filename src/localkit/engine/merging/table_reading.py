"""Tables as merging sees them: rows by the key in their first column, columns by name, each as it is written."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from localkit.engine.pairing import ALIKE
from localkit.syntax.csv import Record, parse, sniff
from localkit.syntax.marks import DataError
from localkit.syntax.words import collapsed


@dataclass(frozen=True)
class Table:
    """A table whose first column tells the rows apart.

    Attributes:
        names: Columns, the key first; as the baseline calls them, once ``called_alike`` has looked.
        titles: Column to what it is called in this table.
        rows: Key to cells by column.
        written: Key to the row as it stands there, without its line end; the header's key is empty.
        below: Key to what stands behind its row: its line end, and empty rows.
        above: Empty rows above the header.
        delimiter: What stands between two cells.
        quoted: Whether each row begins with a quote: then so do new ones, and each of their cells.
    """

    names: tuple[str, ...]
    titles: Mapping[str, str]
    rows: Mapping[str, Mapping[str, str]]
    written: Mapping[str, str]
    below: Mapping[str, str]
    above: str
    delimiter: str
    quoted: bool

    def line(self, cells: Sequence[str]) -> str:
        """A row as this table would write it."""
        out = io.StringIO()
        # With another line end, csv would not quote a cell that has a line end in it.
        writer = csv.writer(
            out,
            delimiter=self.delimiter,
            lineterminator="\r\n",
            quoting=csv.QUOTE_ALL if self.quoted else csv.QUOTE_MINIMAL,
        )
        writer.writerow(cells)
        return out.getvalue()[:-2]

    def column(self, name: str) -> str | None:
        """What a column is called and what its cells say, each on its own line; None where it is not there."""
        if name not in self.names:
            return None
        return "\n".join([self.titles[name], *(row[name] for row in self.rows.values())])


def read_table(text: str) -> Table | None:
    """Read a table; None where it has no key that tells rows apart, or no header of different names."""
    delimiter = sniff(text)
    try:
        records = [record for record in parse(text, delimiter) if any(map(collapsed, record.cells))]
    except DataError:
        return None
    if not records:
        return None
    names = _names(records[0])
    keys = ["", *(collapsed(record.cells[0]) for record in records[1:])]
    if names is None or len(set(keys)) < len(keys):
        return None
    if any(any(map(collapsed, record.cells[len(names) :])) for record in records[1:]):
        return None  # a cell without a name over it
    ends = [*(record.span[0] for record in records[1:]), len(text)]
    written = {key: text[slice(*record.span)] for key, record in zip(keys, records, strict=True)}
    return Table(
        names,
        {name: name for name in names},
        {key: _cells(names, record) for key, record in zip(keys[1:], records[1:], strict=True)},
        written,
        {key: text[record.span[1] : end] for key, record, end in zip(keys, records, ends, strict=True)},
        text[: records[0].span[0]],
        delimiter,
        all(line.startswith('"') for line in written.values()),
    )


def empty_like(table: Table) -> Table:
    """A table of the same key that has no rows and no other columns."""
    return replace(table, names=table.names[:1], rows={})


def _names(head: Record) -> tuple[str, ...] | None:
    names = [collapsed(cell) for cell in head.cells]
    while names and not names[-1]:
        names.pop()
    return tuple(names) if names and "" not in names and len(set(names)) == len(names) else None


def _cells(names: Sequence[str], record: Record) -> dict[str, str]:
    cells = record.cells
    return {name: (cells[n] if n < len(cells) else "") for n, name in enumerate(names)}


def called_alike(base: Table, other: Table) -> Table | None:
    """The other table with its columns called as in the baseline, those too that it gave another name.

    A column that is missing is one that is new if most of their cells are the same and no other column could be meant.

    Returns:
        None where the two do not tell their rows apart by the same column.
    """
    old = _renamed(base, other)
    if other.names[0] != base.names[0]:
        shared = len(base.rows.keys() & other.rows.keys())
        if not shared or shared < ALIKE * max(len(base.rows), len(other.rows)):
            return None
        old[other.names[0]] = base.names[0]
    names = tuple(old.get(name, name) for name in other.names)
    if len(set(names)) < len(names):
        return None
    return replace(
        other,
        names=names,
        titles={old.get(name, name): title for name, title in other.titles.items()},
        rows={
            key: {old.get(name, name): cell for name, cell in row.items()} for key, row in other.rows.items()
        },
    )


def _renamed(base: Table, other: Table) -> dict[str, str]:
    """Columns that are called otherwise in the other table: new name to old one."""
    lost = [name for name in base.names[1:] if name not in other.names]
    fresh = [name for name in other.names[1:] if name not in base.names]
    alike = [(old, new) for old in lost for new in fresh if _alike(base, old, other, new)]
    olds, news = [old for old, _ in alike], [new for _, new in alike]
    return {new: old for old, new in alike if olds.count(old) == news.count(new) == 1}


def _alike(base: Table, old: str, other: Table, new: str) -> bool:
    pairs = [
        (collapsed(base.rows[key][old]), collapsed(other.rows[key][new]))
        for key in base.rows
        if key in other.rows
    ]
    said = [pair for pair in pairs if any(pair)]
    return bool(said) and sum(one == two for one, two in said) >= ALIKE * len(said)
