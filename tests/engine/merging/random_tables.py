"""Random tables of rows and columns, and random edits of them."""

from __future__ import annotations

import copy
import csv
import io
from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import TypeAlias

from tests.engine.merging.random_words import Case, Pen


@dataclass
class Table:
    """Rows by key, cells by column, and how a side writes them."""

    columns: list[str]
    rows: dict[str, dict[str, str]]
    delimiter: str = ","
    end: str = "\n"
    final: bool = True
    blank: int | None = None
    quoted: bool = False
    moved: bool = False


def case(seed: int) -> Case:
    """A table as received, as in the new core, and as a place has it."""
    draw = Random(seed)
    base = _table(draw, Pen("base"))
    core, local = (_edited(draw, base, who) for who in ("core", "own"))
    texts = [written(side) for side in (base, core, local)]
    return Case(
        "table.csv", texts[0], texts[1], texts[2], core.moved, local.moved, _may_miss(base, core, local)
    )


def _may_miss(base: Table, core: Table, local: Table) -> tuple[str, ...]:
    """Cells of the core where its new column crosses a row that the place took out, or the other way round."""
    return tuple(
        cell
        for key, row in core.rows.items()
        for name, cell in row.items()
        if (key in base.rows and key not in local.rows and name not in base.columns)
        or (key not in base.rows and name in base.columns and name not in local.columns)
    )


def _table(draw: Random, pen: Pen) -> Table:
    columns = ["id", *(pen.word() for _ in range(draw.randint(0, 3)))]
    keys = [pen.word() for _ in range(draw.randint(0, 5))]
    if keys and draw.random() < 0.05:
        columns = ["id"]
    table = Table(columns, {key: {name: _cell(draw, pen) for name in columns[1:]} for key in keys})
    table.final = draw.random() < 0.9
    return table


def _cell(draw: Random, pen: Pen) -> str:
    said = draw.choice(("{0}", "{0}", "{0}", "", "yes", "{0}, {1}", 'the "{0}" of', "{0}\n{1}", "{0}; x"))
    return said.format(pen.word(), pen.word()) if "{" in said else said


Edit: TypeAlias = Callable[[Random, Table, Pen], None]


def _edited(draw: Random, base: Table, who: str) -> Table:
    table, pen = copy.deepcopy(base), Pen(who)
    for _ in range(draw.choice((0, 1, 1, 2, 2, 3, 5))):
        draw.choice(_EDITS)(draw, table, pen)
    if draw.random() < 0.25:
        table.delimiter = draw.choice((",", ";", "\t"))
        table.end = draw.choice(("\n", "\r\n"))
        table.final = draw.random() < 0.8
        table.quoted = draw.random() < 0.3
    if table.rows and draw.random() < 0.1:
        table.blank = draw.randrange(len(table.rows))
    return table


def _change_cell(draw: Random, table: Table, pen: Pen) -> None:
    if table.rows and len(table.columns) > 1:
        table.rows[draw.choice([*table.rows])][draw.choice(table.columns[1:])] = _cell(draw, pen)


def _add_row(draw: Random, table: Table, pen: Pen) -> None:
    key = pen.word() if draw.random() < 0.85 else "shared"
    if key not in table.rows:
        rows = [*table.rows.items()]
        rows.insert(draw.randint(0, len(rows)), (key, {name: _cell(draw, pen) for name in table.columns[1:]}))
        table.rows = dict(rows)


def _drop_row(draw: Random, table: Table, pen: Pen) -> None:
    if table.rows:
        table.rows.pop(draw.choice([*table.rows]))


def _move_row(draw: Random, table: Table, pen: Pen) -> None:
    if table.rows:
        rows = [*table.rows.items()]
        row = rows.pop(draw.randrange(len(rows)))
        rows.insert(draw.randint(0, len(rows)), row)
        table.rows = dict(rows)


def _add_column(draw: Random, table: Table, pen: Pen) -> None:
    name = pen.word() if draw.random() < 0.85 else "both"
    if name not in table.columns:
        table.columns.insert(draw.randint(1, len(table.columns)), name)
        for row in table.rows.values():
            row[name] = _cell(draw, pen)


def _drop_column(draw: Random, table: Table, pen: Pen) -> None:
    if len(table.columns) > 1:
        gone = table.columns.pop(draw.randrange(1, len(table.columns)))
        for row in table.rows.values():
            row.pop(gone)


def _rename_column(draw: Random, table: Table, pen: Pen) -> None:
    if len(table.columns) > 1:
        at = draw.randrange(1, len(table.columns))
        old, new = table.columns[at], pen.word()
        table.columns[at] = new
        for row in table.rows.values():
            row[new] = row.pop(old)
        table.moved = True


def _move_column(draw: Random, table: Table, pen: Pen) -> None:
    if len(table.columns) > 2:
        name = table.columns.pop(draw.randrange(1, len(table.columns)))
        table.columns.insert(draw.randint(1, len(table.columns)), name)


_EDITS: tuple[Edit, ...] = (
    _change_cell,
    _change_cell,
    _change_cell,
    _add_row,
    _add_row,
    _drop_row,
    _move_row,
    _add_column,
    _drop_column,
    _rename_column,
    _move_column,
)


def written(table: Table) -> str:
    """The table as a side writes it."""
    lines = [_line(table, table.columns)]
    for number, (key, row) in enumerate(table.rows.items()):
        lines.append(_line(table, [key, *(row[name] for name in table.columns[1:])]))
        if number == table.blank:
            lines.append("")
    return table.end.join(lines) + (table.end if table.final else "")


def _line(table: Table, cells: list[str]) -> str:
    out = io.StringIO()
    writer = csv.writer(
        out,
        delimiter=table.delimiter,
        lineterminator="\r\n",
        quoting=csv.QUOTE_ALL if table.quoted else csv.QUOTE_MINIMAL,
    )
    writer.writerow(cells)
    return out.getvalue()[:-2]
