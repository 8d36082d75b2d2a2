"""In which order the items of a merged list stand, and which of them can stay where they are."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Hashable, Sequence
from typing import TypeVar

T = TypeVar("T", bound=Hashable)


def order(base: Sequence[T], core: Sequence[T], local: Sequence[T]) -> list[T] | None:
    """All that the core or the place has, in order; None where both moved things differently.

    The place's order, with what is new in the core behind what it stands behind there; the core's order where only
    the core moved things.
    """
    core_moved, local_moved = not _alike(base, core), not _alike(base, local)
    if core_moved and local_moved and not _alike(core, local):
        return None
    if core_moved and not local_moved:
        return _joined(core, local)
    return _joined(local, core)


def _alike(one: Sequence[T], other: Sequence[T]) -> bool:
    """Whether what both have stands in one order."""
    there, here = set(other), set(one)
    return [item for item in one if item in there] == [item for item in other if item in here]


def _joined(first: Sequence[T], second: Sequence[T]) -> list[T]:
    """The first, with each of the second's own behind what it stands behind there."""
    result, last = list(first), -1
    for item in second:
        if item in first:
            last = result.index(item)
        else:
            last += 1
            result.insert(last, item)
    return result


def staying(indexes: Sequence[int]) -> list[int]:
    """A longest rising run of different whole numbers, gaps allowed: what need not be moved."""
    tails: list[int] = []
    places: list[int] = []
    before: list[int] = []
    for place, index in enumerate(indexes):
        at = bisect_left(tails, index)
        tails[at : at + 1] = [index]
        before.append(places[at - 1] if at else -1)
        places[at : at + 1] = [place]
    found: list[int] = []
    place = places[-1] if places else -1
    while place >= 0:
        found.append(indexes[place])
        place = before[place]
    return found[::-1]
