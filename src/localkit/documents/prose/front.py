"""What a Markdown document says of itself at its head, as a small table."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from localkit.documents.front_matter import find
from localkit.model.prose import Code, Run, Table
from localkit.syntax.lines import Lines

if TYPE_CHECKING:
    from localkit.model.prose import Block, Words

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def parted(text: str) -> tuple[list[Block], dict[str, str], str]:
    """The head to show, its single values by name, and the text behind it."""
    lines = Lines(text)
    front = find(lines)
    if front is None:
        return [], {}, text
    written, body = text[front.start : front.end].strip(), text[front.body :]
    data = front.tree.data if front.tree else None
    if not written:
        return [], {}, body
    if not isinstance(data, dict) or any(_told(value) is None for value in data.values()):
        return [Code(written)], {}, body
    told = {str(key): _told(value) or "" for key, value in data.items()}
    rows = tuple((_cell(key), _cell(value)) for key, value in told.items())
    return [Table((), rows)] if rows else [], told, body


def language(told: dict[str, str]) -> str | None:
    """The language that a document says it is in, if it is a tag."""
    said = told.get("lang") or told.get("language") or ""
    return said if _LANGUAGE.fullmatch(said) else None


def _cell(text: str) -> Words:
    return (Run(text),) if text else ()


def _told(value: object) -> str | None:
    """A single value, or a list of such, in words; None for what does not fit into a cell."""
    if isinstance(value, dict):
        return None
    if isinstance(value, list):
        return (
            None if any(isinstance(item, dict | list) for item in value) else ", ".join(map(_single, value))
        )
    return _single(value)


def _single(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)
