"""How the places of a portfolio stood, quarter by quarter, by all snapshots that are kept."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from localkit.model.portfolio import KeptLook

Middle: TypeAlias = tuple[float, float, float]
"""A quarter of the places lie below the first, half below the second, three quarters below the third."""


@dataclass(frozen=True)
class Quarter:
    """The places of one kit in one quarter, as each was last seen in it.

    Attributes:
        name: As ``2026-Q1``.
        places: How many were heard of in it.
        looked: How many of them had looked for later releases.
        behind: How many of those were behind the core.
        recorded: Places with changes that are recorded or agreed.
        unrecorded: Places with changes to what is held tight that are not yet recorded.
        core_kept: The middle half of the places; None where no place has the measure.
        locally_shaped: The same of the other measure.
    """

    name: str
    places: int
    looked: int
    behind: int
    recorded: int
    unrecorded: int
    core_kept: Middle | None
    locally_shaped: Middle | None


def quarters(looks: Iterable[KeptLook]) -> dict[str, tuple[Quarter, ...]]:
    """Quarters by kit, the oldest first; a quarter in which no place was heard of is left out.

    Args:
        looks: Every kept snapshot, of one place the oldest first.
    """
    found: dict[str, dict[str, dict[int, KeptLook]]] = {}
    for look in looks:
        for name in _names(look.taken, look.last_seen):
            # A place may have gone over to another kit; within a quarter it counts with the later one.
            for others in found.values():
                others.get(name, {}).pop(look.place, None)
            found.setdefault(look.kit, {}).setdefault(name, {})[look.place] = look
    return {
        kit: tuple(_quarter(name, list(places.values())) for name, places in sorted(named.items()) if places)
        for kit, named in sorted(found.items())
    }


def _names(first: str, last: str) -> Iterator[str]:
    """Every quarter from one moment to another."""
    at, end = _number(first), max(_number(first), _number(last))
    return (f"{number // 4:04d}-Q{number % 4 + 1}" for number in range(at, end + 1))


def _number(moment: str) -> int:
    return int(moment[:4]) * 4 + (int(moment[5:7]) - 1) // 3


def _quarter(name: str, looks: Sequence[KeptLook]) -> Quarter:
    looked = [look for look in looks if look.behind is not None]
    return Quarter(
        name,
        len(looks),
        len(looked),
        sum(1 for look in looked if look.behind),
        sum(1 for look in looks if look.recorded),
        sum(1 for look in looks if look.unrecorded),
        _middle(looks, lambda look: look.core_kept),
        _middle(looks, lambda look: look.locally_shaped),
    )


def _middle(looks: Sequence[KeptLook], measure: Callable[[KeptLook], float | None]) -> Middle | None:
    values = [value for look in looks if (value := measure(look)) is not None]
    if not values:
        return None
    if len(values) == 1:
        return values[0], values[0], values[0]
    low, half, high = statistics.quantiles(values, n=4, method="inclusive")
    return low, half, high
