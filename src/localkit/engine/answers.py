"""Answers: as a person types them, as the schema means them, as cookiecutter wants them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

_YES = frozenset(["1", "true", "t", "yes", "y", "on"])
_NO = frozenset(["0", "false", "f", "no", "n", "off"])
_WHOLE = re.compile(r"[-+]?\d{1,300}\Z", re.ASCII)
_NUMBER = re.compile(r"[-+]?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d+)?\Z", re.ASCII)
DEFAULT_SEPARATOR = ","


def property_schema(schema: Mapping[str, Any] | None, name: str) -> Mapping[str, Any]:
    """What parameters.schema.json says of one parameter; empty where it says nothing."""
    found = (schema or {}).get("properties", {}).get(name, {})
    return found if isinstance(found, Mapping) else {}


def typed(value: Any, about: Mapping[str, Any]) -> Any:
    """An answer converted to the type that the schema states; left as it is where it cannot be.

    Whole numbers, numbers and booleans are read from text as cookiecutter reads them; a list is one text, split at
    ``x-separator`` (default: comma).
    """
    kind = _kind(about)
    if kind == "array" and isinstance(value, str):
        parts = (part.strip() for part in value.split(_separator(about)))
        return [typed(part, _items(about)) for part in parts if part]
    if kind == "integer" and isinstance(value, float) and value.is_integer():
        return int(value)
    if not isinstance(value, str):
        return str(value) if kind == "string" and isinstance(value, int | float) else value
    text = value.strip()
    if kind == "integer" and _WHOLE.match(text):
        return int(text)
    if kind == "number" and _NUMBER.match(text):
        return float(text) if not _WHOLE.match(text) else int(text)
    if kind == "boolean":
        return True if text.lower() in _YES else False if text.lower() in _NO else value
    return value


def for_template(value: Any, about: Mapping[str, Any]) -> Any:
    """An answer as the template gets it: cookiecutter's numbers are strings, a list is one text."""
    if isinstance(value, list | tuple):
        separator = _separator(about)
        return (separator if separator.strip() != separator else f"{separator} ").join(
            _text(item) for item in value
        )
    return value if isinstance(value, bool | Mapping) or value is None else _text(value)


def list_separator(about: Mapping[str, Any]) -> str | None:
    """What stands between the entries of a list; None where the answer is no list."""
    return _separator(about) if _kind(about) == "array" else None


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def _kind(about: Mapping[str, Any]) -> str | None:
    stated = about.get("type")
    if isinstance(stated, list):
        return next((kind for kind in stated if kind != "null"), None)
    return stated if isinstance(stated, str) else None


def _items(about: Mapping[str, Any]) -> Mapping[str, Any]:
    items = about.get("items", {})
    return items if isinstance(items, Mapping) else {}


def _separator(about: Mapping[str, Any]) -> str:
    stated = about.get("x-separator", DEFAULT_SEPARATOR)
    return stated if isinstance(stated, str) and stated else DEFAULT_SEPARATOR
