"""The reading age of prose.

Automated Readability Index plus five::

    4.71 * characters / words + 0.5 * words / sentences - 21.43 + 5

(R. J. Senter and E. A. Smith, *Automated Readability Index*, AMRL-TR-66-220, 1967.) The index is a school grade of the
United States, where children enter grade 1 at six; five more gives years.

textstat works it out. Its other indices count syllables, for which it fetches a dictionary when first asked; that is
of no use without a network, and would give other figures on machines that have it. This one counts characters.
"""

from __future__ import annotations

import heapq
import math
import re
from collections.abc import Iterable
from importlib import import_module

from localkit_plain_language.prose import Sentence

_YEARS = 5
_YOUNGEST = 5
_INNER_MARKS = re.compile(r"[.!?…]+")
_CANDIDATES = 50
_ENOUGH_WORDS = 6


def reading_age(sentences: Iterable[Sentence]) -> int:
    """The reading age of some sentences together, in whole years, as people say it."""
    return max(_YOUNGEST, math.floor(_index(" ".join(_marked(item) for item in sentences)) + _YEARS + 0.5))


def hardest(sentences: Iterable[Sentence], count: int = 3) -> list[tuple[Sentence, int]]:
    """The sentences to begin with, hardest first, with the reading age of each.

    They are looked for among the longest: on a long page it would take too long to work out every one. A sentence of
    few words is no place to begin, whatever its words.
    """
    listed = list(sentences)
    whole = [item for item in listed if len(item.text.split()) >= _ENOUGH_WORDS] or listed
    longest = heapq.nlargest(_CANDIDATES, whole, key=lambda item: len(item.text))
    ages = [(item, _index(_marked(item))) for item in longest]
    ages.sort(key=lambda pair: -pair[1])
    return [(item, max(_YOUNGEST, math.floor(age + _YEARS + 0.5))) for item, age in ages[:count]]


def _marked(sentence: Sentence) -> str:
    """A sentence with one full stop, at its end: textstat would end one behind "e.g." and within 3.30, too."""
    return f"{_INNER_MARKS.sub('', sentence.text)}."


def _index(text: str) -> float:
    textstat = import_module("textstat")  # slow to import, and without types
    return float(textstat.automated_readability_index(text))
