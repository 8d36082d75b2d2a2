"""Lights raised by plugins, never lowered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeAlias

from localkit.model.divergence import Divergence, ElementDivergence
from localkit.model.vocabulary import LIGHTS, Light

Raiser: TypeAlias = Callable[[ElementDivergence], Light | None]


def lifted(divergence: Divergence, raisers: Sequence[tuple[str, Raiser]]) -> Divergence:
    """The divergence with the lights that plugins raised.

    Args:
        divergence: As it was measured.
        raisers: Plugin's name, and what it says about an element; each is asked about every element that applies.
    """
    if not raisers:
        return divergence
    return replace(divergence, elements=tuple(_lifted(item, raisers) for item in divergence.elements))


def _lifted(item: ElementDivergence, raisers: Sequence[tuple[str, Raiser]]) -> ElementDivergence:
    if item.light is None:
        return item
    best, by = item.light, item.raised_by
    for plugin, raiser in raisers:
        light = raiser(item)
        if light is not None and LIGHTS.index(light) > LIGHTS.index(best):
            best, by = light, plugin
    return item if best == item.light else replace(item, light=best, raised_by=by)
