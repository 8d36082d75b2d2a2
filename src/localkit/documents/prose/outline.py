"""A document's title, and its headings as an outline in which no level is skipped."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from localkit.model.prose import Heading, Image, Paragraph, plain
from localkit.syntax.words import collapsed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from localkit.model.prose import Block, Blocks

_DEEPEST: Final = 5
_DROPPED = re.compile(r"[^\w\- ]")


@dataclass(frozen=True, slots=True)
class Outlined:
    """A document in order: its title, if it has one of its own, what follows, and where links lead."""

    title: str | None
    blocks: Blocks
    places: Mapping[str, str]


def outlined(blocks: Blocks, name: str) -> Outlined:
    """Take the title off, give every heading a name, and close gaps between levels.

    Args:
        blocks: The document.
        name: What links call it; names of headings begin with it.
    """
    places: dict[str, str] = {}
    title = _title(blocks)
    if title is not None:
        _called(places, title, name)
        blocks = (*_pictures(blocks[0]), *blocks[1:])
    found: list[Block] = []
    above: list[int] = []
    for number, block in enumerate(blocks):
        if not isinstance(block, Heading):
            found.append(block)
        elif not collapsed(plain(block.words)):
            found.extend(_pictures(block))
        else:
            above = [level for level in above if level < block.level]
            level = min(len(above) + 2, _DEEPEST)
            above.append(block.level)
            found.append(replace(block, level=level, name=f"{name}_{number + 1}"))
            _called(places, plain(block.words), f"{name}_{number + 1}")
    return Outlined(title, tuple(found), places)


def _pictures(block: Block) -> tuple[Paragraph, ...]:
    """The pictures in a heading, below it: a title and a list of contents are words."""
    shown = (
        tuple(item for item in block.words if isinstance(item, Image)) if isinstance(block, Heading) else ()
    )
    return (Paragraph(shown),) if shown else ()


def _title(blocks: Blocks) -> str | None:
    """The first heading's words, if the document begins with one of the first level."""
    match blocks:
        case (Heading(level=1, words=words), *_):
            return collapsed(plain(words)) or None
    return None


def _called(places: dict[str, str], title: str, name: str) -> None:
    """Note the name that web services and editors give a heading, by which other documents link to it."""
    slug = _DROPPED.sub("", unicodedata.normalize("NFC", collapsed(title)).lower()).replace(" ", "-")
    number, free = 0, slug
    while free in places:
        number += 1
        free = f"{slug}-{number}"
    places[free] = name
