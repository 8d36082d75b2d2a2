"""Tables of a Word file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Emu, Pt

from localkit.cli.papers.sheet import WIDTH
from localkit.cli.papers.xml import element
from localkit.model.prose import Table, Words, plain

if TYPE_CHECKING:
    from localkit.cli.papers.body import Body
    from localkit.cli.papers.words import WordWriter

_MOST_COLUMNS: Final = 63
"""Word opens no table that is wider."""
_MANY: Final = 6
_LETTERS: Final = 85
"""Letters that fit beside each other."""
_TO_FILL_IN: Final = 60
"""Letters for all columns without words together: somebody is to write there."""


def table(body: Body, writer: WordWriter, path: str, block: Table) -> None:
    """Add a table. What is too wide for one stands as lines, with the cells behind each other."""
    rows = [*([block.head] if block.head else []), *block.rows]
    columns = max(map(len, rows), default=0)
    if not columns:
        return
    if columns > _MOST_COLUMNS:
        _as_lines(body, writer, path, rows)
        return
    made = body.document.add_table(len(rows), columns, style="Table Grid")
    widths = _widths(rows, columns)
    for column, width in zip(made.columns, widths, strict=True):
        column.width = width
    for number, (row, words) in enumerate(zip(made.rows, rows, strict=True)):
        heads = bool(block.head) and number == 0
        _mark(row._tr, heads)
        if not all(words):
            row.height = Cm(0.8)  # at least: somebody writes there
        for at, (cell, said) in enumerate(zip(row.cells, words, strict=False)):
            cell.width = widths[at]
            paragraph = cell.paragraphs[0]
            paragraph.paragraph_format.space_after = Pt(0)
            if at in block.right:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            writer.write(paragraph, path, said, bold=heads)
            if columns > _MANY:
                for run in paragraph.runs:
                    run.font.size = Pt(8)
    body.paragraph().paragraph_format.space_after = Pt(0)  # two tables without it become one


def _mark(row: Any, heads: bool) -> None:
    """A row stays on one page; the one with the headings comes again on each."""
    properties = row.get_or_add_trPr()
    properties.append(element("cantSplit"))
    if heads:
        properties.append(element("tblHeader"))


def _widths(rows: Sequence[Sequence[Words]], columns: int) -> list[Emu]:
    """Room for the longest word of each column first; what is left goes where the texts are long."""
    least, wanted = [], []
    for number in range(columns):
        cells = [plain(row[number]) for row in rows if number < len(row)]
        longest = max((len(word) for cell in cells for word in cell.split()), default=0)
        least.append(max(min(longest + 2, 20), 6 if any(cells[1:]) else _TO_FILL_IN // columns + 4))
        wanted.append(max(min(max(map(len, cells), default=0), 60), least[-1]))
    spare = max(_LETTERS - sum(least), 0) / max(sum(wanted) - sum(least), 1)
    letters = [one + (other - one) * spare for one, other in zip(least, wanted, strict=True)]
    return [Emu(int(WIDTH * count / sum(letters))) for count in letters]


def _as_lines(body: Body, writer: WordWriter, path: str, rows: Sequence[Sequence[Words]]) -> None:
    for row in rows:
        paragraph = body.paragraph()
        for number, said in enumerate(row):
            if number:
                paragraph.add_run(" | ")
            writer.write(paragraph, path, said)
