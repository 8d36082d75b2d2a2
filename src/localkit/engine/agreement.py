"""With which of two renderings a folder agrees, place by place.

Each place where the renderings differ has one vote, whether it is a number or a page: a long section that was taken
out does not outweigh two sentences elsewhere that say it was meant to be there. At each place the folder agrees with
the rendering of whose wording there it has the larger share, told by groups of three words that follow one another,
those around the place included.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from localkit.engine.fitting import Fitting
from localkit.model.tree import File
from localkit.syntax.words import words

_GROUP: Final = 3
_MOST_WORDS: Final = 20_000


class Agreeing(NamedTuple):
    """At how many places a folder agrees with each of two renderings."""

    one: int
    other: int


class Agreement:
    """Asks one folder about renderings.

    Args:
        fitting: Knows the folder's files, and which is which of a rendering's.
    """

    def __init__(self, fitting: Fitting) -> None:
        self._fitting = fitting
        self._groups: dict[str, frozenset[tuple[str, ...]]] = {}

    def votes(self, one: Mapping[str, File], other: Mapping[str, File]) -> Agreeing:
        """At how many places the folder agrees with each of two renderings."""
        found = [0, 0]
        mine, theirs = self._fitting.pairs(one), self._fitting.pairs(other)
        for path in one.keys() & other.keys():
            if path in mine and one[path].data != other[path].data:
                self._places(one[path].data, other[path].data, mine[path], found)
        for number, (this, that, pairs) in enumerate(((one, other, mine), (other, one, theirs))):
            for path in this.keys() - that.keys():
                found[number if _is_there(path, pairs, that) else 1 - number] += 1
        return Agreeing(*found)

    def preferred(self, renderings: Sequence[Mapping[str, File]]) -> tuple[int, bool]:
        """Which rendering the folder agrees with most, the first of several; and whether with no other as much."""
        best = 0
        for at in range(1, len(renderings)):
            votes = self.votes(renderings[at], renderings[best])
            best = at if votes.one > votes.other else best
        others = [item for at, item in enumerate(renderings) if at != best]
        rest = [self.votes(renderings[best], other) for other in others]
        return best, bool(rest) and all(votes.one > votes.other for votes in rest)

    def _places(self, one: bytes, other: bytes, partner: str, found: list[int]) -> None:
        if b"\0" in one[:8192] or b"\0" in other[:8192]:
            return
        here = self._said(partner)
        for mine, theirs in _differing(_words(one), _words(other)):
            first, second = _share(mine, here), _share(theirs, here)
            if first != second:
                found[second > first] += 1

    def _said(self, path: str) -> frozenset[tuple[str, ...]]:
        if path not in self._groups:
            self._groups[path] = frozenset(_grouped(_framed(_words(self._fitting.local[path].data))))
        return self._groups[path]


def _is_there(path: str, pairs: Mapping[str, str], that: Mapping[str, File]) -> bool:
    """Whether the folder has a file of one rendering that the other lacks.

    A file that the other has under the very name it has here is that one's, not a renamed one of this.
    """
    partner = pairs.get(path)
    return partner is not None and (partner == path or partner not in that)


def _words(data: bytes) -> tuple[str, ...]:
    return words(data.decode("utf-8", "replace"))


def _framed(said: Sequence[str]) -> tuple[str, ...]:
    """The words with a sign for beginning and end, so that the first and the last have something around them."""
    edge = ("",) * (_GROUP - 1)
    return (*edge, *said, *edge)


def _grouped(said: Sequence[str]) -> Iterator[tuple[str, ...]]:
    for at in range(len(said) - _GROUP + 1):
        yield tuple(said[at : at + _GROUP])


def _share(said: Sequence[str], here: frozenset[tuple[str, ...]]) -> float:
    groups = list(_grouped(said))
    return sum(group in here for group in groups) / len(groups)


def _differing(one: Sequence[str], other: Sequence[str]) -> Iterator[tuple[Sequence[str], Sequence[str]]]:
    """Each place where two texts differ, with two words around it on either side."""
    if len(one) > _MOST_WORDS or len(other) > _MOST_WORDS:
        return
    from rapidfuzz.distance import Indel  # noqa: PLC0415  takes a while to load

    mine, theirs = _framed(one), _framed(other)
    around = _GROUP - 1
    start: tuple[int, int] | None = None
    for step in Indel.opcodes(mine, theirs):
        if step.tag == "equal":
            if start is not None:
                yield (
                    mine[start[0] - around : step.src_start + around],
                    theirs[start[1] - around : step.dest_start + around],
                )
            start = None
        elif start is None:
            start = (step.src_start, step.dest_start)
