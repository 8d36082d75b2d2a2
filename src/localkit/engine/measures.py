"""The measures beside the lights. Words and formulas as docs/explanation/lights-and-measures.md tells them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from localkit.model.divergence import ElementDivergence, PassageDivergence


def indel_distance(core: Sequence[str], local: Sequence[str]) -> int:
    """Fewest words to insert and delete that turn one into the other (by their longest common subsequence)."""
    if core == local:
        return 0
    if not core or not local:
        return len(core) + len(local)
    from rapidfuzz.distance import Indel  # noqa: PLC0415  only changed passages need it

    return int(Indel.distance(core, local))


def normalised(distance: int, core_words: int, local_words: int) -> float:
    """The distance over the two lengths added, 0 to 1; 0 where both are empty."""
    total = core_words + local_words
    return distance / total if total else 0.0


def element_changed(passages: Sequence[PassageDivergence]) -> float:
    """Mean of ``changed`` over an element's passages, weighted by the larger of the two word counts."""
    weights = [max(item.core_words, item.local_words) for item in passages]
    total = sum(weights)
    if not total:
        return max((item.changed for item in passages), default=0.0)
    return sum(item.changed * weight for item, weight in zip(passages, weights, strict=True)) / total


def loss(item: ElementDivergence) -> float:
    """What was lost of a tight element, 0 to 1.

    ``changed`` for a fixed one. For a bounded one 0 while its bounds hold, else the larger of ``changed`` and the
    share of its bounds' conditions that fail.
    """
    if item.element.latitude == "fixed":
        return item.changed
    if not item.broken and not any(passage.change == "removed" for passage in item.passages):
        return 0.0
    share = len(item.broken) / item.conditions if item.conditions else 0.0
    return max(item.changed, share)


def core_kept(elements: Iterable[ElementDivergence]) -> float | None:
    """1 minus the mean loss over fixed and bounded elements that apply and are not proscribed, each weighing one."""
    losses = [
        loss(item)
        for item in elements
        if item.applies and not item.element.proscribed and item.element.latitude in ("fixed", "bounded")
    ]
    return 1 - sum(losses) / len(losses) if losses else None


def locally_shaped(
    elements: Iterable[ElementDivergence], others: Iterable[PassageDivergence]
) -> float | None:
    """Inserted plus deleted words over all words, core's and local added, of what is loose.

    Args:
        elements: Every element; bounded and open ones count.
        others: What no element claims, and additions.
    """
    loose = [
        passage
        for item in elements
        if item.applies and not item.element.proscribed and item.element.latitude in ("bounded", "open")
        for passage in item.passages
    ]
    loose.extend(others)
    total = sum(passage.core_words + passage.local_words for passage in loose)
    return sum(passage.distance for passage in loose) / total if total else None
