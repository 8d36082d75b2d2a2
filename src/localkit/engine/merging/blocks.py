"""The blocks of a Markdown text: paragraphs, lists, tables, fences, each with its own way to be the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from localkit.engine.merging.items import ROWS, merge_items
from localkit.engine.merging.lines import line_end, merge_lines, split, with_ends
from localkit.engine.merging.prose import merge_prose
from localkit.engine.merging.sequences import Chunk, chunks
from localkit.engine.pairing import ALIKE, alike
from localkit.syntax.words import words

if TYPE_CHECKING:
    from markdown_it import MarkdownIt


@dataclass(frozen=True)
class Block:
    """One block with the blank lines behind it.

    Attributes:
        kind: As markdown-it names what opens it: paragraph, heading, bullet_list, table, fence …
        text: As it stands there, without what follows it.
        gap: The blank lines behind it.
        key: When two blocks are the same.
    """

    kind: str
    text: str
    gap: str
    key: tuple[str, ...]


_CORE, _LOCAL = 1, 2


@dataclass(frozen=True)
class _Piece:
    """A block of the result, and where it was taken from: blocks that stood together go on doing so."""

    text: str
    gap: str
    side: int
    index: int


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt  # noqa: PLC0415  slow to import

    return MarkdownIt("commonmark").enable("table").disable(["inline", "text_join"])


def blocks(text: str) -> list[Block]:
    """The blocks of a Markdown text without front matter; joined, they are the text."""
    lines = split(text)
    starts: list[tuple[int, str]] = []
    plain = "".join(f"{line.rstrip(chr(13) + chr(10))}\n" for line in lines)
    starts.extend(
        (token.map[0], token.type.removesuffix("_open"))
        for token in _parser().parse(plain)
        if token.level == 0 and token.map and token.nesting >= 0
    )
    if not starts or starts[0][0] > 0:
        starts.insert(0, (0, "other"))  # blank lines and definitions of links give no token
    found: list[Block] = []
    for (start, kind), end in zip(starts, [*(at for at, _ in starts[1:]), len(lines)], strict=True):
        found.extend(_block(kind, lines[start:end]))
    return found


def _block(kind: str, lines: list[str]) -> list[Block]:
    if not lines:
        return []
    size = len(lines)
    while size and not lines[size - 1].strip():
        size -= 1
    text, gap = "".join(lines[:size]), "".join(lines[size:])
    if kind in ("paragraph", "heading"):
        return [Block(kind, text, gap, (kind, *words(text)))]
    return [Block(kind, text, gap, (kind, *(line.rstrip() for line in lines[:size])))]


def merge_blocks(base: str, core: str, local: str) -> str | None:
    """Merge three Markdown texts that have no sections in them; None where something is to be decided."""
    sides = [blocks(text) for text in (base, core, local)]
    keys = [[block.key for block in side] for side in sides]
    end = line_end(local if local.strip() else core)
    pieces: list[_Piece] = []
    for chunk in chunks(keys[0], keys[1], keys[2], apart=0):
        if chunk.kind == "conflict" or (chunk.kind == "core" and _wrapped_anew(chunk, sides)):
            merged = _merge_chunk(chunk, sides)
            if merged is None:
                return None
            pieces.extend(merged)
        else:
            pieces.extend(_taken(chunk, sides, end))
    return _joined(pieces, end)


def _taken(chunk: Chunk, sides: list[list[Block]], end: str) -> list[_Piece]:
    """Blocks of one side; the core's with the place's blank lines behind them, where they are of the same kinds."""
    new, now = sides[1][slice(*chunk.core)], sides[2][slice(*chunk.local)]
    here = [_Piece(block.text, block.gap, _LOCAL, chunk.local[0] + n) for n, block in enumerate(now)]
    if chunk.kind != "core":
        return here
    if [block.kind for block in new] != [block.kind for block in now]:
        return [_Piece(block.text, block.gap, _CORE, chunk.core[0] + n) for n, block in enumerate(new)]
    return [replace(old, text=with_ends(one.text, end)) for old, one in zip(here, new, strict=True)]


def _wrapped_anew(chunk: Chunk, sides: list[list[Block]]) -> bool:
    """Whether the place wrapped a paragraph anew that the core changed: the core's words come in its lines then."""
    was, new, now = (
        side[slice(*run)] for side, run in zip(sides, (chunk.base, chunk.core, chunk.local), strict=True)
    )
    return len(was) == len(new) and any(
        one.kind == "paragraph" and split(one.text) != split(with_ends(other.text, line_end(one.text)))
        for one, other in zip(was, now, strict=True)
    )


def _merge_chunk(chunk: Chunk, sides: list[list[Block]]) -> list[_Piece] | None:
    """Blocks that both sides changed: one by one where they are equally many, else by lines."""
    was, new, now = (
        side[slice(*run)] for side, run in zip(sides, (chunk.base, chunk.core, chunk.local), strict=True)
    )
    if len(was) == len(new) == len(now) and [b.kind for b in was] == [b.kind for b in new] == [
        b.kind for b in now
    ]:
        merged = [_merge_block(*three) for three in zip(was, new, now, strict=True)]
        pieces = [
            _Piece(text, block.gap, 2, chunk.local[0] + number)
            for number, (text, block) in enumerate(zip(merged, now, strict=True))
            if text is not None
        ]
        return pieces if len(pieces) == len(merged) else None
    if not was:
        return None  # both added something: which comes first is for a person to say
    aligned = _merge_aligned(chunk, was, new, now)
    if aligned is not None:
        return aligned
    texts = ["".join(block.text + block.gap for block in side) for side in (was, new, now)]
    by_lines = merge_lines(texts[0], texts[1], texts[2])
    return None if by_lines.undecided else [_Piece(by_lines.text, "", _LOCAL, chunk.local[1] - 1)]


def _merge_aligned(
    chunk: Chunk, was: Sequence[Block], new: Sequence[Block], now: Sequence[Block]
) -> list[_Piece] | None:
    """Blocks merged with those they became; a block that one side added stands behind what it stood behind."""
    in_core, in_local = _became(was, new), _became(was, now)
    pieces: list[_Piece] = []
    at_core = at_local = 0
    for number in range(len(was) + 1):
        core = in_core.get(number) if number < len(was) else len(new)
        local = in_local.get(number) if number < len(was) else len(now)
        fresh = range(at_core, at_core if core is None else core)
        own = range(at_local, at_local if local is None else local)
        if fresh and own:
            return None
        pieces.extend(_Piece(new[n].text, new[n].gap, _CORE, chunk.core[0] + n) for n in fresh)
        pieces.extend(_Piece(now[n].text, now[n].gap, _LOCAL, chunk.local[0] + n) for n in own)
        at_core = at_core if core is None else core + 1
        at_local = at_local if local is None else local + 1
        if number == len(was):
            break
        left = None if core is None else new[core]
        right = None if local is None else now[local]
        if left is None and right is None and (len(in_core) < len(new) or len(in_local) < len(now)):
            return None  # one of them may have written something else instead
        if left is None or right is None:
            other = left or right
            if other is not None and other.key != was[number].key:
                return None
            continue
        text = _merge_block(was[number], left, right)
        if text is None:
            return None
        pieces.append(_Piece(text, right.gap or left.gap, _LOCAL, chunk.local[0] + (local or 0)))
    return pieces


def _became(was: Sequence[Block], now: Sequence[Block]) -> dict[int, int]:
    """Number of a block to that of the block it became: of one kind and alike, in one order."""
    found: dict[int, int] = {}
    after = 0
    for number, block in enumerate(was):
        rated = [
            (_likeness(block, other), -at)
            for at, other in enumerate(now)
            if at >= after and other.kind == block.kind
        ]
        best, at = max(rated, default=(0.0, 0))
        if best >= ALIKE:
            found[number] = -at
            after = 1 - at
    return found


def _likeness(one: Block, other: Block) -> float:
    return 1.0 if one.key == other.key else alike(words(one.text), words(other.text))


def _merge_block(was: Block, new: Block, now: Block) -> str | None:
    if new.key in (was.key, now.key):
        return now.text
    if was.kind == "paragraph" == new.kind:
        return merge_prose(was.text, new.text, now.text)
    if was.key == now.key:
        return new.text
    if was.kind == new.kind == now.kind and was.kind in ROWS:
        return merge_items(was.text, new.text, now.text)
    merged = merge_lines(was.text, new.text, now.text)
    return None if merged.undecided else merged.text


def _joined(pieces: list[_Piece], end: str) -> str:
    """Blocks in a row, a blank line between two that did not stand together; line ends as the place has them."""
    text = ""
    following: list[_Piece | None] = [*pieces[1:], None]
    for piece, after in zip(pieces, following, strict=False):
        said = piece.text + piece.gap
        if piece.side != _LOCAL:  # the place's own line ends stay, mixed ones too
            said = with_ends(said, end)
        if after is not None and said and not said.endswith(("\n", "\r")):
            said += end
        together = after is not None and (after.side, after.index) == (piece.side, piece.index + 1)
        blank = piece.gap or after is None or together or not said
        text += said if blank else said + end
    return text
