"""Lists and tables of a Markdown page, merged item by item: neighbouring ones are no conflict."""

from __future__ import annotations

from localkit.engine.merging.lines import line_end, split, with_ends
from localkit.engine.merging.prose import merge_prose
from localkit.engine.merging.sequences import Chunk, chunks
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
    """Items that both sides changed, each merged by words where both have as many of them as there were."""
    was, new, now = (
        side[slice(*run)] for side, run in zip(sides, (chunk.base, chunk.core, chunk.local), strict=True)
    )
    if not len(was) == len(new) == len(now):
        return None
    merged = [merge_prose(*three) for three in zip(was, new, now, strict=True)]
    said = [text for text in merged if text is not None]
    return said if len(said) == len(merged) else None


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
