"""Joining entries of the adaptation log that were found to be about the same, so that each is counted once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from localkit.model.records import Adaptation


@dataclass(frozen=True)
class Joined:
    """Entries that are one adaptation.

    Attributes:
        entries: The one that stands for all, then those that were joined to it, the last recorded first.
        note: What is odd about the first, in words; empty if nothing.
    """

    entries: tuple[Adaptation, ...]
    note: str = ""


def joined(adaptations: Sequence[Adaptation]) -> Iterator[Joined]:
    """Every entry once: by itself, or under the one that its ``merged_into`` leads to; the last recorded first."""
    by_id: dict[str, Adaptation] = {}
    for item in adaptations:
        by_id.setdefault(item.id, item)
    heads = _heads(adaptations, by_id)
    under: dict[int, list[Adaptation]] = {}
    for item in reversed(adaptations):
        if heads[id(item)] is not item:
            under.setdefault(id(heads[id(item)]), []).append(item)
    for item in reversed(adaptations):
        if heads[id(item)] is item:
            yield Joined((item, *under.get(id(item), ())), " ".join(_odd(item, by_id)))


def _heads(adaptations: Sequence[Adaptation], by_id: Mapping[str, Adaptation]) -> dict[int, Adaptation]:
    """For each entry, by identity since ids may be there twice, the one that stands for it."""
    heads: dict[int, Adaptation] = {}
    for item in adaptations:
        trail: list[Adaptation] = []
        seen: set[int] = set()
        here: Adaptation | None = item
        while here is not None and id(here) not in heads and id(here) not in seen:
            trail.append(here)
            seen.add(id(here))
            here = by_id.get(here.merged_into) if here.merged_into is not None else None
        if here is not None and id(here) in seen:  # a circle: nobody can say who is first in it
            start = next(number for number, one in enumerate(trail) if one is here)
            heads.update((id(one), one) for one in trail[start:])
            trail = trail[:start]
        if trail:
            end = trail[-1] if here is None else heads[id(here)]
            heads.update((id(one), end) for one in trail)
    return heads


def _odd(item: Adaptation, by_id: Mapping[str, Adaptation]) -> Iterator[str]:
    """What is odd about an entry that stands for itself."""
    if by_id[item.id] is not item:
        yield "Another entry has this id, too. Give each its own."
    into = item.merged_into
    if into is not None and into not in by_id:
        yield f'It is said to be the same as "{into}", which is not here.'
    elif into is not None:
        yield f'It is said to be the same as "{into}", and that leads round in a circle. It is counted by itself.'
