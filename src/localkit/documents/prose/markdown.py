"""Markdown as people read it. HTML in it is text; it is never obeyed."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from localkit.documents.prose.inline import without_comments, words
from localkit.model.prose import BOXES, Code, Divider, Heading, Listing, Paragraph, Quote, Run, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from markdown_it import MarkdownIt
    from markdown_it.tree import SyntaxTreeNode

    from localkit.model.prose import Block, Blocks, Inline, Words

_DEEPEST: Final = 40
"""Blocks within blocks. The parser loses what lies deeper."""
_BOX = re.compile(r"\[([ xX])\](?=\s)")


class TooDeepError(ValueError):
    """Blocks are nested so deep that the parser would lose some of their words."""


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt  # noqa: PLC0415  slow to import; only where there is Markdown

    return MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).enable(["table", "strikethrough"])


def blocks_of(text: str) -> Blocks:
    """The blocks of a Markdown text without front matter.

    Raises:
        TooDeepError: It cannot be read without losing words.
    """
    from markdown_it.tree import SyntaxTreeNode  # noqa: PLC0415  as above

    tokens = _parser().parse(text)
    if max((token.level for token in tokens), default=0) >= _DEEPEST - 1:
        raise TooDeepError("blocks are nested too deep")
    return tuple(_blocks(SyntaxTreeNode(tokens).children, top=True))


def _blocks(nodes: Iterable[SyntaxTreeNode], *, top: bool) -> Iterator[Block]:
    for node in nodes:
        if node.type == "heading":
            yield _heading(node) if top else Paragraph(_words(node, bold=True))
        elif node.type == "paragraph":
            yield Paragraph(_words(node), node.hidden)
        elif node.type == "blockquote":
            yield Quote(tuple(_blocks(node.children, top=False)))
        elif node.type in ("bullet_list", "ordered_list"):
            yield _listing(node)
        elif node.type == "table":
            yield _table(node)
        elif node.type == "hr":
            yield Divider()
        elif node.type == "html_block":
            yield from _shown(node.content)
        else:
            yield Code(node.content.removesuffix("\n"))


def _shown(html: str) -> Iterator[Block]:
    left = without_comments(html).strip()
    if left:
        yield Paragraph((Run(left),))


def _heading(node: SyntaxTreeNode) -> Heading:
    return Heading(int(node.tag[1:]), _words(node))


def _words(node: SyntaxTreeNode, *, bold: bool = False) -> Words:
    return tuple(
        item
        for inline in node.children
        if inline.token is not None
        for item in words(inline.token.children or (), bold=bold)
    )


def _listing(node: SyntaxTreeNode) -> Listing:
    items = tuple(_ticked(tuple(_blocks(item.children, top=False))) for item in node.children)
    if node.type == "bullet_list":
        return Listing(items)
    return Listing(items, int(node.attrs.get("start", 1)))


def _ticked(blocks: Blocks) -> Blocks:
    """An entry with its box drawn, if it begins with one."""
    match blocks:
        case (Paragraph(words=(Run() as first, *others)) as paragraph, *behind):
            drawn = _BOX.sub(lambda found: BOXES[found[1] != " "], first.text, count=1)
            if _BOX.match(first.text):
                rest: list[Inline] = [replace(first, text=drawn), *others]
                return (replace(paragraph, words=tuple(rest)), *behind)
    return blocks


def _table(node: SyntaxTreeNode) -> Table:
    rows = [row for part in node.children for row in part.children]
    head, *others = [tuple(_words(cell) for cell in row.children) for row in rows]
    right = frozenset(number for number, cell in enumerate(rows[0].children) if _at_right(cell))
    return Table(head if any(head) else (), tuple(others), right)


def _at_right(cell: SyntaxTreeNode) -> bool:
    return "right" in str(cell.attrs.get("style", ""))
