"""JSON, read strictly (RFC 8259), with positions."""

from __future__ import annotations

import json as reader
import re
from dataclasses import dataclass
from typing import Any

from localkit.syntax import pointer
from localkit.syntax.lines import Lines
from localkit.syntax.marks import MAX_DEPTH, DataError, Mark, MarkedData, too_deep

_TOKEN = re.compile(r'[ \t\r\n]*(?:([{}\[\],:])|("(?:[^"\\]|\\.)*")|([^\s{}\[\],:"]+))')


class JsonError(DataError):
    """A text is not JSON."""


def load(text: str) -> Any:
    """The value that a text says, without positions.

    Args:
        text: The text, without byte order mark.

    Raises:
        JsonError: It is not JSON, has a key twice, NaN or Infinity, half a surrogate pair, a number too long
            to read, or is nested too deep.
    """
    try:
        data = reader.loads(text, object_pairs_hook=_pairs, parse_constant=_constant)
    except reader.JSONDecodeError as error:
        raise JsonError(_plain(error), Lines(text).line(error.pos)) from None
    except _TwiceError as error:
        raise JsonError(f"the key {error.key!r} is there twice", _second(text)) from None
    except _ConstantError as error:
        at = text.find(error.name)
        raise JsonError(f"{error.name} is no JSON value", Lines(text).line(at)) from None
    except RecursionError:
        raise JsonError(f"nested deeper than {MAX_DEPTH} levels", None, limit=True) from None
    except ValueError:  # Python reads no whole number of more than 4,300 digits
        raise JsonError("a number with too many digits", None, limit=True) from None
    if too_deep(data):
        raise JsonError(f"nested deeper than {MAX_DEPTH} levels", None, limit=True)
    if re.search(r"\\u[dD][89a-fA-F]", text) and not _encodable(data):
        raise JsonError("half of a surrogate pair, which stands for no character", None)
    return data


def parse(text: str) -> MarkedData:
    """Read a text with positions.

    Raises:
        JsonError: As ``load`` does.
    """
    return MarkedData(load(text), marks(text))


def marks(text: str) -> dict[str, Mark]:
    """Where each value of a valid text stands, by JSON pointer."""
    scanner = _Scanner(text)
    scanner.run()
    return scanner.marks


class _TwiceError(Exception):
    def __init__(self, key: str) -> None:
        self.key = key


class _ConstantError(Exception):
    def __init__(self, name: str) -> None:
        self.name = name


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    data = dict(pairs)
    if len(data) < len(pairs):
        seen: set[str] = set()
        for key, _ in pairs:
            if key in seen:
                raise _TwiceError(key)
            seen.add(key)
    return data


def _constant(name: str) -> Any:
    raise _ConstantError(name)


def _encodable(data: Any) -> bool:
    try:
        reader.dumps(data, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return False
    return True


def _plain(error: reader.JSONDecodeError) -> str:
    around = error.doc[: error.pos + 1].rstrip()
    rest = error.doc[error.pos :].lstrip(" \t\r\n,")
    comma = around.endswith(",") or around[:-1].rstrip().endswith(",")
    if comma and rest[:1] in ("}", "]"):
        return "a comma before a closing bracket"
    if not rest:
        return "it ends too early; a bracket, quote or value is missing"
    return f"not valid JSON: {error.msg.lower()}"


def _second(text: str) -> int | None:
    """The line of the first key that its object already has."""
    scanner = _Scanner(text)
    try:
        scanner.run()
    except (IndexError, ValueError):  # the text is wrong elsewhere, too
        return None
    return scanner.twice


@dataclass(slots=True)
class _Open:
    path: tuple[str, ...]
    start: int
    key_start: int
    is_map: bool
    size: int = 0
    key: str | None = None
    key_at: int = 0


class _Scanner:
    """Walks the tokens of a text that ``json`` has found valid; no recursion."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = Lines(text)
        self.marks: dict[str, Mark] = {}
        self.stack: list[_Open] = []
        self.twice: int | None = None

    def run(self) -> None:
        for found in _TOKEN.finditer(self.text):
            sign = found[1]
            start, end = found.start(found.lastindex or 0), found.end()
            if sign in ("{", "["):
                path, key_start = self._where(start)
                self.stack.append(_Open(path, start, key_start, sign == "{"))
            elif sign in ("}", "]"):
                done = self.stack.pop()
                self._mark(done.path, done.start, end, done.key_start)
            elif sign == ",":
                self.stack[-1].size += 1
                self.stack[-1].key = None
            elif sign is None:
                self._scalar(found[0][start - found.start() :], start, end)

    def _scalar(self, raw: str, start: int, end: int) -> None:
        top = self.stack[-1] if self.stack else None
        if top is None or not top.is_map or top.key is not None:
            path, key_start = self._where(start)
            self._mark(path, start, end, key_start)
            return
        top.key, top.key_at = reader.loads(raw, strict=False), start
        if self.twice is None and pointer.join((*top.path, str(top.key))) in self.marks:
            self.twice = self.lines.line(start)

    def _where(self, start: int) -> tuple[tuple[str, ...], int]:
        if not self.stack:
            return (), start
        top = self.stack[-1]
        if top.is_map:
            return (*top.path, str(top.key)), top.key_at
        return (*top.path, str(top.size)), start

    def _mark(self, path: tuple[str, ...], start: int, end: int, key_start: int) -> None:
        self.marks[pointer.join(path)] = Mark(start, end, self.lines.line(key_start), key_start)
