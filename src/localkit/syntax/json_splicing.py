"""Edits spliced into a JSON text: indentation, spaces and order of everything else stay."""

from __future__ import annotations

import json as writer
import re
from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import Any

from localkit.syntax import flow_splicing, json, pointer
from localkit.syntax.pieces import (
    Piece,
    Source,
    SpliceError,
    children,
    indented,
    line_break,
    line_feeds,
    line_start,
    parted,
)

_KEY = re.compile(r'"(?:[^"\\]|\\.)*"')
_TOKENS = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+')


def read(text: str) -> Source:
    """See ``Splicing``; an empty text counts as an empty mapping."""
    if not text.strip(" \t\r\n"):
        return Source(text, {}, {})
    found = json.parse(text)
    return Source(text, found.data, found.marks)


def value(text: str) -> Piece:
    """See ``Splicing``."""
    return cut(read(text), "") if text.strip() else Piece(json.load(text), text)


def cut(source: Source, at: str) -> Piece:
    """See ``Splicing``."""
    mark, text = source.marks[at], source.text
    lead = _lead(text, mark.start)
    lines = line_feeds(text[mark.start : mark.end]).split("\n")
    bare = "\n".join([lines[0], *(line.removeprefix(lead) for line in lines[1:])])
    key = _KEY.match(text, mark.key_start)
    named = key is not None and mark.key_start < mark.start
    return Piece(source.value(at), bare, key=key[0] if key and named else "")


def fresh(value: Any) -> Piece:
    """See ``Splicing``."""
    return Piece(value, writer.dumps(value, ensure_ascii=False, indent="\t"))


def put(source: Source, at: str, piece: Piece, removable: AbstractSet[str]) -> str:  # noqa: ARG001  JSON has no comments
    """See ``Splicing``."""
    mark, text = source.marks[at], source.text
    return text[: mark.start] + _written(piece, text, _lead(text, mark.start)) + text[mark.end :]


def add_key(source: Source, at: str, key: str, piece: Piece, behind: str | None) -> str:
    """See ``Splicing``."""
    if "" not in source.marks:
        return add_key(read("{}" + line_break(source.text)), at, key, piece, behind)
    inner = children(source, at)
    named = piece.key or writer.dumps(key, ensure_ascii=False)
    if not inner:
        entry = replace(piece, value={key: piece.value}, text=_alone("{", f"{named}: {piece.text}", "}"))
        return put(source, at, entry, frozenset())
    text, known = source.text, [one for one, _ in inner]
    index = known.index(f"{at}/{pointer.escape(behind)}") + 1 if behind is not None else len(known)
    near = inner[max(index - 1, 0)][1]
    said = _written(piece, text, _lead(text, near.key_start))
    colon = _KEY.match(text, near.key_start)
    if colon is None:
        raise SpliceError("an object's key is no text")
    return flow_splicing.add(source, at, index, named + text[colon.end() : near.start] + said)


def add_item(source: Source, at: str, index: int, piece: Piece) -> str:
    """See ``Splicing``."""
    inner = children(source, at)
    if not inner:
        return put(source, at, Piece([piece.value], _alone("[", piece.text, "]")), frozenset())
    near = inner[max(index - 1, 0)][1]
    return flow_splicing.add(
        source, at, index, _written(piece, source.text, _lead(source.text, near.key_start))
    )


def remove(source: Source, at: str, removable: AbstractSet[str]) -> str:  # noqa: ARG001  JSON has no comments
    """See ``Splicing``."""
    above, _ = parted(at)
    return flow_splicing.remove(source, above, [one for one, _ in children(source, above)].index(at))


def _alone(opening: str, entry: str, closing: str) -> str:
    """A mapping or list of one entry on lines of its own."""
    unit = _unit(entry)
    inner = entry.replace("\n", f"\n{unit}")
    return f"{opening}\n{unit}{inner}\n{closing}"


def _lead(text: str, at: int) -> str:
    """White space that the line of an offset begins with."""
    line = text[line_start(text, at) : at]
    return line[: len(line) - len(line.lstrip(" \t"))]


def _unit(text: str, other: str = "  ") -> str:
    """What a level is indented by; another unit where nothing tells."""
    found = re.search(r"[\r\n]([ \t]+)\S", text)
    return found[1] if found else other


def _written(piece: Piece, text: str, lead: str) -> str:
    """A piece as this text would have it: on one line where it has no other, else with its indentation."""
    lines = piece.text.split("\n")
    if len(lines) == 1:
        return piece.text
    if len(line_feeds(text).strip().split("\n")) == 1 and text.strip() != "{}":
        tight = re.search(r'"[:,]["\d{\[]', text) is not None
        return _one_line(piece.text, "" if tight else " ")
    unit, wide = _unit(text, _unit(piece.text)), len(_unit(piece.text))
    bare = [line.lstrip(" \t") for line in lines]
    depths = [(len(line) - len(inner)) // wide for line, inner in zip(lines, bare, strict=True)]
    levels = [unit * depth + line for depth, line in zip(depths, bare, strict=True)]
    return indented(levels, lead, line_break(text))


def _one_line(text: str, space: str) -> str:
    return "".join(found + space if found in (",", ":") else found for found in _TOKENS.findall(text))
