"""Random Markdown pages, and random edits of them; each word that a side writes is its own."""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import TypeAlias

from tests.engine.merging.random_words import Case, Pen

COMMON = ("the", "of", "and", "to", "home")


@dataclass
class Block:
    kind: str
    words: list[str]


@dataclass
class Part:
    """A section without its sub-sections; the first of a page has no heading."""

    level: int
    heading: list[str]
    blocks: list[Block]


@dataclass
class Page:
    parts: list[Part]
    front: dict[str, str] | None = None


@dataclass
class Style:
    """How a side writes what is no change."""

    width: int = 60
    end: str = "\n"
    final: bool = True
    underlined: bool = False
    tight: bool = False
    spread: bool = False


@dataclass
class Side:
    page: Page
    style: Style
    moved: bool = field(default=False)


def case(seed: int) -> Case:
    """A page as received, as in the new core, and as a place has it."""
    draw = Random(seed)
    base = Side(_page(draw, Pen("base")), Style(final=draw.random() < 0.9, underlined=draw.random() < 0.1))
    base.style.tight = draw.random() < 0.15
    core, local = (_edited(draw, base, who) for who in ("core", "own"))
    texts = [written(side.page, side.style) for side in (base, core, local)]
    return Case("page.md", texts[0], texts[1], texts[2], core.moved, local.moved)


def _page(draw: Random, pen: Pen) -> Page:
    parts = [Part(0, [], _blocks(draw, pen, draw.choice((0, 0, 1))))]
    parts += [_part(draw, pen) for _ in range(draw.randint(0, 5))]
    if len(parts) > 1 and draw.random() < 0.1:
        parts.append(copy.deepcopy(draw.choice(parts[1:])))
    front = {f"key{n}": pen.word() for n in range(draw.randint(1, 3))} if draw.random() < 0.25 else None
    return Page(parts, front)


def _part(draw: Random, pen: Pen) -> Part:
    heading = [pen.word()] if draw.random() < 0.8 else ["Notes"]
    return Part(draw.choice((1, 2, 2, 2, 3, 4)), heading, _blocks(draw, pen, draw.randint(0, 3)))


def _blocks(draw: Random, pen: Pen, number: int) -> list[Block]:
    return [_block(draw, pen) for _ in range(number)]


def _block(draw: Random, pen: Pen) -> Block:
    kind = draw.choice(("text", "text", "text", "list", "numbered", "fence", "quote", "table"))
    return Block(kind, _words(draw, pen, draw.randint(1, 14)))


def _words(draw: Random, pen: Pen, number: int) -> list[str]:
    return [draw.choice(COMMON) if draw.random() < 0.35 else pen.word() for _ in range(number)]


Edit: TypeAlias = Callable[[Random, Side, Pen], None]


def _edited(draw: Random, base: Side, who: str) -> Side:
    side, pen = copy.deepcopy(base), Pen(who)
    for _ in range(draw.choice((0, 1, 1, 1, 2, 2, 3, 5))):
        draw.choice(_EDITS)(draw, side, pen)
    if draw.random() < 0.2:
        side.style = Style(
            draw.choice((25, 60)),
            draw.choice(("\n", "\r\n", "\r\n", "\r")),
            draw.random() < 0.8,
            base.style.underlined,
            base.style.tight,
        )
    return side


def _some(draw: Random, side: Side) -> Part:
    return draw.choice(side.page.parts)


def _change_words(draw: Random, side: Side, pen: Pen) -> None:
    blocks = [block for part in side.page.parts for block in part.blocks]
    if not blocks:
        return
    block = draw.choice(blocks)
    found, before = block.words, len(block.words)
    at = draw.randint(0, len(found))
    gone = draw.choice((0, 1, 1, 2))
    found[at : at + gone] = _words(draw, pen, draw.choice((0, 1, 1, 3)))
    if not found:
        found.append(pen.word())
    if block.kind == "table" and len(found) != before:
        side.moved = True  # each cell behind it is another one now, most of them in another row


def _add_block(draw: Random, side: Side, pen: Pen) -> None:
    blocks = _some(draw, side).blocks
    blocks.insert(draw.randint(0, len(blocks)), _block(draw, pen))


def _drop_block(draw: Random, side: Side, pen: Pen) -> None:
    blocks = _some(draw, side).blocks
    if blocks:
        blocks.pop(draw.randrange(len(blocks)))


def _move_block(draw: Random, side: Side, pen: Pen) -> None:
    blocks = _some(draw, side).blocks
    if blocks:
        _some(draw, side).blocks.insert(0, blocks.pop(draw.randrange(len(blocks))))
        side.moved = True


def _add_part(draw: Random, side: Side, pen: Pen) -> None:
    part = _part(draw, pen)
    if draw.random() < 0.15:
        part.heading = ["Shared"]
    side.page.parts.insert(draw.randint(1, len(side.page.parts)), part)


def _drop_part(draw: Random, side: Side, pen: Pen) -> None:
    if len(side.page.parts) > 1:
        side.page.parts.pop(draw.randrange(1, len(side.page.parts)))


def _move_part(draw: Random, side: Side, pen: Pen) -> None:
    parts = side.page.parts
    if len(parts) > 2:
        part = parts.pop(draw.randrange(1, len(parts)))
        parts.insert(draw.randint(1, len(parts)), part)
        side.moved = True


def _rename_part(draw: Random, side: Side, pen: Pen) -> None:
    part = _some(draw, side)
    if part.level:
        part.heading = [pen.word()] if draw.random() < 0.8 else ["Shared"]
        side.moved = True  # a section that is not found again is taken out and added


def _level_part(draw: Random, side: Side, pen: Pen) -> None:
    part = _some(draw, side)
    if part.level:
        part.level = draw.choice((1, 2, 3))
        side.moved = True


def _front(draw: Random, side: Side, pen: Pen) -> None:
    front = side.page.front
    if front is None:
        side.page.front = {"title": pen.word()}
    elif draw.random() < 0.2:
        side.page.front = None
    else:
        front[draw.choice([*front, "more"])] = pen.word()


_EDITS: tuple[Edit, ...] = (
    _change_words,
    _change_words,
    _change_words,
    _change_words,
    _add_block,
    _add_block,
    _drop_block,
    _move_block,
    _add_part,
    _drop_part,
    _move_part,
    _rename_part,
    _level_part,
    _front,
)


def written(page: Page, style: Style) -> str:
    """The page as a side writes it."""
    pieces: list[str] = []
    for part in page.parts:
        if part.level:
            pieces.append(_heading(part, style))
        pieces.extend(_said(block, style.width) for block in part.blocks)
    text = ""
    for number, piece in enumerate(pieces):
        text += piece
        if number < len(pieces) - 1:
            beside = style.tight and (piece.startswith("#") or pieces[number + 1].startswith("#"))
            text += "\n" if beside else "\n\n"
    text += "\n" if style.final and pieces else ""
    if page.front is not None:
        text = "".join(("---\n", *(f"{key}: {value}\n" for key, value in page.front.items()), "---\n", text))
    return text.replace("\n", style.end)


def _heading(part: Part, style: Style) -> str:
    said = " ".join(part.heading)
    if style.underlined and part.level < 3:
        return f"{said}\n{'=-'[part.level - 1] * 4}"
    return f"{'#' * part.level} {said}"


def _said(block: Block, width: int) -> str:
    words = block.words
    if block.kind == "list":
        return "\n".join(f"- {word}" for word in words)
    if block.kind == "numbered":
        return "\n".join(f"{number}. {word}" for number, word in enumerate(words, 1))
    if block.kind == "fence":
        return "\n".join(("```", *words, "```"))
    if block.kind == "quote":
        return "\n".join(f"> {line}" for line in _wrapped(words, width))
    if block.kind == "table":
        rows = [words[at : at + 2] for at in range(0, len(words), 2)]
        lines = [f"| {' | '.join([*row, 'x'][:2])} |" for row in rows]
        return "\n".join((lines[0], "| --- | --- |", *lines[1:]))
    return "\n".join(_wrapped(words, width))


def _wrapped(words: list[str], width: int) -> list[str]:
    lines = [words[0]]
    for word in words[1:]:
        if len(lines[-1]) + len(word) < width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines
