"""The lights table: a passage takes the first row that fits, an element its worst passage's light."""

from __future__ import annotations

from collections.abc import Sequence

from localkit.model.kit import Element
from localkit.model.records import Adaptation
from localkit.model.vocabulary import ChangeKind, Light

_RAISING_CONTEXTS = frozenset(["population", "setting"])
_RAISING_NATURES = frozenset(["reordering", "substituting", "removing_skipping_elements"])


def passage_light(element: Element, change: ChangeKind, *, bounds_hold: bool) -> Light:
    """The light of what happened at a passage.

    Args:
        element: The element it belongs to.
        change: What happened.
        bounds_hold: Whether every bound of this passage holds; False too where one cannot be evaluated.
    """
    if element.proscribed:  # row 1
        return "green" if change == "unchanged" else "red"
    if change == "removed":  # rows 2 and 3
        return "green" if element.necessity == "optional" else "red"
    if element.latitude == "bounded" and not bounds_hold:  # rows 7 and 8, for an unchanged passage too
        return "red" if element.basis in ("statutory", "safety") else "yellow"
    if change in ("unchanged", "moved"):  # row 4
        return "green"
    return "red" if element.latitude == "fixed" else "green"  # rows 5, 6 and 9


def raised_by_record(records: Sequence[Adaptation]) -> bool:
    """Whether what was recorded lifts the light to yellow at least.

    It does for another population or setting, and for elements put in another order, swapped, or left out.
    """
    return any(
        _RAISING_CONTEXTS.intersection(record.contextual) or _RAISING_NATURES.intersection(record.nature)
        for record in records
    )
