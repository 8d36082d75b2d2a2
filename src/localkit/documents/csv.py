"""CSV and TSV files: rows by key, columns by name."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from localkit.documents.text import TextDocument, related
from localkit.model.document import Content, Location, Relation
from localkit.syntax.csv import Record, parse, sniff
from localkit.syntax.words import collapsed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from localkit.model.passage import Passage

Cells: TypeAlias = tuple[str, ...]
Block: TypeAlias = tuple[frozenset[int], frozenset[int]]
"""Numbers of rows (the header is 0) and of columns: the cells where they cross."""


def read(path: str, text: str) -> TableDocument:
    """Read a text as CSV.

    Raises:
        DataError: A quote is opened and never closed.
    """
    tabs = path.lower().endswith(".tsv") and "\t" in text
    return TableDocument(path, text, parse(text, "\t" if tabs else sniff(text)))


class TableDocument(TextDocument):
    """A table whose first row names the columns; rows and trailing cells that are empty are not seen.

    Args:
        path: Relative path.
        text: The decoded text.
        records: Its rows.
    """

    kind = "csv"

    def __init__(self, path: str, text: str, records: Iterable[Record]) -> None:
        super().__init__(path, text)
        read_rows = [(record, _trimmed(map(collapsed, record.cells))) for record in records]
        self.records = tuple(record for record, cells in read_rows if cells)
        self.rows = tuple(cells for _, cells in read_rows if cells)
        self.names: Cells = self.rows[0] if self.rows else ()
        self._columns = frozenset(range(max(map(len, self.rows), default=0)))

    @cached_property
    def keyed(self) -> bool:
        """Whether the first column's cells are all there and all different: then row order says nothing."""
        keys = [row[0] for row in self.rows[1:]]
        return "" not in keys and len(set(keys)) == len(keys)

    def locate(self, passage: Passage) -> Location | None:
        """See ``Document``; a column is no run of text."""
        if passage.form == "row":
            row = self._row(passage)
            return None if row is None else self.location(self.records[row].span)
        if passage.form == "column":
            if self._column(passage.column) is None:
                return None
            first, last = self.location(self.records[0].span), self.location(self.records[-1].span)
            return Location(first.line, last.end_line)
        return super().locate(passage)

    def content(self, passage: Passage, without: Sequence[Passage] = ()) -> Content:
        """See ``Document``: one word for each cell that is not empty."""
        outer, inner = self._block(passage), [self._block(one) for one in without]
        whole = {row for rows, columns in inner if columns >= outer[1] for row in rows}
        kept = [(row, self._left(row, outer, inner)) for row in sorted(outer[0] - whole)]
        if self.keyed:
            kept.sort(key=lambda one: (one[0] > 0, self.rows[one[0]][0]))
        heard = tuple(cell for _, cells in kept for cell in cells if cell)
        if passage.form == "column":
            return Content(", ".join(heard), heard, self._column_form(kept))
        canonical = tuple(_trimmed(cells) for _, cells in kept)
        if passage.form == "row":
            return Content(", ".join(heard), heard, canonical)
        text = self.left(self.needed(passage), [self.records[row].span for row in whole])
        return Content(text, heard, canonical)

    def relation(self, one: Passage, other: Passage) -> Relation:
        """See ``Document``: by cells."""
        (rows, columns), (others, across) = self._block(one), self._block(other)
        if (rows, columns) == (others, across):
            return "same"
        if not (rows and others):  # a region without rows
            span, beside = self.span(one), self.span(other)
            return related(span, beside) if span and beside else "apart"
        if rows <= others and columns <= across:
            return "inside"
        if rows >= others and columns >= across:
            return "contains"
        return "overlaps" if rows & others and columns & across else "apart"

    def _left(self, row: int, outer: Block, inner: Iterable[Block]) -> Cells:
        gone = {column for rows, columns in inner if row in rows for column in columns}
        cells = enumerate(self.rows[row])
        return tuple(cell for column, cell in cells if column in outer[1] and column not in gone)

    def _column_form(self, kept: Iterable[tuple[int, Cells]]) -> object:
        cells = [(row, said[0] if said else "") for row, said in kept]
        if self.keyed:
            return tuple((self.rows[row][0], cell) for row, cell in cells)
        return tuple(cell for _, cell in cells)

    def _block(self, passage: Passage) -> Block:
        rows = range(len(self.rows))
        if passage.form == "file":
            return frozenset(rows), self._columns
        if passage.form == "row" and (row := self._row(passage)) is not None:
            return frozenset([row]), self._columns
        if passage.form == "column" and (column := self._column(passage.column)) is not None:
            return frozenset(rows[1:]), frozenset([column])
        start, end = self.needed(passage)
        return frozenset(row for row in rows if start <= self.records[row].span[0] < end), self._columns

    def _row(self, passage: Passage) -> int | None:
        column = 0 if passage.key is None else self._column(passage.key)
        if column is None or passage.row is None:
            return None
        key = collapsed(passage.row)
        return _only(
            [row for row, cells in enumerate(self.rows) if row and cells[column : column + 1] == (key,)]
        )

    def _column(self, name: str | None) -> int | None:
        """The number of the only column of this name."""
        wanted = collapsed(name or "")
        return _only([number for number, said in enumerate(self.names) if said == wanted])


def _only(found: Sequence[int]) -> int | None:
    return found[0] if len(found) == 1 else None


def _trimmed(cells: Iterable[str]) -> Cells:
    """The cells up to the last that is not empty."""
    kept = list(cells)
    while kept and not kept[-1]:
        kept.pop()
    return tuple(kept)
