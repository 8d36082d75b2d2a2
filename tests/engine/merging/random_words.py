"""Words that tell who wrote them, and three states of a file made of them."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import count


@dataclass(frozen=True)
class Case:
    """Three states of one file.

    Attributes:
        core_moved: Whether the core moved something: then it may stand again where the place took it out.
        local_moved: The same of the place.
        may_miss: Words of the core that are told of and neither taken nor asked for.
    """

    path: str
    base: str
    core: str
    local: str
    core_moved: bool = False
    local_moved: bool = False
    may_miss: tuple[str, ...] = ()


class Pen:
    """Writes words that nobody else writes: ``base7``, ``core3``, ``own12``."""

    def __init__(self, who: str) -> None:
        self.who = who
        self.numbers = count(1)

    def word(self) -> str:
        return f"{self.who}{next(self.numbers)}"


_MARKED = re.compile(r"(?:base|core|own)[0-9]+")


def marked(text: str | None) -> Counter[str]:
    """The words of a text that tell who wrote them, and how often each is there."""
    return Counter(_MARKED.findall(text or ""))
