"""What a JSON Schema says of the answers that it allows, where these are few."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

FEW: Final = 12
"""A whole number with no more possible values than this can be found by trying each."""


def options_of(about: Mapping[str, Any]) -> list[Any]:
    """Every answer that is allowed, where the schema lists them or they are a few whole numbers; else nothing."""
    listed = about.get("enum")
    if isinstance(listed, list):
        return list(listed)
    low, high = about.get("minimum"), about.get("maximum")
    if about.get("type") == "integer" and isinstance(low, int) and isinstance(high, int) and high - low < FEW:
        return list(range(low, high + 1))
    return []


def as_allowed(value: Any, about: Mapping[str, Any]) -> Any:
    """A value as the schema lists it, where it differs only in case and in the signs between words.

    A text may say ``older people`` where the answer was ``older_people``.
    """
    if isinstance(value, list):
        items = about.get("items")
        return [as_allowed(item, items) for item in value] if isinstance(items, Mapping) else value
    listed = about.get("enum")
    if not isinstance(value, str) or not isinstance(listed, list) or value in listed:
        return value
    return next((item for item in listed if isinstance(item, str) and _plain(item) == _plain(value)), value)


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text).strip().casefold()
