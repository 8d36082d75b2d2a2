"""CSV merged by row key and column: neighbouring rows are no conflict, the place's writing stays."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import TypeAlias

from localkit.engine.merging.lines import line_end
from localkit.engine.merging.sequences import chunks
from localkit.engine.merging.table_columns import Columns, merge_columns
from localkit.engine.merging.table_reading import Table, called_alike, empty_like, read_table
from localkit.errors import InputError
from localkit.model.merging import Choice, Choose, DocumentMerge, Outcome, PartMerge, undecided
from localkit.syntax.csv import parse
from localkit.syntax.marks import DataError
from localkit.syntax.words import collapsed

CORE_OUT = "the core took it out, and this place changed it"
PLACE_OUT = "this place took it out, and the core changed it"
_HEAD = ""

Row: TypeAlias = Mapping[str, str]
Settled: TypeAlias = tuple[Outcome, str, str | None]
"""What becomes of a row: its outcome, why it needs a decision, how it is written (None: it is not there)."""


def merge_tables(base: str, core: str, local: str, choose: Choose = undecided) -> DocumentMerge | None:
    """Merge three tables whose first column tells the rows apart.

    Args:
        base: The table as the place received it; an empty one had no rows.
        core: As the new core has it.
        local: As the place has it.
        choose: How a row, or a column, is to be settled where both sides changed it.

    Returns:
        The merged table, with the place's cells wherever something is to be decided; None where one of the three has
        no such key, or no header of different names: then lines have to do.

    Raises:
        InputError: A text that was chosen for a row is no row of this table.
    """
    now, core_table = read_table(local), read_table(core)
    if now is None or core_table is None:
        return None
    was = read_table(base) if base.strip() else empty_like(now)
    new, now = (None, None) if was is None else (called_alike(was, core_table), called_alike(was, now))
    if was is None or new is None or now is None:
        return None
    columns = merge_columns(was, new, now, choose)
    if columns is None:
        return None
    return _TableMerging(was, new, now, columns, line_end(local), choose).result(local)


class _TableMerging:
    def __init__(
        self, was: Table, new: Table, now: Table, columns: Columns, end: str, choose: Choose
    ) -> None:
        self.was, self.new, self.now = was, new, now
        self.columns = columns
        self.names = columns.names
        self.end = end
        self.choose = choose

    def result(self, local: str) -> DocumentMerge:
        keys = self._keys()
        rows = {key: self._row(key) for key in dict.fromkeys([*keys, *self.was.rows])}
        same = self.names == self.now.names and self.columns.titles == self.now.titles
        head = (
            self.now.written[_HEAD] if same else self.now.line([self.columns.titles[n] for n in self.names])
        )
        lines = [(_HEAD, head), *((key, said) for key in keys if (said := rows[key].merged) is not None)]
        text = self.now.above
        for key, said in lines:
            below = self.now.below.get(key, self.end)
            text += said + (below if below.startswith(("\r", "\n")) else self.end)
        if not local.endswith(("\n", "\r")):
            text = text.removesuffix("\n").removesuffix("\r")
        told = tuple(part for part in rows.values() if part.outcome != "unchanged")
        return DocumentMerge(text, (*self.columns.parts, *told))

    def _keys(self) -> list[str]:
        """Rows: the place's order, those that only the core has behind what they stand behind there."""
        keys = list(self.now.rows)
        if [key for key in keys if key in self.was.rows] == [
            key for key in self.was.rows if key in self.now.rows
        ]:
            keys = self._in_cores_order(keys)
        last: str | None = None
        for key in self.new.rows:
            if key not in self.now.rows:
                keys.insert(0 if last is None else keys.index(last) + 1, key)
            last = key
        return keys

    def _in_cores_order(self, keys: list[str]) -> list[str]:
        """The place never moved a row: rows that the core moved follow it, the place's own stay by their neighbour."""
        order: list[Hashable] = []
        for chunk in chunks(list(self.was.rows), list(self.new.rows), keys):
            side: Sequence[str] = list(self.new.rows) if chunk.kind == "core" else keys
            order.extend(side[slice(*(chunk.core if chunk.kind == "core" else chunk.local))])
        found = [str(key) for key in order]
        same = len(set(found)) == len(found) and set(keys) <= set(found)
        return [key for key in found if key in self.now.rows] if same else keys

    def _row(self, key: str) -> PartMerge:
        outcome, why, line = self._settled(key)
        if outcome == "needs_decision":
            choice = self.choose(f"row={key}")
            if choice is not None:
                outcome, why, line = self._chosen(key, choice)
        said = [table.written.get(key) for table in (self.was, self.new, self.now)]
        was = said[0] if key in self.was.rows else None
        return PartMerge(f"row={key}", outcome, why, was, said[1], said[2], line)

    def _settled(self, key: str) -> Settled:
        was, new, now = self.was.rows.get(key), self.new.rows.get(key), self.now.rows.get(key)
        if now is None:
            return self._without_local(was, new)
        if new is None:
            if was is None:
                return "kept", "", self._said(key, now)
            if _same(was, now, self.now.names):
                return "updated", "", None
            return "needs_decision", CORE_OUT, self._said(key, now)
        return self._cells(key, was, new, now)

    def _without_local(self, was: Row | None, new: Row | None) -> Settled:
        """A row that the place does not have never comes back; a change of the core is told."""
        if new is None:
            return "same", "", None
        if was is None:
            return "updated", "", self._line(new)
        if _same(was, new, self.was.names):
            return "kept", "", None
        return "needs_decision", PLACE_OUT, None

    def _cells(self, key: str, was: Row | None, new: Row, now: Row) -> Settled:
        merged = {name: _cell(name, was, new, now) for name in self.names}
        line = self._said(key, {name: said for name, (said, _) in merged.items()})
        found = {outcome for _, outcome in merged.values()}
        if "needs_decision" in found:
            return "needs_decision", "both added it" if was is None else "both changed it", line
        if {"updated", "kept"} <= found or {"updated", "same"} <= found:
            return "merged", "", line
        one_side: tuple[Outcome, ...] = ("updated", "kept", "same")
        return next((outcome for outcome in one_side if outcome in found), "unchanged"), "", line

    def _chosen(self, key: str, choice: Choice) -> Settled:
        was, new, now = self.was.rows.get(key), self.new.rows.get(key), self.now.rows.get(key)
        if choice.take == "text":
            return "merged", "", self._stated(key, choice.text or "")
        if choice.take == "local":
            return "kept", "", self._settled(key)[2]
        if new is None or now is None:
            return "updated", "", None if new is None else self._line(new)
        merged = [(name, _cell(name, was, new, now)) for name in self.names]
        cells = {name: new[name] if outcome == "needs_decision" else said for name, (said, outcome) in merged}
        return "updated", "", self._said(key, cells)

    def _stated(self, key: str, text: str) -> str | None:
        """A row that somebody wrote: as it is, if it has this key and no more cells than there are columns."""
        if not text.strip():
            return None
        try:
            records = [one for one in parse(text.strip("\r\n"), self.now.delimiter) if any(one.cells)]
        except DataError:
            records = []
        fits = len(records) == 1 and len(records[0].cells) <= len(self.names)
        if not fits or collapsed(records[0].cells[0]) != key:
            titles = ", ".join(self.columns.titles[name] for name in self.names)
            raise InputError(
                f'the text is no row "{key}" of this table',
                hint=f"Write one line with the columns {titles}, beginning with {key}.",
            )
        return text.strip("\r\n")

    def _said(self, key: str, row: Row) -> str:
        """A row of the place: as it wrote it where nothing in it is different."""
        mine = [self.now.rows[key].get(name, "") for name in self.names]
        same = [row.get(name, "") for name in self.names] == mine and self.names == self.now.names
        return self.now.written[key] if same else self._line(row)

    def _line(self, row: Row) -> str:
        return self.now.line([row.get(name, "") for name in self.names])


def _cell(name: str, was: Row | None, new: Row, now: Row) -> tuple[str, Outcome]:
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


def _same(one: Row, other: Row, names: Sequence[str]) -> bool:
    return all(collapsed(one.get(name, "")) == collapsed(other.get(name, "")) for name in names)
