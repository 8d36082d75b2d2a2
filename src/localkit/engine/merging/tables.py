"""CSV merged by row key and column: neighbouring rows are no conflict, the place's writing stays."""

from __future__ import annotations

import csv
import io
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

from localkit.engine.merging.lines import line_end
from localkit.engine.merging.sequences import chunks
from localkit.errors import InputError
from localkit.model.merging import Choice, Choose, DocumentMerge, Outcome, PartMerge, undecided
from localkit.syntax.csv import parse, sniff
from localkit.syntax.words import collapsed

CORE_OUT = "the core took it out, and this place changed it"


@dataclass(frozen=True)
class _Table:
    names: tuple[str, ...]
    rows: Mapping[str, Mapping[str, str]]
    raw: Mapping[str, str]
    head: str
    delimiter: str
    ended: bool


def merge_tables(base: str, core: str, local: str, choose: Choose = undecided) -> DocumentMerge | None:
    """Merge three tables whose first column tells the rows apart.

    Args:
        base: The table as the place received it.
        core: As the new core has it.
        local: As the place has it.
        choose: How a row, or a column that the core took out, is to be settled where both sides changed it.

    Returns:
        The merged table, with the place's cells wherever something is to be decided; None where one of the three has
        no such key, or no header of different names: then lines have to do.

    Raises:
        InputError: A text that was chosen for a row is no row of this table.
    """
    tables = [_table(text) for text in (base, core, local)]
    was, new, now = tables
    if was is None or new is None or now is None or not was.names[0] == new.names[0] == now.names[0]:
        return None
    return _TableMerging(was, new, now, line_end(local or core), choose).result()


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
    return _Table(names, rows, raw, text[slice(*head.span)], delimiter, text.endswith(("\n", "\r")))


class _TableMerging:
    def __init__(self, was: _Table, new: _Table, now: _Table, end: str, choose: Choose) -> None:
        self.was, self.new, self.now = was, new, now
        self.end = end
        self.choose = choose
        self.parts: list[PartMerge] = []
        self.names = self._names()

    def result(self) -> DocumentMerge:
        head = self.now.head if self.names == self.now.names else self._line(self.names)
        keys = self._keys()
        gone = [key for key in self.was.rows if key not in keys]
        rows = {key: self._row(key) for key in [*keys, *gone]}
        back = [key for key in gone if rows[key].merged is not None]
        self.parts.extend(part for part in rows.values() if part.outcome != "unchanged")
        lines = [head, *(line for key in [*keys, *back] if (line := rows[key].merged) is not None)]
        text = self.end.join(line.rstrip("\r\n") for line in lines)
        return DocumentMerge(text + (self.end if self.now.ended else ""), tuple(self.parts))

    def _names(self) -> tuple[str, ...]:
        """Columns: the place's order, new ones of the core behind what they stand behind there."""
        gone = {name for name in self.was.names if name not in self.new.names}
        names = [name for name in self.now.names if name not in gone or self._stays(name)]
        fresh = [name for name in self.new.names if name not in self.was.names and name not in names]
        for name in fresh:
            before = self.new.names[: self.new.names.index(name)]
            at = max((names.index(other) + 1 for other in before if other in names), default=1)
            names.insert(at, name)
            self._column(name, "updated", None, name, None, name)
        return tuple(names)

    def _stays(self, name: str) -> bool:
        """The core took a column out: it stays where the place wrote something of its own in it."""
        changed = any(
            collapsed(row.get(name, "")) != collapsed(self.was.rows.get(key, {}).get(name, ""))
            for key, row in self.now.rows.items()
        )
        choice = self.choose(f"column={name}") if changed else None
        if not changed or (choice is not None and choice.take == "core"):
            self._column(name, "updated", name, None, name, None)
            return False
        outcome: Outcome = "needs_decision" if choice is None else "kept"
        self._column(name, outcome, name, None, name, name)
        return True

    def _column(
        self,
        name: str,
        outcome: Outcome,
        base: str | None,
        core: str | None,
        local: str | None,
        merged: str | None,
    ) -> None:
        why = CORE_OUT if outcome == "needs_decision" else ""
        self.parts.append(PartMerge(f"column={name}", outcome, why, base, core, local, merged))

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

    def _row(self, key: str) -> PartMerge:
        outcome, why, line = self._settled(key)
        if outcome == "needs_decision":
            choice = self.choose(f"row={key}")
            if choice is not None:
                outcome, why, line = self._chosen(key, choice)
        raw = [table.raw.get(key) for table in (self.was, self.new, self.now)]
        return PartMerge(f"row={key}", outcome, why, raw[0], raw[1], raw[2], line)

    def _settled(self, key: str) -> tuple[Outcome, str, str | None]:
        was, new, now = self.was.rows.get(key), self.new.rows.get(key), self.now.rows.get(key)
        if now is None:
            return self._without_local(was, new)
        if new is None:
            if was is None:
                return "kept", "", self._written(key, now)
            if _same(was, now, self.was.names):
                return "updated", "", None
            return "needs_decision", CORE_OUT, self._written(key, now)
        return self._cells(key, was, new, now)

    def _without_local(
        self, was: Mapping[str, str] | None, new: Mapping[str, str] | None
    ) -> tuple[Outcome, str, str | None]:
        """A row that the place does not have never comes back; a change of the core is told."""
        if new is None:
            return "same", "", None
        if was is None:
            return "updated", "", self._line([new.get(name, "") for name in self.names])
        if _same(was, new, self.was.names):
            return "kept", "", None
        return "needs_decision", "this place took it out, and the core changed it", None

    def _cells(
        self, key: str, was: Mapping[str, str] | None, new: Mapping[str, str], now: Mapping[str, str]
    ) -> tuple[Outcome, str, str | None]:
        merged = [_cell(name, was, new, now) for name in self.names]
        line = self._written(key, dict(zip(self.names, (said for said, _ in merged), strict=True)))
        found = {outcome for _, outcome in merged}
        if "needs_decision" in found:
            why = "both changed it" if was is not None else "both added it"
            return "needs_decision", why, line
        if {"updated", "kept"} <= found or {"updated", "same"} <= found:
            return "merged", "", line
        return (
            next((outcome for outcome in ("updated", "kept", "same") if outcome in found), "unchanged"),
            "",
            line,
        )

    def _chosen(self, key: str, choice: Choice) -> tuple[Outcome, str, str | None]:
        new, now = self.new.rows.get(key), self.now.rows.get(key)
        if choice.take == "text":
            return "merged", "", self._stated(key, choice.text or "")
        if choice.take == "local":
            return "kept", "", self._settled(key)[2]
        if new is None or now is None:
            return (
                "updated",
                "",
                None if new is None else self._line([new.get(name, "") for name in self.names]),
            )
        was = self.was.rows.get(key)
        merged = [(name, _cell(name, was, new, now)) for name in self.names]
        cells = {name: new[name] if outcome == "needs_decision" else said for name, (said, outcome) in merged}
        return "updated", "", self._written(key, cells)

    def _stated(self, key: str, text: str) -> str | None:
        """A row that somebody wrote: as it is, if it has this key and no more cells than there are columns."""
        if not text.strip():
            return None
        records = [record for record in parse(text.strip("\r\n"), self.now.delimiter) if any(record.cells)]
        if (
            len(records) != 1
            or collapsed(records[0].cells[0]) != key
            or len(records[0].cells) > len(self.names)
        ):
            raise InputError(
                f'the text is no row "{key}" of this table',
                hint=f"Write one line with the columns {', '.join(self.names)}, beginning with {key}.",
            )
        return text.strip("\r\n")

    def _written(self, key: str, row: Mapping[str, str]) -> str:
        """A row of the place: as it wrote it where nothing in it is different."""
        cells = [row.get(name, "") for name in self.names]
        mine = [self.now.rows[key].get(name, "") for name in self.names]
        return self.now.raw[key] if cells == mine and self.names == self.now.names else self._line(cells)

    def _line(self, cells: Sequence[str]) -> str:
        out = io.StringIO()
        csv.writer(out, delimiter=self.now.delimiter, lineterminator="").writerow(cells)
        return out.getvalue()


def _cell(
    name: str, was: Mapping[str, str] | None, new: Mapping[str, str], now: Mapping[str, str]
) -> tuple[str, Outcome]:
    """What a cell of a row says that both sides have, and what became of it."""
    mine = now.get(name)
    if name not in new:
        return mine or "", "unchanged"
    if mine is None:
        return new[name], "unchanged"
    before = None if was is None else collapsed(was.get(name, ""))
    theirs, ours = collapsed(new[name]), collapsed(mine)
    if theirs == ours:
        return mine, "unchanged" if theirs == before else "same"
    if before is None:
        return mine, "needs_decision"
    if theirs == before:
        return mine, "kept"
    return (new[name], "updated") if ours == before else (mine, "needs_decision")


def _same(one: Mapping[str, str], other: Mapping[str, str], names: Sequence[str]) -> bool:
    return all(collapsed(one.get(name, "")) == collapsed(other.get(name, "")) for name in names)
