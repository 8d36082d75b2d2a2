"""Entries between brackets, put in and taken out: JSON, YAML's flow style, TOML's arrays and inline tables."""

from __future__ import annotations

import re
from itertools import pairwise

from localkit.syntax.marks import Mark
from localkit.syntax.pieces import Source, children, first_on_line, line_break, line_start, past_break

_REST = re.compile(r"[ \t]*(?:#[^\r\n]*)?(?=[\r\n]|\Z)")
_COMMA = re.compile(r"(?:[ \t\r\n]+|#[^\r\n]*)*,")


def add(source: Source, at: str, index: int, entry: str, note: str = "") -> str:
    """The text with one more entry in a mapping or list between brackets, which then has that index.

    Args:
        source: The text.
        at: Pointer to the mapping or list.
        index: Which one it is to be, in the order of the text.
        entry: What to write.
        note: A comment to stand beside it, where it gets a line of its own.
    """
    text, whole = source.text, source.marks[at]
    marks = [mark for _, mark in children(source, at)]
    if not marks:
        inner = text[whole.start + 1 : whole.end - 1]
        return text[: whole.start + 1] + entry + (inner if inner.strip() else "") + text[whole.end - 1 :]
    if not index:
        first = marks[0].key_start
        return text[:first] + entry + "," + _between(text, marks, 0) + text[first:]
    before, lead = marks[index - 1], _between(text, marks, index - 1)
    own_line = lead[:1] in "\r\n" and lead != ""
    comma = _COMMA.match(text, before.end)
    if comma:
        place = _behind_rest(text, comma.end()) if own_line else comma.end()
        return text[:place] + lead + entry + "," + _noted(text, place, note, own_line) + text[place:]
    place = _behind_rest(text, before.end) if own_line else before.end
    behind = _noted(text, place, note, own_line) + text[place:]
    return text[: before.end] + "," + text[before.end : place] + lead + entry + behind


def _noted(text: str, place: int, note: str, own_line: bool) -> str:
    return f"  {note}" if note and own_line and text[place : place + 1] in ("\r", "\n") else ""


def _between(text: str, marks: list[Mark], index: int) -> str:
    """What stands between an entry's comma and the next entry, as this text does it."""
    start = marks[index].key_start
    if first_on_line(text, start):
        return line_break(text) + text[line_start(text, start) : start]
    for one, other in pairwise(marks):
        comma = _COMMA.match(text, one.end)
        space = text[comma.end() : other.key_start] if comma else "x"
        if not space.strip(" "):
            return space
    return " "


def _behind_rest(text: str, at: int) -> int:
    """The line's end, if only white space and a comment follow on it."""
    rest = _REST.match(text, at)
    return rest.end() if rest else at


def remove(source: Source, at: str, index: int) -> str:
    """The text without an entry of a mapping or list between brackets."""
    text, whole = source.text, source.marks[at]
    marks = [mark for _, mark in children(source, at)]
    if len(marks) == 1:
        return text[: whole.start + 1] + text[whole.end - 1 :]
    gone = marks[index]
    comma = _COMMA.match(text, gone.end)
    end = comma.end() if comma else gone.end
    if first_on_line(text, gone.key_start) and _REST.match(text, end):
        start, end = line_start(text, gone.key_start), past_break(text, _behind_rest(text, end))
        head = text[:start]
        if index == len(marks) - 1 and not comma:
            head = _without_comma(head, marks[index - 1].end)
        return head + text[end:]
    if index == len(marks) - 1:
        return text[: marks[index - 1].end] + text[gone.end :]
    return text[: gone.key_start] + text[marks[index + 1].key_start :]


def _without_comma(head: str, at: int) -> str:
    comma = _COMMA.match(head, at)
    return head if comma is None else head[: comma.end() - 1] + head[comma.end() :]
