"""TOML with positions: values from ``tomllib``, places from a scanner of our own."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NoReturn

from localkit.syntax import pointer
from localkit.syntax.lines import Lines
from localkit.syntax.marks import MAX_DEPTH, DataError, Mark, MarkedData, too_deep

if TYPE_CHECKING:
    from collections.abc import Mapping

_BLANK = re.compile(r"(?:[ \t\r\n]+|#[^\r\n]*)*")
_COMMENT = re.compile(r"#[^\r\n]*")
_SPACE = re.compile(r"[ \t]*")
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_STRING = re.compile(
    r'"""(?:[^\\]|\\.)*?"{3,5}' r"|'''.*?'{3,5}" r'|"(?:[^"\\]|\\.)*"' r"|'[^']*'",
    re.DOTALL,
)
_PLAIN = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d[^\s,\]}#]*|[^\s,\]}#]+")


class TomlError(DataError):
    """A text is not TOML."""


def load(text: str) -> dict[str, Any]:
    """The table that a text says, without positions; dates and times as ``tomllib`` gives them.

    Args:
        text: The text, without byte order mark.

    Raises:
        TomlError: It is not TOML, has a number too long to read, or is nested too deep.
    """
    try:
        data = tomllib.loads(_line_feeds(text))
    except tomllib.TOMLDecodeError as error:
        message, _, where = str(error).partition(" (at ")
        found = re.match(r"line (\d+)", where)
        line = int(found[1]) if found else len(Lines(text).starts)
        raise TomlError(f"not valid TOML: {message[:1].lower()}{message[1:]}", line) from None
    except RecursionError:
        _deep()
    except ValueError:  # Python reads no whole number of more than 4,300 digits
        raise TomlError("a number with too many digits", None, limit=True) from None
    if too_deep(data):
        _deep()
    return data


def parse(text: str) -> MarkedData:
    """Read a text with positions.

    Raises:
        TomlError: As ``load`` does.
    """
    data = load(text)
    found, scattered = marks(text)
    return MarkedData(data, found, scattered)


def marks(text: str) -> tuple[Mapping[str, Mark], frozenset[str]]:
    """Where each value of a valid text stands by JSON pointer, and which tables lie in several parts."""
    scanner = _Scanner(text)
    scanner.run()
    return scanner.marks, scanner.scattered()


@dataclass(frozen=True, slots=True)
class Statement:
    """A table's head (``header``), or a key with its value: which table it belongs to, what it names, its offsets."""

    table: tuple[str, ...]
    path: tuple[str, ...]
    start: int
    end: int
    header: bool


@dataclass(frozen=True)
class Layout:
    """How a text is laid out: what ``marks`` gives, its statements, and the offsets of its comments."""

    marks: Mapping[str, Mark]
    scattered: frozenset[str]
    statements: tuple[Statement, ...]
    comments: tuple[tuple[int, int], ...]


def layout(text: str) -> Layout:
    """How a valid text is laid out."""
    scanner = _Scanner(text)
    scanner.run()
    signs = {
        found.span() for start, end in scanner.blanks for found in _COMMENT.finditer(scanner.text, start, end)
    }
    return Layout(scanner.marks, scanner.scattered(), tuple(scanner.statements), tuple(sorted(signs)))


def _deep() -> NoReturn:
    raise TomlError(f"nested deeper than {MAX_DEPTH} levels", None, limit=True)


def _line_feeds(text: str) -> str:
    """Old Macintosh line ends, which TOML does not know, as line feeds; offsets stay."""
    return re.sub(r"\r(?!\n)", "\n", text)


class _Extent:
    """What statements a table is made of."""

    __slots__ = ("count", "end", "first", "last", "start")

    def __init__(self, statement: int, start: int) -> None:
        self.first = self.last = statement
        self.start = self.end = start
        self.count = 0


class _Scanner:
    """Walks a text that ``tomllib`` has found valid."""

    def __init__(self, text: str) -> None:
        self.text = _line_feeds(text)
        self.lines = Lines(text)
        self.marks: dict[str, Mark] = {}
        self.extents: dict[tuple[str, ...], _Extent] = {}
        self.arrays: dict[tuple[str, ...], int] = {}
        self.statements: list[Statement] = []
        self.blanks: list[tuple[int, int]] = []

    def run(self) -> None:
        at, statement = self._skip(0, _BLANK), 0
        table: tuple[str, ...] = ()
        while at < len(self.text):
            start = at
            if self.text[at] == "[":
                table, at = self._header(at)
                path = table
            else:
                path, at = self._pair(table, at)
            self.statements.append(Statement(table, path, start, at, path is table))
            for size in range(len(path) + (path is table)):
                self._grow(path[:size], statement, start, at)
            statement += 1
            at = self._skip(at, _BLANK)
        for path, extent in self.extents.items():
            self._mark(path, extent.start, extent.end, extent.start)
        if "" not in self.marks:
            self._mark((), 0, len(self.text), 0)

    def scattered(self) -> frozenset[str]:
        return frozenset(
            pointer.join(path)
            for path, extent in self.extents.items()
            if extent.last - extent.first + 1 != extent.count
        )

    def _grow(self, path: tuple[str, ...], statement: int, start: int, end: int) -> None:
        extent = self.extents.setdefault(path, _Extent(statement, start))
        extent.last, extent.end = statement, end
        extent.count += 1

    def _header(self, at: int) -> tuple[tuple[str, ...], int]:
        brackets = 2 if self.text.startswith("[[", at) else 1
        keys, at = self._keys(at + brackets)
        path: tuple[str, ...] = ()
        for key in keys[:-1]:
            path = (*path, key)
            if path in self.arrays:
                path = (*path, str(self.arrays[path] - 1))
        path = (*path, keys[-1])
        if brackets == 2:
            self.arrays[path] = self.arrays.get(path, 0) + 1
            path = (*path, str(self.arrays[path] - 1))
        return path, at + brackets

    def _pair(self, table: tuple[str, ...], at: int) -> tuple[tuple[str, ...], int]:
        keys, behind = self._keys(at)
        path = (*table, *keys)
        return path, self._value(path, self._skip(behind + 1, _SPACE), at)

    def _keys(self, at: int) -> tuple[list[str], int]:
        """The parts of a dotted key, and the offset of the sign behind it."""
        keys: list[str] = []
        while True:
            at = self._skip(at, _SPACE)
            found = _BARE.match(self.text, at) or _STRING.match(self.text, at)
            if found is None:
                raise TomlError("a key is missing", self.lines.line(at))
            bare = found.re is _BARE
            keys.append(found[0] if bare else tomllib.loads(f"k = {found[0]}")["k"])
            at = self._skip(found.end(), _SPACE)
            if self.text[at : at + 1] != ".":
                return keys, at
            at += 1

    def _value(self, path: tuple[str, ...], at: int, key_start: int) -> int:
        sign = self.text[at : at + 1]
        if sign == "[":
            end = self._list(path, at + 1)
        elif sign == "{":
            end = self._inline(path, at + 1)
        else:
            found = _STRING.match(self.text, at) or _PLAIN.match(self.text, at)
            if found is None:
                raise TomlError("a value is missing", self.lines.line(at))
            end = found.end()
        self._mark(path, at, end, key_start)
        return end

    def _list(self, path: tuple[str, ...], at: int) -> int:
        size, at = 0, self._skip(at, _BLANK)
        while self.text[at : at + 1] != "]":
            at = self._skip(self._value((*path, str(size)), at, at), _BLANK)
            size += 1
            if self.text[at : at + 1] == ",":
                at = self._skip(at + 1, _BLANK)
        return at + 1

    def _inline(self, path: tuple[str, ...], at: int) -> int:
        at = self._skip(at, _BLANK)
        while self.text[at : at + 1] != "}":
            inner, end = self._pair(path, at)
            for size in range(len(path) + 1, len(inner)):  # tables that a dotted key makes
                self._stretch(inner[:size], at, end)
            at = self._skip(end, _BLANK)
            if self.text[at : at + 1] == ",":
                at = self._skip(at + 1, _BLANK)
        return at + 1

    def _stretch(self, path: tuple[str, ...], start: int, end: int) -> None:
        before = self.marks.get(pointer.join(path))
        start = before.start if before else start
        self._mark(path, start, end, start)

    def _mark(self, path: tuple[str, ...], start: int, end: int, key_start: int) -> None:
        self.marks[pointer.join(path)] = Mark(start, end, self.lines.line(key_start), key_start)

    def _skip(self, at: int, what: re.Pattern[str]) -> int:
        found = what.match(self.text, at)
        if found and what is _BLANK:
            self.blanks.append(found.span())
        return found.end() if found else at
