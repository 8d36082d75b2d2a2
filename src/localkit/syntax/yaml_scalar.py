"""Scalars of the YAML 1.2.2 core schema (§10.3.2)."""

from __future__ import annotations

import math
import re
from typing import Any

_NULL = frozenset(["", "~", "null", "Null", "NULL"])
_BOOL = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_INT = re.compile(r"[-+]?[0-9]{1,300}\Z")
_OCT = re.compile(r"0o[0-7]{1,300}\Z")
_HEX = re.compile(r"0x[0-9a-fA-F]{1,300}\Z")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\Z")
_INF = re.compile(r"([-+]?)\.(inf|Inf|INF)\Z")
_NAN = frozenset([".nan", ".NaN", ".NAN"])
_CORE = "tag:yaml.org,2002:"


def scalar(text: str) -> Any:
    """The value of a plain scalar under the YAML 1.2 core schema."""
    if text in _NULL:
        return None
    if text in _BOOL:
        return _BOOL[text]
    if text[0] in "-+.0123456789":
        return _number(text)
    return text


def _number(text: str) -> Any:
    if _INT.match(text):
        return int(text)
    if _OCT.match(text):
        return int(text[2:], 8)
    if _HEX.match(text):
        return int(text[2:], 16)
    if _FLOAT.match(text):
        number = float(text)
        return number if math.isfinite(number) else text  # 1e999 must stay apart from 2e999
    infinite = _INF.match(text)
    if infinite:
        return float(f"{infinite[1]}inf")
    return float("nan") if text in _NAN else text


def event_value(event: Any) -> Any:
    """The value of a scalar event: tags and quotes looked at."""
    tag = event.tag
    if tag and tag != "!":
        if tag == f"{_CORE}str" or not tag.startswith(_CORE):
            return event.value
        return scalar(event.value)
    return event.value if tag == "!" or event.style else scalar(event.value)
