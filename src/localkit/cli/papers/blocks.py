"""What a chapter says, in a Word file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from docx.shared import Twips

from localkit.cli.papers.body import Body
from localkit.cli.papers.numbering import Lists, indent
from localkit.cli.papers.tables import table
from localkit.cli.papers.words import WordWriter
from localkit.cli.papers.xml import bookmark, element, said
from localkit.model.prose import Block, Code, Divider, Heading, Listing, Paragraph, Quote, Table, boxed

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph as WordParagraph

    from localkit.model.export import Chapter, Export

_QUOTED: Final = 400
_LINES: Final = 200
"""Lines of code in one paragraph; Word is slow with very long ones."""


@dataclass(frozen=True)
class _Spot:
    """Where a block stands: in how many lists and quotes."""

    path: str
    lists: int = 0
    quotes: int = 0

    @property
    def left(self) -> Twips:
        inner = indent(self.lists - 1).twips if self.lists else 0
        return Twips(int(inner) + _QUOTED * self.quotes)


class BlockWriter:
    """Writes chapters into a file.

    Args:
        document: The file.
        export: All chapters, with the pictures they show.
    """

    def __init__(self, document: Document, export: Export) -> None:
        self._body = Body(document)
        self._words = WordWriter(self._body, export)
        self._lists = Lists(document)
        self._bookmarks = 0

    def chapter(self, chapter: Chapter) -> None:
        """Add a chapter; its title begins a page."""
        title = self._body.paragraph("Heading 1")
        title.add_run(said(chapter.title))
        self._mark(title, chapter.name)
        if chapter.origin:
            self._body.paragraph("Source").add_run(said(chapter.origin))
        self._blocks(_Spot(chapter.path), chapter.blocks)

    def _mark(self, paragraph: WordParagraph, name: str) -> None:
        self._bookmarks += 1
        bookmark(paragraph, name, self._bookmarks)

    def _blocks(self, spot: _Spot, blocks: Sequence[Block]) -> None:
        for block in blocks:
            self._block(spot, block)

    def _block(self, spot: _Spot, block: Block) -> None:
        match block:
            case Heading():
                paragraph = self._body.paragraph(f"Heading {block.level}")
                self._words.write(paragraph, spot.path, block.words)
                self._mark(paragraph, block.name)
            case Paragraph():
                self._words.write(self._paragraph(spot), spot.path, block.words)
            case Quote():
                self._blocks(replace(spot, quotes=spot.quotes + 1), block.blocks)
            case Listing():
                self._listing(spot, block)
            case Table():
                table(self._body, self._words, spot.path, block)
            case Code():
                self._code(spot, block.text)
            case Divider():
                _ruled(self._body.paragraph())

    def _paragraph(self, spot: _Spot) -> WordParagraph:
        style = "Quote" if spot.quotes else "List Paragraph" if spot.lists else None
        paragraph = self._body.paragraph(style)
        if spot.left:
            paragraph.paragraph_format.left_indent = spot.left
        return paragraph

    def _listing(self, spot: _Spot, block: Listing) -> None:
        number = self._lists.begin(block.start, spot.lists)
        inside = replace(spot, lists=spot.lists + 1)
        for item in block.items:
            first = self._paragraph(inside)
            first.paragraph_format.first_line_indent = Twips(-int(indent(0).twips))
            if not boxed(item):
                self._lists.mark(first, number, spot.lists)
            behind = item
            if item and isinstance(item[0], Paragraph):
                self._words.write(first, spot.path, item[0].words)
                behind = item[1:]
            self._blocks(inside, behind)

    def _code(self, spot: _Spot, text: str) -> None:
        lines = said(text).split("\n")
        for at in range(0, len(lines), _LINES):
            paragraph = self._body.paragraph("Code")
            paragraph.add_run("\n".join(lines[at : at + _LINES]))
            if spot.left:
                paragraph.paragraph_format.left_indent = spot.left


def _ruled(paragraph: WordParagraph) -> None:
    """A line across the page."""
    borders = element("pBdr")
    borders.append(element("bottom", val="single", sz=6, space=1, color="8A9099"))
    properties: Any = paragraph._p.get_or_add_pPr()
    properties.append(borders)
