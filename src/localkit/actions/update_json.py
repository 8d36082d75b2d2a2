"""An update as the plain values that programs read (schema ``update``)."""

from __future__ import annotations

from typing import Any

from localkit.actions.status_json import passage_values
from localkit.actions.update import Updated
from localkit.model.open_update import WaitingPassage
from localkit.model.passage import parse_address
from localkit.model.update_plan import AnswerChanges, PassagePlan, UpdatePlan

_NOTHING = AnswerChanges()


def update_values(done: Updated) -> dict[str, Any]:
    """What an update did, or would do, as ``localkit update --format json`` prints it."""
    if done.plan is not None:
        return plan_values(done.plan)
    still = done.opened.open_update
    version = done.opened.record.kit_version
    return {
        "format": 1,
        "from": version if still is None else still.before,
        "to": version if still is None else still.after,
        "passages": [] if still is None else [_waiting(item) for item in still.waiting],
        "answers": _answers(_NOTHING),
        "summary": {"needs_decision": 0 if still is None else len(still.waiting)},
    }


def plan_values(plan: UpdatePlan) -> dict[str, Any]:
    """A plan as the format has it: a row for each passage that something becomes of."""
    return {
        "format": 1,
        "from": plan.before,
        "to": plan.after,
        "passages": [_passage(item) for item in plan.passages],
        "answers": _answers(plan.answers),
        "summary": plan.summary,
    }


def _passage(item: PassagePlan) -> dict[str, Any]:
    return {
        **passage_values(item.passage),
        "address": item.address,
        "element": item.element,
        "outcome": item.outcome,
        "class": item.change_class,
        "changes": [change.id for change in item.changes],
        "why": item.why or None,
        "base": item.base,
        "core": item.core,
        "local": item.local,
        "merged": None if item.waits else item.merged,
    }


def _waiting(item: WaitingPassage) -> dict[str, Any]:
    return {
        **passage_values(parse_address(item.address)),
        "address": item.address,
        "element": item.element,
        "outcome": "needs_decision",
        "class": item.change_class,
        "changes": list(item.changes),
        "why": item.why,
        "base": item.base,
        "core": item.core,
        "local": item.local,
        "merged": None,
    }


def _answers(answers: AnswerChanges) -> dict[str, Any]:
    return {
        "added": dict(answers.added),
        "renamed": dict(answers.renamed),
        "removed": dict(answers.removed),
        "changed": dict(answers.changed),
        "invalid": list(answers.invalid),
    }
