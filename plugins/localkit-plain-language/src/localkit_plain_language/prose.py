"""The sentences of a Markdown page: what people read one after the other, without what they look up.

Headings, tables, code, pictures, addresses and HTML are left out; of a link its words stay. Each item of a list is a
sentence of its own, whether or not a full stop ends it: nobody reads a list in one breath.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from localkit.documents.front_matter import find
from localkit.syntax.lines import Lines

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

FEWEST: Final = 3
"""Words: less is a label ("Date:"), and textstat takes it for no sentence."""

_END: Final = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s)")
_SHORT: Final = re.compile(
    r"(?:^|[\s(])(?:e\.g|i\.e|etc|cf|vs|approx|Mr|Mrs|Ms|Dr|Prof|St|No|Nos|[A-Z])\.$", re.ASCII
)
_ADDRESS: Final = re.compile(r"\b(?:https?://|www\.)\S+|\S+@\S+\.\S+")
_NEXT: Final = re.compile(r"\s*(\S?)")
_WORD: Final = re.compile(r"\w")


@dataclass(frozen=True)
class Sentence:
    """One sentence.

    Attributes:
        text: Its words, with single spaces.
        line: The line of the page where it begins, counted from 1.
    """

    text: str
    line: int


def sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of a page, in order; those of one or two words are left out.

    Args:
        text: The whole page, front matter and all.
    """
    lines = Lines(text)
    front = find(lines)
    start = front.body if front else 0
    above = lines.line(start) - 1
    found = (
        sentence
        for said, line in _blocks(_parser().parse(text[start:]))
        for sentence in _split(said, line + above)
    )
    return tuple(sentence for sentence in found if len(sentence.text.split()) >= FEWEST)


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt  # noqa: PLC0415  slow to import

    return MarkdownIt("commonmark").enable("table")


def _blocks(tokens: list[Token]) -> Iterator[tuple[str, int]]:
    """Each paragraph or item as text, line breaks kept, with its first line."""
    left_out = 0
    for token in tokens:
        if token.type in ("heading_open", "table_open"):
            left_out += 1
        elif token.type in ("heading_close", "table_close"):
            left_out -= 1
        elif token.type == "inline" and not left_out and token.map:
            yield "".join(_said(token.children or [])), token.map[0] + 1


def _said(children: list[Token]) -> Iterator[str]:
    for token in children:
        if token.type == "text":
            yield token.content
        elif token.type in ("softbreak", "hardbreak"):
            yield "\n"


def _split(said: str, line: int) -> Iterator[Sentence]:
    begin = 0
    for end in [*_ends(said), len(said)]:
        piece = said[begin:end]
        words = [word for word in _ADDRESS.sub(" ", piece).split() if _WORD.search(word)]
        if words:
            blank = len(piece) - len(piece.lstrip())
            yield Sentence(" ".join(words), line + piece.count("\n", 0, blank))
        line += piece.count("\n")
        begin = end


def _ends(said: str) -> Iterator[int]:
    """Where sentences end; not behind a short form, and not before a small letter."""
    for found in _END.finditer(said):
        behind = _NEXT.match(said, found.end())
        small = behind is not None and behind[1].islower()
        if not small and not _SHORT.search(said[max(0, found.end() - 12) : found.end()]):
            yield found.end()
