"""Whether bounds hold. Each condition of a bound counts as one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

from localkit.engine.phrases import find_phrase
from localkit.model.bound import Bound
from localkit.model.document import NOTHING, Content

SchemaCheck: TypeAlias = Callable[[Any, Any], list[str]]
"""Value and JSON Schema to what is wrong in plain words; empty where nothing is."""


@dataclass(frozen=True)
class Verdict:
    """How a bound's conditions fare.

    Attributes:
        conditions: How many there are.
        broken: In plain words, each that does not hold.
    """

    conditions: int
    broken: tuple[str, ...]


def conditions(bound: Bound) -> int:
    """How many conditions a bound has."""
    return sum(
        1
        for there in (
            bound.schema is not None,
            bound.contains,
            bound.lacks,
            bound.headings,
            bound.min_words is not None,
            bound.max_words is not None,
            bound.max_changed is not None,
        )
        if there
    )


def judge(
    bound: Bound, content: Content, headings: tuple[str, ...], changed: float, check: SchemaCheck
) -> Verdict:
    """Hold a bound against what a place wrote.

    Args:
        bound: The limit.
        content: The passage as a whole, what is nested in it included.
        headings: The passage's direct sub-headings.
        changed: How much the passage changed, 0 to 1.
        check: How a JSON Schema is held against a value.
    """
    broken = [
        *_value(bound, content, check),
        *_words(bound, content),
        *_headings(bound, headings),
        *_changed(bound, changed),
    ]
    return Verdict(conditions(bound), tuple(broken))


def unjudged(bound: Bound, why: str) -> Verdict:
    """A bound that cannot be evaluated: every condition counts as broken."""
    count = conditions(bound)
    return Verdict(count, (why,) * count)


def _value(bound: Bound, content: Content, check: SchemaCheck) -> Iterator[str]:
    if bound.schema is None:
        return
    if content.value is NOTHING:
        yield "there is no value to look at"
        return
    wrong = check(content.value, bound.schema)
    if wrong:
        yield "; ".join(wrong)


def _words(bound: Bound, content: Content) -> Iterator[str]:
    missing = [phrase for phrase in bound.contains if find_phrase(phrase, content.text) is None]
    if missing:
        yield "it must say " + " and ".join(f'"{phrase}"' for phrase in missing)
    there = [phrase for phrase in bound.lacks if find_phrase(phrase, content.text) is not None]
    if there:
        yield "it must not say " + " or ".join(f'"{phrase}"' for phrase in there)
    size = len(content.words)
    if bound.min_words is not None and size < bound.min_words:
        yield f"it has {size} words; at least {bound.min_words} are needed"
    if bound.max_words is not None and size > bound.max_words:
        yield f"it has {size} words; at most {bound.max_words} fit"


def _headings(bound: Bound, there: tuple[str, ...]) -> Iterator[str]:
    if not bound.headings:
        return
    remaining = iter(there)
    missing = [wanted for wanted in bound.headings if wanted not in there]
    if missing:
        yield "it must have the heading " + " and ".join(f'"{heading}"' for heading in missing)
    elif not all(wanted in remaining for wanted in bound.headings):
        yield "its headings must be in this order: " + ", ".join(bound.headings)


def _changed(bound: Bound, changed: float) -> Iterator[str]:
    if bound.max_changed is not None and changed > bound.max_changed:
        yield f"{changed:.0%} of it was changed; at most {bound.max_changed:.0%} may be"
