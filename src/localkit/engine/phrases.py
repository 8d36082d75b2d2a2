"""Finding phrases in running text: case and wrapping ignored."""

from __future__ import annotations

import re
from functools import lru_cache

from localkit.syntax.words import normal, words


@lru_cache(maxsize=1024)
def _pattern(phrase: str) -> re.Pattern[str]:
    return re.compile(r"\s+".join(re.escape(word) for word in words(phrase)), re.IGNORECASE)


def find_phrase(phrase: str, text: str) -> int | None:
    """Offset of the first place where a phrase stands in a text, or None."""
    found = _pattern(phrase).search(normal(text))
    return found.start() if found else None


def line_of(text: str, offset: int) -> int:
    """Line of an offset, counted from 1."""
    return text.count("\n", 0, offset) + 1
