"""YAML 1.2 (core schema) with positions, from PyYAML's parser events.

PyYAML's own loading follows YAML 1.1, where ``no`` is a boolean, ``012`` is octal and ``1:30`` a number of
seconds, and it forgets where things stand. Here values follow the YAML 1.2.2 core schema (§10.3.2), and each
node keeps its offsets, so that an edit can be spliced into the original text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import yaml as pyyaml

from localkit.syntax import pointer

_Loader: Any = getattr(pyyaml, "CSafeLoader", pyyaml.SafeLoader)

MAX_NODES: Final = 10_000
MAX_DEPTH: Final = 100

_NULL = frozenset(["", "~", "null", "Null", "NULL"])
_BOOL = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_INT = re.compile(r"[-+]?[0-9]{1,300}\Z")
_OCT = re.compile(r"0o[0-7]{1,300}\Z")
_HEX = re.compile(r"0x[0-9a-fA-F]{1,300}\Z")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\Z")
_INF = re.compile(r"([-+]?)\.(inf|Inf|INF)\Z")
_NAN = frozenset([".nan", ".NaN", ".NAN"])
_CORE = "tag:yaml.org,2002:"


class YamlError(ValueError):
    """A text is not YAML as localkit reads it.

    Attributes:
        message: What is wrong, in plain words.
        line: Line, counted from 1.
        limit: Whether a limit was reached, rather than the text being wrong.
    """

    def __init__(self, message: str, line: int | None, *, limit: bool = False) -> None:
        super().__init__(message)
        self.message = message
        self.line = line
        self.limit = limit


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a node stands: offsets into the text, and its line counted from 1.

    ``key_start`` is the offset of the key that names it, or its own start in a list.
    """

    start: int
    end: int
    line: int
    key_start: int


@dataclass(frozen=True)
class YamlText:
    """A parsed text: plain values (keys as strings), and where each stands by JSON pointer."""

    data: Any
    marks: Mapping[str, Mark] = field(repr=False)

    def line(self, at: str) -> int | None:
        """Line of the node at a pointer, or of the nearest one above it."""
        parts = pointer.split(at)
        for size in range(len(parts), -1, -1):
            mark = self.marks.get(pointer.join(parts[:size]))
            if mark:
                return mark.line
        return None


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
        return float(text)
    infinite = _INF.match(text)
    if infinite:
        return float(f"{infinite[1]}inf")
    return float("nan") if text in _NAN else text


def parse(text: str, *, aliases: bool = False, max_nodes: int = MAX_NODES) -> YamlText:
    """Read one YAML document.

    Args:
        text: The text, without byte order mark.
        aliases: Whether aliases may be used.
        max_nodes: Greatest number of nodes, each alias counted with all it stands for.

    Raises:
        YamlError: It cannot be read: syntax, a duplicate key, an alias where none may be, several documents,
            too many nodes or too deep.
    """
    builder = _Builder(text, aliases, max_nodes)
    try:
        for event in pyyaml.parse(text, Loader=_Loader):
            builder.take(event)
    except pyyaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise YamlError(_plain(error, text), mark.line + 1 if mark else None) from None
    except pyyaml.reader.ReaderError as error:
        at = error.position if isinstance(error.position, int) else 0
        code = error.character if isinstance(error.character, int) else ord(error.character[:1] or "?")
        raise YamlError(
            f"a character that YAML does not allow: U+{code:04X}", text.count("\n", 0, at) + 1
        ) from None
    return YamlText(builder.root, builder.marks)


def _plain(error: pyyaml.MarkedYAMLError, text: str) -> str:
    mark = error.problem_mark
    if mark is not None and "\t" in (text.splitlines() or [""])[min(mark.line, text.count("\n"))][: mark.column + 1]:
        return "a tab where YAML wants spaces; indent with spaces"
    problem = (error.problem or "it cannot be read as YAML").strip()
    return f"not valid YAML: {problem}"


@dataclass(slots=True)
class _Open:
    """A mapping or list being read."""

    container: Any
    path: tuple[str, ...]
    start: int
    line: int
    key_start: int
    anchor: str | None
    count_before: int
    key: str | None = None
    key_mark: Any = None


class _Builder:
    """Builds plain values from parser events, without recursion."""

    def __init__(self, text: str, aliases: bool, max_nodes: int) -> None:
        self.text = text
        self.aliases = aliases
        self.max_nodes = max_nodes
        self.root: Any = None
        self.marks: dict[str, Mark] = {}
        self.stack: list[_Open] = []
        self.anchors: dict[str, tuple[Any, int]] = {}
        self.count = 0
        self.documents = 0

    def take(self, event: Any) -> None:
        """Take the next event in."""
        if isinstance(event, pyyaml.ScalarEvent):
            self._scalar(event)
        elif isinstance(event, pyyaml.MappingStartEvent):
            self._open(event, {})
        elif isinstance(event, pyyaml.SequenceStartEvent):
            self._open(event, [])
        elif isinstance(event, pyyaml.MappingEndEvent | pyyaml.SequenceEndEvent):
            self._close(event)
        elif isinstance(event, pyyaml.AliasEvent):
            self._alias(event)
        elif isinstance(event, pyyaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                raise YamlError("more than one YAML document in the file", event.start_mark.line + 1)

    def _counted(self, event: Any, nodes: int = 1) -> None:
        self.count += nodes
        if self.count > self.max_nodes:
            raise YamlError(
                f"more than {self.max_nodes:,} entries, aliases counted with all they stand for",
                event.start_mark.line + 1,
                limit=True,
            )

    def _scalar(self, event: Any) -> None:
        top = self.stack[-1] if self.stack else None
        if top is not None and isinstance(top.container, dict) and top.key is None:
            self._key(top, event)
            return
        self._counted(event)
        value = _scalar_value(event)
        if event.anchor:
            self.anchors[event.anchor] = (value, 1)
        self._put(value, event.start_mark, event.end_mark.index)

    def _key(self, top: _Open, event: Any) -> None:
        if event.value in top.container:
            raise YamlError(f"the key {event.value!r} is there twice", event.start_mark.line + 1)
        if event.anchor:
            self.anchors[event.anchor] = (event.value, 1)
        top.key = event.value
        top.key_mark = event.start_mark

    def _open(self, event: Any, container: Any) -> None:
        self._counted(event)
        if len(self.stack) >= MAX_DEPTH:
            raise YamlError(f"nested deeper than {MAX_DEPTH} levels", event.start_mark.line + 1, limit=True)
        path, key_mark = self._where(event.start_mark)
        self.stack.append(
            _Open(
                container,
                path,
                event.start_mark.index,
                key_mark.line + 1,
                key_mark.index,
                event.anchor,
                self.count - 1,
            )
        )

    def _close(self, event: Any) -> None:
        done = self.stack.pop()
        if done.anchor:
            self.anchors[done.anchor] = (done.container, self.count - done.count_before)
        end = event.end_mark.index
        while end > done.start and self.text[end - 1 : end] in " \n\r\t":
            end -= 1  # a block's end event stands at the next token
        self.marks[pointer.join(done.path)] = Mark(done.start, end, done.line, done.key_start)
        self._attach(done.container)

    def _alias(self, event: Any) -> None:
        line = event.start_mark.line + 1
        if not self.aliases:
            raise YamlError(f"an alias (*{event.anchor}); write the value out instead", line)
        if event.anchor not in self.anchors:
            raise YamlError(f"the alias *{event.anchor} stands for nothing, or for itself", line)
        value, nodes = self.anchors[event.anchor]
        top = self.stack[-1] if self.stack else None
        if top is not None and isinstance(top.container, dict) and top.key is None:
            raise YamlError("an alias as a key", line)
        self._counted(event, nodes)
        self._put(value, event.start_mark, event.end_mark.index)

    def _where(self, mark: Any) -> tuple[tuple[str, ...], Any]:
        if not self.stack:
            return (), mark
        top = self.stack[-1]
        if isinstance(top.container, list):
            return (*top.path, str(len(top.container))), mark
        if top.key is None:
            raise YamlError("a list or mapping as a key", mark.line + 1)
        return (*top.path, top.key), top.key_mark

    def _put(self, value: Any, start: Any, end: int) -> None:
        path, key_mark = self._where(start)
        self.marks[pointer.join(path)] = Mark(start.index, end, key_mark.line + 1, key_mark.index)
        self._attach(value)

    def _attach(self, value: Any) -> None:
        if not self.stack:
            self.root = value
            return
        top = self.stack[-1]
        if isinstance(top.container, list):
            top.container.append(value)
        else:
            top.container[top.key] = value
            top.key = None


def _scalar_value(event: Any) -> Any:
    tag = event.tag
    if tag and tag != "!":
        if tag == f"{_CORE}str" or not tag.startswith(_CORE):
            return event.value
        return scalar(event.value)
    if tag == "!" or event.style is not None and event.style != "":
        return event.value
    return scalar(event.value)
