"""How values are compared, and how people would say them."""

from __future__ import annotations

import datetime
import json
from typing import Any

from localkit.syntax.words import collapsed, normal

Time = datetime.date | datetime.time  # a datetime is a date


def token(value: Any) -> str:
    """A scalar's normal form: JSON, so that types stay apart; dates and times in ISO form without quotes.

    Wrapping, white space and Unicode form inside a string are no change, as in any text; a string of white
    space alone (a separator) is kept as it is.
    """
    if isinstance(value, Time):
        return value.isoformat()
    if isinstance(value, str):
        value = collapsed(value) or value
    return json.dumps(value, ensure_ascii=False)


def plain(value: Any) -> Any:
    """The value as JSON Schema knows it: dates and times as ISO strings."""
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [plain(inner) for inner in value]
    return value.isoformat() if isinstance(value, Time) else value


def said(value: Any) -> str:
    """The value as a person would write it: ``4``, ``yes``, ``true``, ``[tea, cake]``, ``{open: 9}``."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{normal(key)}: {said(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(said(inner) for inner in value) + "]"
    if isinstance(value, str):
        return normal(value)
    return token(value)
