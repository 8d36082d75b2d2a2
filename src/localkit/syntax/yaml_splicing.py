"""Edits spliced into a YAML text: comments, order, quotes and indentation of everything else stay."""

from __future__ import annotations

import json
import re
from collections.abc import Set as AbstractSet
from typing import Any

from localkit.syntax import flow_splicing, pointer
from localkit.syntax.marks import Mark
from localkit.syntax.pieces import (
    Piece,
    Source,
    SpliceError,
    beside,
    children,
    column,
    first_on_line,
    indented,
    line_break,
    line_end,
    parted,
    past_break,
    without_lines,
)
from localkit.syntax.yaml_cutting import colon, cut, dash, flow, fresh, read, value
from localkit.syntax.yaml_writing import inline

__all__ = ["add_item", "add_key", "cut", "fresh", "put", "read", "remove", "value"]


def put(source: Source, at: str, piece: Piece, removable: AbstractSet[str]) -> str:
    """See ``Splicing``."""
    mark, text = source.marks[at], source.text
    above, _ = parted(at)
    space = "" if text[mark.start - 1 : mark.start].isspace() else " "
    if flow(source, above):
        return _replaced(text, mark.start, mark.end, space * (text[mark.start - 1] == ":") + _flow(piece))
    if isinstance(source.value(above), list):
        start = column(text, dash(source, mark.start)) + 2 if space else column(text, mark.start)
        lines = _lines("", piece, 0)
        return _replaced(text, mark.start, mark.end, space + indented(lines, " " * start, line_break(text)))
    behind = colon(source, mark) + 1
    known = source.value(at)
    run = "\n" not in text[behind : mark.start] and "\r" not in text[behind : mark.start]
    block = isinstance(known, dict | list) and not flow(source, at)
    if piece.form == "inline" and run and not block and text[mark.start : mark.start + 1] not in ("|", ">"):
        indent = " " * (column(text, mark.key_start) + 2)
        said = indented(piece.text.split("\n"), indent, line_break(text))
        if not said:
            return _replaced(text, behind, mark.end, "")
        return _replaced(text, mark.start, mark.end, space + said)
    return _rewritten(source, mark, behind, piece, removable, block=block)


def _replaced(text: str, start: int, end: int, new: str) -> str:
    return text[:start] + new + text[end:]


def _rewritten(
    source: Source, mark: Mark, behind: int, piece: Piece, removable: AbstractSet[str], *, block: bool
) -> str:
    """The whole of a key written again: its comment stays beside it, the place's in the old value go above."""
    text = source.text
    head = _head_note(source, mark, behind)
    tail = beside(source, mark.end)
    end = tail[1] if tail else mark.end
    note = head or (None if block else tail)
    said = text[slice(*note)].rstrip() if note else ""
    kept = _kept(source, note[1] if note else behind, end, removable)
    if kept and not first_on_line(text, mark.key_start):
        raise SpliceError("a comment that has no line to go to")
    lines = [*kept, *_lines(text[mark.key_start : behind], piece, step(text), said)]
    indent = " " * column(text, mark.key_start)
    return _replaced(text, mark.key_start, end, indented(lines, indent, line_break(text)))


def _head_note(source: Source, mark: Mark, behind: int) -> tuple[int, int] | None:
    """The comment on a key's own line, where its value begins below or is a block scalar."""
    if source.text[mark.start : mark.start + 1] not in ("|", ">"):
        return beside(source, behind)
    end = line_end(source.text, mark.start)
    return next((pair for pair in source.comments if mark.start < pair[0] < end), None)


def _kept(source: Source, start: int, end: int, removable: AbstractSet[str]) -> list[str]:
    return [said for said in source.said(start, end) if said not in removable]


def step(text: str) -> int:
    """By how many columns this text indents."""
    for line in text.replace("\r", "\n").split("\n"):
        bare = line.lstrip(" ")
        if line != bare and bare and not bare.startswith(("#", "-")):
            return min(len(line) - len(bare), 8)
    return 2


def _lines(head: str, piece: Piece, wide: int, note: str = "") -> list[str]:
    """The lines of a key or item with its value: head is ``key:`` or a dash; nothing where only the value is meant."""
    note = f"  {note}" if note else ""
    space = " " if head else ""
    lines = piece.text.split("\n")
    if piece.form == "block":
        if not head or head == "-":
            return [head + space + lines[0], *_moved(lines[1:], 2 if head else 0)]
        return [head + note, *_moved(lines, wide)]
    if piece.form == "literal":
        return [head + space + lines[0] + note, *_moved(lines[1:], wide or (2 if head else 0))]
    inner = [head + space + lines[0], *_moved(lines[1:], wide or (2 if head else 0))]
    return [*inner[:-1], inner[-1].rstrip(" ") + note]


def _moved(lines: list[str], wide: int) -> list[str]:
    return [" " * wide + line if line else line for line in lines]


def _flow(piece: Piece) -> str:
    """A value between brackets."""
    if piece.form == "inline" and "\n" not in piece.text:
        return piece.text
    return inline([piece.value])[1:-1]


def add_key(source: Source, at: str, key: str, piece: Piece, behind: str | None) -> str:
    """See ``Splicing``."""
    text = source.text
    named = piece.key or inline(key)
    lines = [*[""] * piece.gap, *piece.above, *_lines(f"{named}:", piece, step(text), piece.beside)]
    if at not in source.marks:
        return _ended(text) + indented(lines[piece.gap :], "", line_break(text)) + line_break(text)
    if not source.value(at):
        return _first(source, at, f"{named}: {_flow(piece)}", "{}", lines[piece.gap :], {key: piece.value})
    inner = children(source, at)
    index = (
        [one for one, _ in inner].index(f"{at}/{pointer.escape(behind)}") + 1
        if behind is not None
        else len(inner)
    )
    if flow(source, at):
        return flow_splicing.add(
            source, at, index, f"{piece.key or json.dumps(key)}: {_flow(piece)}", piece.beside
        )
    near = inner[index - 1][1]
    colon(source, near)
    return _below(source, near, column(text, near.key_start), lines)


def _ended(text: str) -> str:
    return text if not text or text.endswith(("\n", "\r")) else text + line_break(text)


def _first(source: Source, at: str, said: str, brackets: str, lines: list[str], whole: Any) -> str:
    """The first entry of an empty mapping or list."""
    mark = source.marks[at]
    if not at:
        return _replaced(source.text, mark.start, mark.end, indented(lines, "", line_break(source.text)))
    if flow(source, parted(at)[0]):
        return _replaced(source.text, mark.start, mark.end, brackets[0] + said + brackets[1])
    return put(source, at, Piece(whole, "\n".join(lines), "block"), frozenset())


def _below(source: Source, mark: Mark, width: int, lines: list[str]) -> str:
    """The text with lines below an entry of a block."""
    text, place = source.text, _entry_end(source, mark, width)
    return text[:place] + indented(["", *lines], " " * width, line_break(text)) + text[place:]


def _entry_end(source: Source, mark: Mark, width: int) -> int:
    """The line's end of the last line that belongs to an entry of a block: deeper comments do."""
    text = source.text
    end = line_end(text, mark.end)
    if _keeps_breaks(source, mark):
        while (here := past_break(text, end)) < len(text) and not text[here : line_end(text, here)].strip():
            end = line_end(text, here)
        return end
    here = end
    while here < len(text):
        here = past_break(text, here)
        line = text[here : line_end(text, here)]
        deep = len(line) - len(line.lstrip(" \t"))
        if line.strip() and (here + deep not in source.comment_starts or deep <= width):
            break
        here = line_end(text, here)
        end = here if line.strip() else end
    return end


def _keeps_breaks(source: Source, mark: Mark) -> bool:
    """Whether an entry ends in a block scalar that empty lines behind it belong to."""
    text = source.text
    last = [one.start for one in source.marks.values() if one.end == mark.end]
    heads = [text[start : line_end(text, start)].partition("#")[0] for start in last]
    return any(head[:1] in ("|", ">") and "+" in head for head in heads)


def add_item(source: Source, at: str, index: int, piece: Piece) -> str:
    """See ``Splicing``."""
    text = source.text
    lines = [*[""] * piece.gap, *piece.above, *_lines("-", piece, 2, piece.beside)]
    if not source.value(at):
        return _first(source, at, _flow(piece), "[]", lines[piece.gap :], [piece.value])
    if flow(source, at):
        return flow_splicing.add(source, at, index, _flow(piece), piece.beside)
    inner = children(source, at)
    near = inner[max(index - 1, 0)][1]
    start = dash(source, near.start)
    if index:
        return _below(source, near, column(text, start), lines)
    new = indented([*lines[piece.gap :], ""], " " * column(text, start), line_break(text))
    return text[:start] + new + " " * column(text, start) + text[start:]


def remove(source: Source, at: str, removable: AbstractSet[str]) -> str:
    """See ``Splicing``."""
    above, _ = parted(at)
    inner = children(source, above)
    index = [one for one, _ in inner].index(at)
    listed = isinstance(source.value(above), list)
    if flow(source, above):
        return flow_splicing.remove(source, above, index)
    if len(inner) == 1 and above:
        return put(source, above, fresh([] if listed else {}), removable)
    starts = [dash(source, mark.start) if listed else mark.key_start for _, mark in inner]
    if first_on_line(source.text, starts[index]):
        end = _entry_end(source, inner[index][1], column(source.text, starts[index]))
        tidy = re.search(r"[|>]\d?\+", source.text) is None  # empty lines may belong to a text
        return without_lines(source, starts[index], end, removable, tidy=tidy)
    if index or len(inner) == 1:
        raise SpliceError("an entry that begins in the middle of a line")
    return source.text[: starts[0]] + source.text[starts[1] :]
