"""A place's documents as HTML. Nothing of them is HTML already: words are escaped, links are looked at."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Sequence

from localkit.cli.pages.markup import Html, joined, tag
from localkit.engine.exporting import Leads
from localkit.model.export import Chapter, Export
from localkit.model.prose import (
    Block,
    Code,
    Divider,
    Heading,
    Image,
    Inline,
    Listing,
    Paragraph,
    Quote,
    Run,
    Table,
    boxed,
    plain,
)
from localkit.syntax.links import led_to


class ProseWriter:
    """Writes chapters.

    Args:
        export: All of them, with the pictures they show.
    """

    def __init__(self, export: Export) -> None:
        self._pictures = export.pictures
        self._leads = Leads(export.chapters)
        self._heading = ""
        self._tables = 0

    def chapter(self, chapter: Chapter) -> Html:
        """What a chapter says, below its title."""
        self._heading = chapter.title
        return self._blocks(chapter.path, chapter.blocks)

    def _blocks(self, path: str, blocks: Sequence[Block]) -> Html:
        return joined([self._block(path, block) for block in blocks], "\n")

    def _block(self, path: str, block: Block) -> Html:
        match block:
            case Heading():
                self._heading = plain(block.words) or self._heading
                return tag(f"h{block.level + 1}", self._words(path, block.words), id=block.name)
            case Paragraph():
                said = self._words(path, block.words)
                return said if block.tight else tag("p", said)
            case Quote():
                return tag("blockquote", self._blocks(path, block.blocks))
            case Listing():
                return self._listing(path, block)
            case Table():
                return self._table(path, block)
            case Code():
                return tag("pre", tag("code", block.text))
            case Divider():
                return tag("hr")

    def _listing(self, path: str, block: Listing) -> Html:
        items = joined(
            [
                tag("li", self._blocks(path, item), class_="box" if boxed(item) else None)
                for item in block.items
            ],
            "\n",
        )
        if block.start is None:
            return tag("ul", items)
        return tag("ol", items, start=None if block.start == 1 else str(block.start))

    def _table(self, path: str, block: Table) -> Html:
        head = tag("tr", *self._cells(path, block.head, block.right, "th")) if block.head else None
        rows = [tag("tr", *self._cells(path, row, block.right, "td")) for row in block.rows]
        form = not block.head and all(len(row) == 2 for row in block.rows)
        parts = (tag("thead", head) if head else None, tag("tbody", joined(rows, "\n")))
        whole = tag("table", *parts, class_="form" if form else None)
        self._tables += 1
        name = f"Table {self._tables}: {self._heading}"
        return tag("div", whole, class_="scroll", tabindex="0", role="region", aria_label=name)

    def _cells(
        self, path: str, row: Sequence[Sequence[Inline]], right: frozenset[int], kind: str
    ) -> Iterator[Html]:
        for number, words in enumerate(row):
            element = kind if words else "td"  # a heading without words heads nothing
            scope = "col" if element == "th" else None
            yield tag(
                element, self._words(path, words), scope=scope, class_="right" if number in right else None
            )

    def _words(self, path: str, words: Sequence[Inline]) -> Html:
        return joined([self._inline(path, item) for item in words])

    def _inline(self, path: str, item: Inline) -> Html:
        link = self._leads.lead(path, item.link) if item.link is not None else None
        if isinstance(item, Image):
            shown = self._image(path, item)
        else:
            shown = _manner(item)
            link = link or (self._leads.named(item.text) if item.code and item.link is None else None)
        return tag("a", shown, href=link) if link else shown

    def _image(self, path: str, image: Image) -> Html:
        found = self._pictures.get(led_to(path, image.source) or "")
        if found is None:
            return tag("span", f"[{image.alt or image.source}]", class_="quiet")
        data = base64.b64encode(found.data).decode()
        return tag("img", src=f"data:image/{found.kind};base64,{data}", alt=image.alt)


def _manner(run: Run) -> Html:
    shown = joined(list(run.text.split("\n")), "<br>")
    for wanted, element in ((run.code, "code"), (run.struck, "s"), (run.italic, "em"), (run.bold, "strong")):
        if wanted:
            shown = tag(element, shown)
    return shown
