"""Values cut out of a YAML text, free of the column they stood at; comments told from text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

import yaml as pyyaml

from localkit.syntax.marks import Mark
from localkit.syntax.pieces import (
    Piece,
    Source,
    SpliceError,
    beside,
    column,
    comments_above,
    first_on_line,
    line_end,
    line_feeds,
    line_start,
    parted,
    surrounded,
)
from localkit.syntax.yaml import parse
from localkit.syntax.yaml_writing import dump, inline

MAX_NODES: Final = 200_000
_Loader: Any = getattr(pyyaml, "CSafeLoader", pyyaml.SafeLoader)
_OPENING = re.compile(r"(?:[&!]\S*\s+)*[\[{]")
_LITERAL = re.compile(r"([|>][+-]?)[ \t]*(?:#.*)?\n(?=([ ]*))")
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"|\'(?:[^\']|\'\')*\'', re.DOTALL)
_COLON = re.compile(r":(?=[\s,\[\]{}]|\Z)")


def read(text: str) -> Source:
    """See ``Splicing``; a text without a value counts as an empty mapping."""
    found = parse(text, max_nodes=MAX_NODES)
    root = found.marks.get("")
    blank = found.data is None and (root is None or root.start == root.end)
    marks = {} if blank else found.marks
    return Source(text, {} if blank else found.data, marks, tuple(_comments(text)))


def _comments(text: str) -> Iterator[tuple[int, int]]:
    """Comments: signs between the tokens, and in the head of a block scalar."""
    if "#" not in text:
        return
    at = 0
    for token in pyyaml.scan(text, Loader=_Loader):
        start, end = token.start_mark.index, token.end_mark.index
        if end < at:
            continue
        yield from _between(text, at, start)
        if isinstance(token, pyyaml.ScalarToken) and token.style in ("|", ">"):
            yield from _between(text, start, line_end(text, start))
        at = end
    yield from _between(text, at, len(text))


def _between(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while (found := text.find("#", start, end)) >= 0:
        start = line_end(text, found)
        yield found, start


def flow(source: Source, at: str) -> bool:
    """Whether the mapping or list at a pointer is written between brackets."""
    return _OPENING.match(source.text, source.marks[at].start) is not None


def colon(source: Source, mark: Mark) -> int:
    """Offset of the colon behind a key. Raises SpliceError where none is found."""
    text = source.text
    if text[line_start(text, mark.key_start) : mark.key_start].strip(" \t-{[,").startswith("?"):
        raise SpliceError("a key with a question mark")
    quoted = _QUOTED.match(text, mark.key_start)
    if quoted:
        found = text.find(":", quoted.end(), mark.start)
    else:
        plain = _COLON.search(text, mark.key_start, mark.start + 1)
        found = plain.start() if plain else -1
    if found < 0:
        raise SpliceError("no colon behind a key")
    return found


def value(text: str) -> Piece:
    """See ``Splicing``."""
    source = read(text)
    return cut(source, "") if "" in source.marks else Piece(None, "null")


def fresh(value: Any) -> Piece:
    """See ``Splicing``."""
    if isinstance(value, dict) and value:
        return Piece(value, dump(value).rstrip("\n"), "block")
    if isinstance(value, list) and value:
        lines = dump({"x": value}).rstrip("\n").split("\n")[1:]
        return Piece(value, "\n".join(line[2:] for line in lines), "block")
    return Piece(value, inline(value))


def cut(source: Source, at: str) -> Piece:
    """See ``Splicing``."""
    mark, text = source.marks[at], source.text
    piece = _value(source, at, mark)
    if not at:
        return piece
    above, _ = parted(at)
    start = mark.key_start
    if isinstance(source.value(above), list):
        if not flow(source, above):
            start = dash(source, mark.start)
        return surrounded(source, piece, start, mark.end)
    try:
        key = text[start : colon(source, mark)].rstrip()
    except SpliceError:
        key = ""
    return surrounded(source, replace(piece, key="" if "\n" in key else key), start, _said_end(piece, mark))


def _said_end(piece: Piece, mark: Mark) -> int:
    return mark.start if piece.form == "literal" else mark.end


def dash(source: Source, start: int) -> int:
    """Offset of the dash of an item whose value begins at an offset. Raises SpliceError where there is none."""
    at = len(source.text[:start].rstrip())
    while (comment := source.comment_ends.get(at)) is not None:
        at = len(source.text[:comment].rstrip())
    if source.text[at - 1 : at] != "-":
        raise SpliceError("an item without a dash")
    return at - 1


def _value(source: Source, at: str, mark: Mark) -> Piece:
    text, said = source.text, source.value(at)
    raw = line_feeds(text[mark.start : mark.end])
    if isinstance(said, dict | list) and not _OPENING.match(raw):
        return _block(source, said, mark, bool(at))
    if raw[:1] in ("|", ">"):
        return _literal(raw, said)
    lead = line_start(text, mark.start)
    width = len(text[lead : mark.start]) - len(text[lead : mark.start].lstrip(" "))
    lines = raw.split("\n")
    return Piece(said, "\n".join([lines[0], *(_less(line, width) for line in lines[1:])]))


def _block(source: Source, said: Any, mark: Mark, inner: bool) -> Piece:
    """Lines of a mapping or list, with the comments above its first entry and beside its last one."""
    text, width = source.text, column(source.text, mark.start)
    if text[mark.start : mark.start + 1] in ("&", "!"):
        return fresh(said)
    found, start = beside(source, mark.end), mark.start
    if inner and first_on_line(text, start):
        start = line_start(text, next(iter(comments_above(source, start)[0]), start)) + width
    raw = line_feeds(text[start : found[1] if found else mark.end])
    lines = raw.split("\n")
    return Piece(said, "\n".join([lines[0], *(_less(line, width) for line in lines[1:])]), "block")


def _literal(raw: str, said: Any) -> Piece:
    head = _LITERAL.match(raw)
    if head is None:  # an indentation told by number, or no line at all
        return fresh(said)
    lines = raw[head.end() :].split("\n")
    width = len(next((line for line in lines if line.strip(" ")), "")) - len(
        next((line for line in lines if line.strip(" ")), "").lstrip(" ")
    )
    return Piece(said, "\n".join([head[1], *(_less(line, width) for line in lines)]), "literal")


def _less(line: str, width: int) -> str:
    """A line without so many spaces at its beginning, as far as it has them."""
    spaces = len(line) - len(line.lstrip(" "))
    return line[min(spaces, width) :]
