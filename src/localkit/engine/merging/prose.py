"""A paragraph merged by words: each side's new words are kept, and the place's wrapping is."""

from __future__ import annotations

import re

from localkit.engine.merging.sequences import chunks
from localkit.syntax.words import normal

_WORD = re.compile(r"(\S+)(\s*)")
APART = 6
"""Words that nobody changed, at least, between a change of one side and a change of the other.

Nearer changes are about the same thing more often than not, and a sentence that nobody wrote helps nobody.
"""


def merge_prose(base: str, core: str, local: str) -> str | None:
    """Merge three paragraphs by words; None where both sides changed the same words.

    White space is no difference. What the core brings is joined by single spaces; the place's own breaks stay.
    """
    sides = [_WORD.findall(text) for text in (base, core, local)]
    words = [[normal(word) for word, _ in side] for side in sides]
    found = chunks(words[0], words[1], words[2], apart=APART)
    if any(chunk.kind == "conflict" for chunk in found):
        return None
    head = local[: len(local) - len(local.lstrip())]
    tail = local[len(local.rstrip()) :]
    pieces: list[str] = []
    for chunk in found:
        if chunk.kind == "core":
            gone = sides[2][slice(*chunk.local)]
            new = [word for word, _ in sides[1][slice(*chunk.core)]]
            if new:
                pieces.append(" ".join(new) + (gone[-1][1] if gone else " "))
        else:
            pieces.extend(f"{word}{gap or ' '}" for word, gap in sides[2][slice(*chunk.local)])
    text = head + "".join(pieces).rstrip()
    return text + tail if text.strip() else ""
