"""Bounds and lights for what happened at one passage."""

from __future__ import annotations

from collections.abc import Sequence

from localkit.engine.applying import Claim
from localkit.engine.bounds import SchemaCheck, Verdict, conditions, judge, unjudged
from localkit.engine.comparing import Compared
from localkit.model.bound import Bound


def bounds_of(claim: Claim) -> list[Bound]:
    """The bounds of a claim's element that are about this passage."""
    return [
        bound
        for bound in claim.element.bounds
        if bound.passage is None or bound.passage.same_place(claim.declared)
    ]


def judge_passage(
    claim: Claim, compared: Compared, check: SchemaCheck, known_broken: Sequence[str] = ()
) -> Verdict:
    """Hold a passage's bounds against what a place wrote.

    Args:
        claim: The passage.
        compared: What happened there.
        check: How a JSON Schema is held against a value.
        known_broken: What the pristine text breaks, for a passage whose file is untouched.
    """
    bounds = bounds_of(claim)
    if compared.untouched:
        return Verdict(sum(conditions(bound) for bound in bounds), tuple(known_broken))
    verdicts = [_one(bound, compared, check) for bound in bounds]
    return Verdict(
        sum(verdict.conditions for verdict in verdicts),
        tuple(text for item in verdicts for text in item.broken),
    )


def _one(bound: Bound, compared: Compared, check: SchemaCheck) -> Verdict:
    if compared.divergence.change == "removed":
        return unjudged(bound, "it is not there any more")
    if compared.whole is None:
        return unjudged(bound, "the file cannot be read, so the limit cannot be looked at")
    return judge(bound, compared.whole, compared.headings, compared.divergence.changed, check)
