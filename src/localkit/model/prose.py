"""A document as people read it: headings, paragraphs, lists, tables, and the words in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one manner. A line break in them is a line break for the reader.

    Attributes:
        text: The words.
        bold: Strong.
        italic: Emphasised.
        struck: Struck out.
        code: A name, as programs write it.
        link: Where they lead, as the document says it; None where they lead nowhere.
    """

    text: str
    bold: bool = False
    italic: bool = False
    struck: bool = False
    code: bool = False
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Image:
    """A picture among words.

    Attributes:
        source: Where it lies, as the document says it.
        alt: What it shows, in words.
        link: As for ``Run``.
    """

    source: str
    alt: str
    link: str | None = None


BOXES = ("☐", "☑")
"""A box to tick, and one that is ticked."""

Inline: TypeAlias = Run | Image
Words: TypeAlias = tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading below the document's title.

    Attributes:
        level: As the document says it; in an outlined document 2 for the first below the title, none skipped.
        words: What it says.
        name: What links call it; empty until the document is outlined.
    """

    level: int
    words: Words
    name: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; a tight one is an entry of a list without space around it."""

    words: Words
    tight: bool = False


@dataclass(frozen=True, slots=True)
class Quote:
    """What somebody else says."""

    blocks: Blocks


@dataclass(frozen=True, slots=True)
class Listing:
    """A list; ``start`` is the first number of a numbered one."""

    items: tuple[Blocks, ...]
    start: int | None = None


@dataclass(frozen=True, slots=True)
class Code:
    """Lines as they stand."""

    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table.

    Attributes:
        head: The row that names the columns; empty where none does.
        rows: The others, each as long as the widest.
        right: Numbers of the columns, from 0, whose cells stand at their right edge.
    """

    head: tuple[Words, ...]
    rows: tuple[tuple[Words, ...], ...]
    right: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Divider:
    """A line between two thoughts."""


Block: TypeAlias = Heading | Paragraph | Quote | Listing | Code | Table | Divider
Blocks: TypeAlias = tuple[Block, ...]


def inlines(blocks: Iterable[Block]) -> Iterator[Inline]:
    """Every run and picture, in the order in which they are read. Code is no run."""
    for block in blocks:
        match block:
            case Heading() | Paragraph():
                yield from block.words
            case Quote():
                yield from inlines(block.blocks)
            case Listing():
                for item in block.items:
                    yield from inlines(item)
            case Table():
                for row in (block.head, *block.rows):
                    for cell in row:
                        yield from cell
            case Code() | Divider():
                pass


def boxed(item: Blocks) -> bool:
    """Whether an entry of a list begins with a box to tick, which is all the mark that it needs."""
    match item:
        case (Paragraph(words=(Run(text=text), *_)), *_):
            return text.startswith(BOXES)
    return False


def plain(words: Iterable[Inline]) -> str:
    """What is left of words without their manner; a picture is what it shows."""
    return "".join(item.text if isinstance(item, Run) else item.alt for item in words)
