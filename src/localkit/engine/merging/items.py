"""Lists and tables of a Markdown page, merged item by item: neighbouring ones are no conflict."""

from __future__ import annotations

from localkit.engine.merging.lines import line_end, split, with_ends
from localkit.engine.merging.prose import merge_prose
from localkit.engine.merging.sequences import Chunk, chunks
from localkit.engine.pairing import ALIKE, alike
from localkit.syntax.words import words

ROWS = ("bullet_list", "ordered_list", "table")
"""Blocks that are made of items or rows, as markdown-it calls them."""


def merge_items(base: str, core: str, local: str) -> str | None:
    """Merge three lists, or three tables; None where something is to be decided. Line ends are the place's."""
    sides = [_items(text) for text in (base, core, local)]
    keys = [[words(item) for item in side] for side in sides]
    merged: list[str] = []
    for chunk in chunks(keys[0], keys[1], keys[2], apart=0):
        if chunk.kind == "conflict":
            found = _one_by_one(chunk, sides)
            if found is None:
                return None
            merged.extend(found)
        else:
            side, run = (1, chunk.core) if chunk.kind == "core" else (2, chunk.local)
            merged.extend(sides[side][slice(*run)])
    text = "".join(item if item.endswith(("\n", "\r")) else f"{item}\n" for item in merged)
    ended = local.endswith(("\n", "\r"))
    return with_ends(text if ended else text.removesuffix("\n"), line_end(local))


def _one_by_one(chunk: Chunk, sides: list[list[str]]) -> list[str] | None:
    """Items that both sides changed, each merged by words with what became of it on either side.

    An item that only one side added stands behind what it stood behind there; where both did, nobody can tell which
    comes first.
    """
    was, new, now = (
        side[slice(*run)] for side, run in zip(sides, (chunk.base, chunk.core, chunk.local), strict=True)
    )
    in_core, in_local = _became(was, new), _became(was, now)
    if in_core is None or in_local is None:
        return None
    merged: list[str] = []
    at_core = at_local = 0
    for old, one, two in zip([*was, ""], [*in_core, len(new)], [*in_local, len(now)], strict=True):
        fresh, own = new[at_core:one], now[at_local:two]
        if fresh and own:
            return None
        merged += [*fresh, *own]
        at_core, at_local = one + 1, two + 1
        if one < len(new) and two < len(now):
            text = merge_prose(old, new[one], now[two])
            if text is None:
                return None
            merged.append(text)
    return merged


def _became(was: list[str], now: list[str]) -> list[int] | None:
    """Number of each item among those it may have become, in order; None where one of them cannot be found."""
    if len(was) == len(now):
        return list(range(len(now)))
    found: list[int] = []
    for item in was:
        after = found[-1] + 1 if found else 0
        rated = [(_likeness(item, now[at]), -at) for at in range(after, len(now))]
        best, at = max(rated, default=(0.0, 0))
        if best < ALIKE:
            return None
        found.append(-at)
    return found


def _likeness(one: str, other: str) -> float:
    mine, theirs = words(one), words(other)
    return 1.0 if mine == theirs else alike(mine, theirs)


def _items(text: str) -> list[str]:
    """The items, each with what is indented below it; the rows of a table."""
    found: list[str] = []
    lines = split(text)
    indent = len(lines[0]) - len(lines[0].lstrip()) if lines else 0
    for line in lines:
        deeper = len(line) - len(line.lstrip()) > indent or not line.strip()
        if found and deeper:
            found[-1] += line
        else:
            found.append(line)
    return found
