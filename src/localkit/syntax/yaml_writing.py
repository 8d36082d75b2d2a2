"""Writing new YAML: block style, keys in the order given, strings plain where that is safe."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from localkit.syntax.yaml import scalar

# Begins with a letter, no sign that YAML could take for its own; anything else is quoted.
_PLAIN = re.compile(r"[^\W\d_](?:[\w .()/+*@%-]*[\w()/+*@%.-])?\Z")


def dump(data: Mapping[str, Any]) -> str:
    """A mapping of plain values (text, numbers, booleans, None, lists, mappings) as a YAML document.

    Raises:
        TypeError: Something in it is no plain value.
    """
    return "".join(f"{line}\n" for line in _mapping(data, 0))


def inline(value: Any) -> str:
    """A value on one line: text plain where that is safe, lists and mappings in flow style.

    Raises:
        TypeError: It is no plain value.
    """
    return _flow(value) if isinstance(value, Mapping | list | tuple) and value else _scalar(value)


def _mapping(data: Mapping[str, Any], depth: int) -> Iterator[str]:
    for key, value in data.items():
        yield from _entry(f"{'  ' * depth}{_text(str(key))}:", value, depth)


def _entry(head: str, value: Any, depth: int) -> Iterator[str]:
    if isinstance(value, Mapping) and value:
        yield head
        yield from _mapping(value, depth + 1)
    elif isinstance(value, list | tuple) and value:
        yield head
        for item in value:
            yield from _item(item, depth + 1)
    else:
        yield f"{head} {_scalar(value)}"


def _item(item: Any, depth: int) -> Iterator[str]:
    dash = f"{'  ' * depth}- "
    if isinstance(item, Mapping) and item:
        lines = list(_mapping(item, depth + 1))
        yield dash + lines[0].lstrip(" ")
        yield from lines[1:]
    else:
        yield dash + (_flow(item) if isinstance(item, list | tuple) else _scalar(item))


def _flow(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_quoted(str(key))}: {_flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_flow, value)) + "]"
    return _quoted(value) if isinstance(value, str) else _scalar(value)


def _scalar(value: Any) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        return "{}"
    if isinstance(value, list | tuple):
        return "[]"
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, int | float):
        return _number(value)
    raise TypeError(f"cannot write {type(value).__name__} as YAML")


def _number(value: float) -> str:
    if value != value:  # noqa: PLR0124  only NaN differs from itself
        return ".nan"
    if value in (float("inf"), float("-inf")):
        return ".inf" if value > 0 else "-.inf"
    return repr(value)


def _text(text: str) -> str:
    if _PLAIN.match(text) and text == scalar(text):
        return text
    return _quoted(text)


def _quoted(text: str) -> str:
    quoted = json.dumps(text, ensure_ascii=False)
    # JSON leaves these as they are; YAML takes some for line breaks and refuses others.
    return re.sub(
        "[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]",
        lambda found: f"\\u{ord(found.group()):04x}",
        quoted,
    )
