"""CSV merged by row key and column: neighbouring rows are no conflict, the place's writing stays."""

from __future__ import annotations

import csv
import io
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

from localkit.engine.merging.lines import line_end
from localkit.engine.merging.sequences import chunks
from localkit.syntax.csv import parse, sniff
from localkit.syntax.words import collapsed


@dataclass(frozen=True)
class CellConflict:
    """A cell, row or column that both sides changed.

    Attributes:
        row: Key of the row; None where a column as a whole is meant.
        column: Name of the column; None where the row as a whole is meant.
        why: In plain words.
        base: As it was; None where it was not there.
        core: As the core has it; None where it took it out.
        local: As the place has it; None where it took it out.
    """

    row: str | None
    column: str | None
    why: str
    base: str | None
    core: str | None
    local: str | None


@dataclass(frozen=True)
class TableMerge:
    """A merged table: the place's cells wherever something is to be decided."""

    text: str
    undecided: tuple[CellConflict, ...] = ()


@dataclass(frozen=True)
class _Table:
    names: tuple[str, ...]
    rows: Mapping[str, Mapping[str, str]]
    raw: Mapping[str, str]
    head: str
    delimiter: str


def merge_tables(base: str, core: str, local: str) -> TableMerge | None:
    """Merge three tables whose first column tells the rows apart.

    Returns:
        The merged table; None where one of the three has no such key, or no header of different names: then lines
        have to do.
    """
    tables = [_table(text) for text in (base, core, local)]
    was, new, now = tables
    if was is None or new is None or now is None or not was.names[0] == new.names[0] == now.names[0]:
        return None
    return _TableMerging(was, new, now, line_end(local or core)).result()


def _table(text: str) -> _Table | None:
    delimiter = sniff(text)
    records = [
        (record, tuple(record.cells))
        for record in parse(text, delimiter)
        if any(map(collapsed, record.cells))
    ]
    if not records:
        return None
    head, cells = records[0]
    names = tuple(collapsed(cell) for cell in cells)
    while names and not names[-1]:
        names = names[:-1]
    keys = [collapsed(cells[0]) for _, cells in records[1:]]
    if not names or len(set(names)) < len(names) or "" in names or "" in keys or len(set(keys)) < len(keys):
        return None
    if any(any(map(collapsed, cells[len(names) :])) for _, cells in records[1:]):
        return None  # a cell without a name over it
    rows = {
        key: {name: (cells[n] if n < len(cells) else "") for n, name in enumerate(names)}
        for key, (_, cells) in zip(keys, records[1:], strict=True)
    }
    raw = {key: text[slice(*record.span)] for key, (record, _) in zip(keys, records[1:], strict=True)}
    return _Table(names, rows, raw, text[slice(*head.span)], delimiter)


class _TableMerging:
    def __init__(self, was: _Table, new: _Table, now: _Table, end: str) -> None:
        self.was, self.new, self.now = was, new, now
        self.end = end
        self.undecided: list[CellConflict] = []
        self.names = self._names()

    def result(self) -> TableMerge:
        head = self.now.head if self.names == self.now.names else self._line(self.names)
        lines = [head, *(line for key in self._keys() if (line := self._row(key)) is not None)]
        for key in self.was.rows:
            self._gone(key)
        text = self.end.join(line.rstrip("\r\n") for line in lines) + self.end
        return TableMerge(text, tuple(self.undecided))

    def _names(self) -> tuple[str, ...]:
        """Columns: the place's order, new ones of the core behind what they stand behind there."""
        gone = {name for name in self.was.names if name not in self.new.names}
        names = [name for name in self.now.names if name not in gone or self._column_changed(name)]
        fresh = [name for name in self.new.names if name not in self.was.names and name not in names]
        for name in fresh:
            before = self.new.names[: self.new.names.index(name)]
            at = max((names.index(other) + 1 for other in before if other in names), default=1)
            names.insert(at, name)
        return tuple(names)

    def _column_changed(self, name: str) -> bool:
        """The core took a column out: it stays where the place wrote something of its own in it."""
        changed = any(
            collapsed(row.get(name, "")) != collapsed(self.was.rows.get(key, {}).get(name, ""))
            for key, row in self.now.rows.items()
        )
        if changed:
            why = "the core took it out, and this place changed it"
            self.undecided.append(CellConflict(None, name, why, name, None, name))
        return changed

    def _keys(self) -> list[str]:
        """Rows: the place's order, new ones of the core behind what they stand behind there."""
        keys = list(self.now.rows)
        if [key for key in keys if key in self.was.rows] == [
            key for key in self.was.rows if key in self.now.rows
        ]:
            keys = self._in_cores_order(keys)
        last: str | None = None
        for key in self.new.rows:
            if key not in keys and key not in self.was.rows:
                keys.insert(0 if last is None else keys.index(last) + 1, key)
            if key in keys:
                last = key
        return keys

    def _in_cores_order(self, keys: list[str]) -> list[str]:
        """The place never moved a row: rows that the core moved follow it, the place's own stay by their neighbour."""
        order: list[Hashable] = []
        for chunk in chunks(list(self.was.rows), list(self.new.rows), keys):
            side: Sequence[str] = list(self.new.rows) if chunk.kind == "core" else keys
            order.extend(side[slice(*(chunk.core if chunk.kind == "core" else chunk.local))])
        found = [str(key) for key in order]
        same = len(set(found)) == len(found) and set(keys) <= set(found) | set(self.new.rows)
        return [key for key in found if key in keys] if same and set(keys) <= set(found) else keys

    def _row(self, key: str) -> str | None:
        was, new, now = self.was.rows.get(key), self.new.rows.get(key), self.now.rows.get(key)
        if now is None:
            assert new is not None  # noqa: S101  a key comes from one of them
            return self._line([new.get(name, "") for name in self.names])
        if new is None and was is not None:
            if _same(was, now, self.was.names):
                return None  # the core took it out
            why = "the core took it out, and this place changed it"
            self.undecided.append(CellConflict(key, None, why, self.was.raw[key], None, self.now.raw[key]))
            new = None
        cells = [self._cell(key, name, was, new, now) for name in self.names]
        mine = [now.get(name, "") for name in self.names]
        return self.now.raw[key] if cells == mine and self.names == self.now.names else self._line(cells)

    def _cell(
        self,
        key: str,
        name: str,
        was: Mapping[str, str] | None,
        new: Mapping[str, str] | None,
        now: Mapping[str, str],
    ) -> str:
        mine = now.get(name)
        if new is None or name not in new:
            return mine or ""
        if mine is None:
            return new[name]
        before = collapsed((was or {}).get(name, ""))
        theirs = collapsed(new[name])
        if theirs in (before, collapsed(mine)):
            return mine
        if collapsed(mine) == before:
            return new[name]
        why = "both changed it" if was is not None else "both added it"
        self.undecided.append(CellConflict(key, name, why, (was or {}).get(name), new[name], mine))
        return mine

    def _gone(self, key: str) -> None:
        """The place took a row out: it never comes back, but a change of the core is told."""
        if key in self.now.rows or key not in self.new.rows:
            return
        if not _same(self.was.rows[key], self.new.rows[key], self.was.names):
            why = "this place took it out, and the core changed it"
            self.undecided.append(CellConflict(key, None, why, self.was.raw[key], self.new.raw[key], None))

    def _line(self, cells: Sequence[str]) -> str:
        out = io.StringIO()
        csv.writer(out, delimiter=self.now.delimiter, lineterminator="").writerow(cells)
        return out.getvalue()


def _same(one: Mapping[str, str], other: Mapping[str, str], names: Sequence[str]) -> bool:
    return all(collapsed(one.get(name, "")) == collapsed(other.get(name, "")) for name in names)
