"""Edits spliced into a TOML text: comments, order of tables and style of everything else stay."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from functools import lru_cache
from typing import Any, Literal, TypeAlias

from localkit.syntax import flow_splicing, pointer, toml
from localkit.syntax.pieces import (
    Piece,
    Source,
    SpliceError,
    children,
    comments_above,
    line_break,
    line_end,
    line_feeds,
    line_start,
    parted,
    surrounded,
    without_lines,
)
from localkit.syntax.toml import Statement
from localkit.syntax.toml_writing import inline, key_text

Kind: TypeAlias = Literal["root", "header", "implied", "dotted", "value"]
_PART = re.compile(r"""[A-Za-z0-9_-]+|"(?:[^"\\]|\\.)*"|'[^']*'""")


def read(text: str) -> Source:
    """See ``Splicing``."""
    data, found = toml.load(text), _layout(text)
    return Source(text, data, found.marks, found.comments, found.scattered)


@lru_cache(maxsize=8)
def _layout(text: str) -> toml.Layout:
    return toml.layout(text)


def _statements(text: str) -> tuple[Statement, ...]:
    return _layout(text).statements


def value(text: str) -> Piece:
    """See ``Splicing``."""
    found = toml.load(f"x = {text}")
    if list(found) != ["x"]:
        raise toml.TomlError("more than one value", None)
    return Piece(found["x"], line_feeds(text).strip())


def fresh(value: Any) -> Piece:
    """See ``Splicing``."""
    return Piece(value, inline(value))


def _kind(source: Source, at: str) -> Kind:
    """How a table or value is written."""
    path = pointer.split(at)
    if not path:
        return "root"
    found: Kind = "implied"
    for one in _statements(source.text):
        if not one.header and path[: len(one.path)] == one.path:
            return "value"
        if one.header and one.path == path:
            return "header"
        if not one.header and one.path[: len(path)] == path and len(one.table) < len(path):
            found = "dotted"
    return found


def cut(source: Source, at: str) -> Piece:
    """See ``Splicing``."""
    mark, said, kind = source.marks[at], source.value(at), _kind(source, at)
    raw = line_feeds(source.text[mark.start : mark.end])
    if kind == "value":
        piece = Piece(said, raw)
    elif at in source.scattered:
        return fresh(said)
    else:
        piece = Piece(said, raw, "block" if kind == "dotted" else "table")
    return surrounded(source, piece, mark.key_start, mark.end) if at else piece


def _value(piece: Piece, source: Source) -> str:
    said = piece.text if piece.form == "inline" else inline(piece.value)
    return said.replace("\n", line_break(source.text))


def put(source: Source, at: str, piece: Piece, removable: AbstractSet[str]) -> str:
    """See ``Splicing``."""
    mark, text = source.marks[at], source.text
    if _kind(source, at) == "value":
        return text[: mark.start] + _value(piece, source) + text[mark.end :]
    above, name = parted(at)
    if isinstance(source.value(above), list):
        raise SpliceError("a table of a list of tables, replaced as a whole")
    return add_key(read(_removed(source, at, removable)), above, name, piece, None)


def add_key(source: Source, at: str, key: str, piece: Piece, behind: str | None) -> str:
    """See ``Splicing``."""
    kind = _kind(source, at) if at in source.marks or not at else "absent"
    if kind == "absent":  # what removing left of a table that no head names
        above, name = parted(at)
        return add_key(source, above, name, fresh({key: piece.value}), None)
    if kind == "value":
        return _in_brackets(source, at, key, piece, behind)
    if piece.form == "table" and kind in ("root", "header", "implied"):
        return _table_added(source, at, piece, behind)
    lines = [*piece.above, *piece.text.split("\n")]
    if piece.form != "block" or kind not in ("root", "header"):
        note = f"  {piece.beside}" if piece.beside else ""
        lines = [*piece.above, f"{_prefix(source, at, kind)}{key_text(key)} = {_value(piece, source)}{note}"]
    if kind == "implied":
        return _below(source, source.marks[at].end, ["", f"[{_header(source, at)}]", *lines])
    return _statement_added(source, at, behind, lines)


def _in_brackets(source: Source, at: str, key: str, piece: Piece, behind: str | None) -> str:
    known = [one for one, _ in children(source, at)]
    index = known.index(f"{at}/{pointer.escape(behind)}") + 1 if behind is not None else len(known)
    entry = f"{key_text(key)} = {_value(piece, source)}"
    return flow_splicing.add(source, at, index, entry if known else f" {entry} ")


def _prefix(source: Source, at: str, kind: Kind | str) -> str:
    """What a dotted key begins with, as its neighbours write it."""
    if kind != "dotted":
        return ""
    path = pointer.split(at)
    near = next(one for one in _own(source, path) if len(one.table) < len(path))
    parts = _PART.findall(source.text[near.start : near.end])[: len(path) - len(near.table)]
    return "".join(f"{part}." for part in parts)


def _own(source: Source, path: tuple[str, ...]) -> list[Statement]:
    """Keys with values below a path."""
    return [one for one in _statements(source.text) if not one.header and one.path[: len(path)] == path]


def _header(source: Source, at: str) -> str:
    """A table's name in brackets: places in lists of tables are not named."""
    data, parts = source.data, []
    for part in pointer.split(at):
        if isinstance(data, list):
            data = data[int(part)]
        else:
            data = data[part]
            parts.append(key_text(part))
    return ".".join(parts)


def _statement_added(source: Source, at: str, behind: str | None, lines: list[str]) -> str:
    """A key with its value, behind another one or as the last of its table's own."""
    path, text = pointer.split(at), source.text
    named = (*path, behind)
    own = [one for one in _own(source, path) if len(one.table) <= len(path)]
    near = [one for one in own if one.path[: len(named)] == named] or own
    near = near or [one for one in _statements(text) if one.header and one.path == path]
    if near:
        return _below(source, near[-1].end, lines)
    heads = _statements(text)
    if not heads:
        return _below(source, len(text), lines)
    above = comments_above(source, heads[0].start)[0]
    place = line_start(text, above[0] if above else heads[0].start)
    end = line_break(text)
    return text[:place] + end.join([*lines, "", ""]) + text[place:]


def _below(source: Source, at: int, lines: list[str]) -> str:
    """The text with lines below the one at an offset."""
    text, end = source.text, line_break(source.text)
    if not text or (at == len(text) and text.endswith(("\n", "\r"))):
        return text + end.join(lines[not text and not lines[0] :]) + end
    place = line_end(text, at)
    return text[:place] + "".join(end + line for line in lines) + text[place:]


def _table_added(source: Source, at: str, piece: Piece, behind: str | None) -> str:
    """A table with a head of its own, behind another one or behind all of the table it belongs to."""
    lines = ["", *piece.above, *_noted(piece)]
    inner = f"{at}/{pointer.escape(behind)}" if behind is not None else ""
    if inner and inner not in source.scattered and _kind(source, inner) in ("header", "implied"):
        return _below(source, source.marks[inner].end, lines)
    own = [
        one.end for one in _statements(source.text) if one.path[: len(pointer.split(at))] == pointer.split(at)
    ]
    return _below(source, own[-1] if own and at else _last(source), lines)


def _last(source: Source) -> int:
    found = _statements(source.text)
    return found[-1].end if found else len(source.text)


def _noted(piece: Piece) -> list[str]:
    text = f"{piece.text}  {piece.beside}" if piece.beside else piece.text
    return text.split("\n")


def add_item(source: Source, at: str, index: int, piece: Piece) -> str:
    """See ``Splicing``."""
    if _kind(source, at) == "value":
        return flow_splicing.add(source, at, index, _value(piece, source), piece.beside)
    inner = children(source, at)
    if at in source.scattered or not isinstance(piece.value, dict):
        raise SpliceError("a list of tables that lies in several parts")
    if piece.form == "table" and piece.text.startswith("[["):
        lines = [*piece.above, *_noted(piece)]
    else:
        pairs = [f"{key_text(key)} = {inline(item)}" for key, item in piece.value.items()]
        lines = [*piece.above, f"[[{_header(source, at)}]]", *pairs]
    if index:
        return _below(source, inner[index - 1][1].end, ["", *lines])
    text, end = source.text, line_break(source.text)
    place = line_start(text, inner[0][1].start)
    return text[:place] + end.join([*lines, "", ""]) + text[place:]


def remove(source: Source, at: str, removable: AbstractSet[str]) -> str:
    """See ``Splicing``: a table that only this key made is left as an empty one."""
    new, above = _removed(source, at, removable), parted(at)[0]
    left = read(new)
    try:
        left.value(above)
    except (KeyError, IndexError):
        outer, name = parted(above)
        return add_key(left, outer, name, fresh([] if isinstance(source.value(above), list) else {}), None)
    return new


def _removed(source: Source, at: str, removable: AbstractSet[str]) -> str:
    path, above = pointer.split(at), parted(at)[0]
    if at in source.scattered:
        raise SpliceError("a table that lies in several parts")
    if _kind(source, at) == "value" and not any(one.path == path for one in _own(source, path)):
        return flow_splicing.remove(source, above, [one for one, _ in children(source, above)].index(at))
    mark = source.marks[at]
    return without_lines(source, mark.key_start, mark.end, removable)
