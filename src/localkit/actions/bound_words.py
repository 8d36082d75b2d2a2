"""A bound in plain words: what a place keeps to when it changes a passage."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

from localkit.model.bound import Bound
from localkit.model.kit import Element
from localkit.wording import percent, shown_address

_TYPE_WORD: Final = {
    "integer": "a whole number",
    "number": "a number",
    "string": "text",
    "boolean": "yes or no",
    "array": "a list",
    "object": "a set of keys and values",
    "null": "empty",
}
_LIMIT_WORD: Final = {
    "minimum": "at least {}",
    "exclusiveMinimum": "more than {}",
    "maximum": "at most {}",
    "exclusiveMaximum": "less than {}",
    "multipleOf": "in steps of {}",
    "minLength": "at least {} characters",
    "maxLength": "at most {} characters",
    "minItems": "at least {} in the list",
    "maxItems": "at most {} in the list",
    "pattern": "of the form {}",
    "format": "a {}",
}


def bound_lines(element: Element) -> list[str]:
    """Each condition of each bound of an element in a sentence; which passage it is about stands first."""
    several = len(element.passages) > 1
    return [
        f"{shown_address(bound.passage.address)}: {condition}" if several and bound.passage else condition
        for bound in element.bounds
        for condition in _conditions(bound)
    ]


def _conditions(bound: Bound) -> Iterator[str]:
    if bound.schema is not None:
        yield f"it is {schema_in_words(bound.schema)}"
    if bound.contains:
        yield f"it says {_quoted(bound.contains, 'and')}"
    if bound.lacks:
        yield f"it does not say {_quoted(bound.lacks, 'or')}"
    if bound.headings:
        yield f"it has the headings {_quoted(bound.headings, 'and')}, in this order"
    if bound.min_words is not None:
        yield f"it has {bound.min_words} words or more"
    if bound.max_words is not None:
        yield f"it has {bound.max_words} words or fewer"
    if bound.max_changed is not None:
        yield f"at most {percent(bound.max_changed)} of it is changed"


def _quoted(phrases: tuple[str, ...], joint: str) -> str:
    quoted = [f'"{phrase}"' for phrase in phrases]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} {joint} {quoted[-1]}"


def schema_in_words(schema: Any) -> str:
    """A JSON Schema as a person would say it; what has no words is shown as it stands."""
    if not isinstance(schema, Mapping):
        return "anything" if schema is True else "nothing"
    words = [word for key, value in schema.items() if (word := _keyword(key, value, schema))]
    return ", ".join(words) or "anything"


def _keyword(key: str, value: Any, schema: Mapping[str, Any]) -> str:
    if key == "type":
        return " or ".join(
            _TYPE_WORD.get(name, name) for name in ([value] if isinstance(value, str) else value)
        )
    if key == "const":
        return _value(value)
    if key == "enum":
        return f"one of {', '.join(_value(item) for item in value)}"
    if key in _LIMIT_WORD:
        return _LIMIT_WORD[key].format(value)
    if key == "uniqueItems":
        return "nothing in it twice" if value else ""
    if key == "items":
        return f"each entry is {schema_in_words(value)}"
    if key == "required":
        optional = [name for name in value if name not in schema.get("properties", {})]
        return f"with {', '.join(optional)}" if optional else ""
    if key == "properties":
        return "; ".join(_part(name, part, schema) for name, part in value.items())
    if key in ("description", "title", "$schema", "$comment", "examples"):
        return ""
    return f"{key}: {_value(value)}"


def _part(name: str, part: Any, schema: Mapping[str, Any]) -> str:
    given = "" if name in schema.get("required", []) else " (where it is there)"
    return f"{name}{given} is {schema_in_words(part)}"


def _value(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
