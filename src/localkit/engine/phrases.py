"""Finding phrases in running text: case and wrapping ignored."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache

from localkit.syntax.words import normal, words


@lru_cache(maxsize=1024)
def _pattern(phrase: str) -> re.Pattern[str]:
    return re.compile(r"\s+".join(re.escape(word) for word in words(phrase)), re.IGNORECASE)


def find_phrase(phrase: str, text: str) -> int | None:
    """Offset of the first place where a phrase stands in a text, or None."""
    searched = normal(text)
    found = _pattern(phrase).search(searched)
    if found is None or searched is text:
        return found.start() if found else None
    # Composed letters are shorter: find the character of the text as it is.
    return bisect_right(range(len(text)), found.start(), key=lambda size: len(normal(text[:size]))) - 1


def line_of(text: str, offset: int) -> int:
    """Line of an offset, counted from 1."""
    return text.count("\n", 0, offset) + 1
