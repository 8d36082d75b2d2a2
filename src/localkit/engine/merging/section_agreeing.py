"""Sections that core and place call alike: one section, if only its place among others spoke for another one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from localkit.engine.pairing import ALIKE, alike
from localkit.syntax.words import words


class Unit(Protocol):
    """A section without its sub-sections."""

    @property
    def path(self) -> str:
        """Its heading path."""

    @property
    def text(self) -> str:
        """Its text, heading and all."""


def agree(units: Mapping[str, Sequence[Unit]], in_core: Mapping[int, int], in_local: dict[int, int]) -> None:
    """Pair a place's sections by the new core's headings where nothing but their order paired them otherwise.

    So it is when a passage is settled after an update: the place has sections of the new core's then, which the
    baseline does not know.

    Args:
        units: The sections of ``base``, ``core`` and ``local``; the first of each stands above all headings.
        in_core: Number of a section in the baseline to its number in the new core.
        in_local: The same for the place; what is found is put right there.
    """
    core, local = units["core"], units["local"]
    of_core = {other: mine for mine, other in in_core.items()}
    there = {unit.path: number for number, unit in enumerate(core) if number}
    for number, unit in enumerate(local):
        new = there.get(unit.path)
        if new is None or not number:
            continue
        mine = next((one for one, other in in_local.items() if other == number), None)
        wanted = of_core.get(new)
        rivals = [(mine, number), (wanted, None if wanted is None else in_local.get(wanted))]
        if wanted == mine or any(_firm(units, one, other) for one, other in rivals):
            continue
        if mine is not None:
            del in_local[mine]
        if wanted is not None:
            in_local[wanted] = number


def _firm(units: Mapping[str, Sequence[Unit]], mine: int | None, number: int | None) -> bool:
    """Whether more than their order speaks for a pair of the baseline's and the place's."""
    if mine is None or number is None:
        return False
    one, other = units["base"][mine], units["local"][number]
    return one.path == other.path or alike(words(one.text), words(other.text)) >= ALIKE
