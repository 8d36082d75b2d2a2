"""Which elements and passages are there for a place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from localkit.model.kit import Element, Kit
from localkit.model.passage import Conditions, Passage
from localkit.syntax.glob import matches


@dataclass(frozen=True)
class Claim:
    """One passage of one element, its glob resolved to one file of the baseline.

    ``declared`` is the passage as the kit states it.
    """

    element: Element
    passage: Passage
    declared: Passage


def applies(conditions: Conditions, parameters: Mapping[str, Any]) -> bool:
    """Whether a place's parameters meet every condition.

    A list parameter meets one if any of its entries does. Answers and conditions are compared as text, so that
    ``true`` and a cookiecutter "true" are the same.
    """
    if not conditions:
        return True
    return all(
        any(_text(answer) in {_text(value) for value in values} for answer in _answers(parameters.get(name)))
        for name, values in conditions
    )


def _answers(value: Any) -> tuple[Any, ...]:
    return tuple(value) if isinstance(value, list | tuple) else (value,)


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def claims(kit: Kit, files: Iterable[str], parameters: Mapping[str, Any]) -> dict[str, list[Claim]]:
    """The passages that are there for a place, by element id; elements that do not apply are left out.

    Args:
        kit: The framework, its strings rendered for this place.
        files: Paths of the baseline, given-once files left out.
        parameters: The place's answers.
    """
    known = list(files)
    return {
        element.id: [
            Claim(element, found, passage)
            for passage in element.passages
            if applies(passage.applies_to, parameters)
            for found in _resolved(passage, known)
        ]
        for element in kit.elements
        if applies(element.applies_to, parameters)
    }


def _resolved(passage: Passage, known: list[str]) -> list[Passage]:
    if not passage.is_glob:
        return [passage]
    return [passage.at(file) for file in known if matches(passage.file, file)]


def is_given_once(kit: Kit, path: str) -> bool:
    """Whether a file belongs to the place from the first day: never updated, never counted."""
    return any(matches(pattern, path) for pattern in kit.given_once)
