"""What became of each core change at a place, told by what became of its passages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from localkit.engine.applying import applies
from localkit.model.core_change import Adoption, CoreChange
from localkit.model.divergence import Divergence
from localkit.model.kit import Kit
from localkit.model.open_update import WaitingPassage
from localkit.model.update_plan import UpdatePlan


def adoptions(
    plan: UpdatePlan, kit: Kit, parameters: Mapping[str, Any], after: Divergence
) -> dict[str, tuple[Adoption, str]]:
    """Changes that need nobody's decision: id to what became of it, and why.

    Args:
        plan: What the update does.
        kit: The new framework.
        parameters: The place's answers.
        after: The divergence after the update.
    """
    waits = {change.id for passage in plan.waiting for change in passage.changes} | set(unsure(plan))
    outside = {item.element.id: item.element.title for item in after.elements if item.in_bounds is False}
    return {
        change.id: _adoption(change, plan, kit, parameters, outside)
        for change in plan.changes
        if change.id not in waits
    }


def unsure(plan: UpdatePlan) -> tuple[str, ...]:
    """Changes of which nobody can tell what became: no passage is told to be theirs, and one that is nobody's waits."""
    if all(passage.changes for passage in plan.waiting):
        return ()
    told = {change.id for passage in plan.passages for change in passage.changes}
    return tuple(change.id for change in plan.changes if change.id not in told)


def all_taken(passages: Sequence[WaitingPassage]) -> bool:
    """Whether everything that waited and is no change's was settled with the core's text."""
    return all(passage.settled == "core" for passage in passages if not passage.changes)


def _adoption(
    change: CoreChange,
    plan: UpdatePlan,
    kit: Kit,
    parameters: Mapping[str, Any],
    outside: Mapping[str, str],
) -> tuple[Adoption, str]:
    if change.elements and not any(_applies(name, kit, parameters) for name in change.elements):
        return "not_applicable", "None of what it is about applies to this place."
    beyond = [outside[name] for name in change.elements if name in outside]
    if beyond:
        return "deferred", f"This place is outside the core's bounds here: {', '.join(beyond)}."
    merged = any(item.outcome == "merged" for item in plan.passages if change in item.changes)
    how = "beside this place's own words" if merged else "as it is"
    return "adopted", f"Taken {how} with {plan.after}."


def _applies(name: str, kit: Kit, parameters: Mapping[str, Any]) -> bool:
    """Whether an element is there for a place; one that was taken out of the core was, and its going counts."""
    element = kit.element(name)
    return element is None or applies(element.applies_to, parameters)


def settled_adoption(
    change: str, passages: Sequence[WaitingPassage], *, taken: bool
) -> tuple[Adoption, str] | None:
    """What became of a change once its passages are settled: its adoption, and why.

    Args:
        change: Id of the change.
        passages: What waited in the update.
        taken: Whether something of the change was taken without asking.

    Returns:
        None while any of its passages still waits, or where none waited.
    """
    mine = [passage for passage in passages if change in passage.changes]
    if not mine or any(passage.waits for passage in mine):
        return None
    takes = {passage.settled for passage in mine}
    reasons = " ".join(_once(passage.reason for passage in mine if passage.reason))
    if takes == {"core"}:
        return "adopted", reasons or "The core's text was taken."
    if takes == {"local"} and not taken:
        return "declined", reasons or "This place kept its own text."
    return "adapted", reasons or "Taken in part, or in words of this place's own."


def _once(texts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(texts))
