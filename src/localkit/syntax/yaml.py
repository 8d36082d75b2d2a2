"""YAML 1.2 (core schema) with positions, from PyYAML's parser events.

PyYAML's own loading follows YAML 1.1, where ``no`` is a boolean, ``012`` is octal and ``1:30`` a number of
seconds, and it forgets where things stand. Here values follow the YAML 1.2.2 core schema (§10.3.2), and each
node keeps its offsets, so that an edit can be spliced into the original text.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final, TypeAlias

import yaml as pyyaml

from localkit.syntax import pointer
from localkit.syntax.lines import Lines
from localkit.syntax.marks import MAX_DEPTH, DataError, Mark, MarkedData
from localkit.syntax.yaml_scalar import event_value, scalar

__all__ = ["MAX_DEPTH", "MAX_NODES", "Mark", "YamlError", "YamlText", "parse", "scalar"]

_Loader: Any = getattr(pyyaml, "CSafeLoader", pyyaml.SafeLoader)

MAX_NODES: Final = 10_000

YamlText: TypeAlias = MarkedData
"""A parsed text; see ``localkit.syntax.marks``."""


class YamlError(DataError):
    """A text is not YAML as localkit reads it."""


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
        line = builder.lines.line(mark.index) if mark else None
        raise YamlError(_plain(error, builder.lines), line) from None
    except pyyaml.reader.ReaderError as error:
        raise _unreadable(error, builder.lines) from None
    except UnicodeEncodeError as error:
        line = builder.lines.line(error.start)
        raise YamlError("half of a surrogate pair, which stands for no character", line) from None
    return YamlText(builder.root, builder.marks)


# What the parser says, and what it nearly always means to somebody who edited a settings file.
_IN_WORDS: Final = (
    ("expected key", 'a line here or just above is not "key: value"; look for a missing space after a colon'),
    ("mapping values are not allowed", "a colon where none can stand; put the text in quotes"),
    (
        "could not find expected ':'",
        'a line here or just above is not "key: value"; look for a missing space after a colon',
    ),
    ("unexpected end of stream", "a quotation mark that is not closed"),
    ("block entry", "a line begins with a dash at another column than the ones above"),
    (
        "cannot start any token",
        "a text begins with a sign that YAML keeps for itself; put the text in quotes",
    ),
    ("expected node content", "a bracket that is not closed, or an entry that is missing"),
    ("expected ',' or", "a bracket that is not closed, or a missing comma"),
)


def _plain(error: pyyaml.MarkedYAMLError, lines: Lines) -> str:
    mark = error.problem_mark
    if mark is not None:
        before = lines.text[lines.start(lines.line(mark.index)) : mark.index + 1]
        if "\t" in (before[-1:], before[: len(before) - len(before.lstrip())][-1:]):
            return "a tab where YAML wants spaces; indent with spaces"
    problem = (error.problem or "").strip()
    return next((words for part, words in _IN_WORDS if part in problem), f"not valid YAML: {problem}")


def _unreadable(error: pyyaml.reader.ReaderError, lines: Lines) -> YamlError:
    at = error.position if isinstance(error.position, int) else 0
    if isinstance(error.character, int):  # the C parser counts bytes, the other one characters
        code = error.character
        at = len(lines.text.encode("utf-8", "replace")[:at].decode("utf-8", "ignore"))
    else:
        code = ord(str(error.character)[:1] or "?")
    return YamlError(f"a character that YAML does not allow: U+{code:04X}", lines.line(at))


@dataclass(slots=True)
class _Open:
    """A mapping or list being read."""

    container: Any
    path: tuple[str, ...]
    start: int
    end: int
    key_start: int
    anchor: str | None
    count_before: int
    key: str | None = None
    key_start_next: int = 0


class _Builder:
    """Builds plain values from parser events, without recursion."""

    def __init__(self, text: str, aliases: bool, max_nodes: int) -> None:
        self.lines = Lines(text)
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
                raise YamlError("more than one YAML document in the file", self._line(event))

    def _line(self, event: Any) -> int:
        return self.lines.line(event.start_mark.index)

    def _counted(self, event: Any, nodes: int = 1) -> None:
        self.count += nodes
        if self.count > self.max_nodes:
            raise YamlError(
                f"more than {self.max_nodes:,} entries, aliases counted with all they stand for",
                self._line(event),
                limit=True,
            )

    def _scalar(self, event: Any) -> None:
        top = self.stack[-1] if self.stack else None
        if top is not None and isinstance(top.container, dict) and top.key is None:
            self._key(top, event)
            return
        self._counted(event)
        value = event_value(event)
        if event.anchor:
            self.anchors[event.anchor] = (value, 1)
        end = event.end_mark.index
        if event.style in ("|", ">"):  # a block scalar's event ends behind its last line break
            end = self._trimmed(event.start_mark.index, end)
        self._put(value, event, end)

    def _key(self, top: _Open, event: Any) -> None:
        if event.value in top.container:
            raise YamlError(f"the key {event.value!r} is there twice", self._line(event))
        if event.anchor:
            self.anchors[event.anchor] = (event.value, 1)
        top.key = event.value
        top.key_start_next = event.start_mark.index

    def _open(self, event: Any, container: Any) -> None:
        self._counted(event)
        if len(self.stack) >= MAX_DEPTH:
            raise YamlError(f"nested deeper than {MAX_DEPTH} levels", self._line(event), limit=True)
        path, key_start = self._where(event)
        start, end = event.start_mark.index, event.end_mark.index
        self.stack.append(_Open(container, path, start, end, key_start, event.anchor, self.count - 1))

    def _close(self, event: Any) -> None:
        done = self.stack.pop()
        if done.anchor:
            self.anchors[done.anchor] = (done.container, self.count - done.count_before)
        closed = self.lines.text[event.end_mark.index - 1 : event.end_mark.index] in ("}", "]")
        # A block's end event stands at the next token, with comments in between: its last child tells better.
        end = event.end_mark.index if closed and event.start_mark.index < event.end_mark.index else done.end
        self._mark(done.path, done.start, self._trimmed(done.start, end), done.key_start)
        self._attach(done.container, end)

    def _trimmed(self, start: int, end: int) -> int:
        while end > start and self.lines.text[end - 1] in " \n\r\t":
            end -= 1
        return end

    def _alias(self, event: Any) -> None:
        line = self._line(event)
        if not self.aliases:
            raise YamlError(f"an alias (*{event.anchor}); write the value out instead", line)
        if event.anchor not in self.anchors:
            raise YamlError(f"the alias *{event.anchor} stands for nothing, or for itself", line)
        value, nodes = self.anchors[event.anchor]
        top = self.stack[-1] if self.stack else None
        if top is not None and isinstance(top.container, dict) and top.key is None:
            raise YamlError("an alias as a key", line)
        self._counted(event, nodes)
        self._put(value, event, event.end_mark.index)

    def _where(self, event: Any) -> tuple[tuple[str, ...], int]:
        start: int = event.start_mark.index
        if not self.stack:
            return (), start
        top = self.stack[-1]
        if isinstance(top.container, list):
            return (*top.path, str(len(top.container))), start
        if top.key is None:
            raise YamlError("a list or mapping as a key", self._line(event))
        return (*top.path, top.key), top.key_start_next

    def _put(self, value: Any, event: Any, end: int) -> None:
        path, key_start = self._where(event)
        self._mark(path, event.start_mark.index, end, key_start)
        self._attach(value, end)

    def _mark(self, path: tuple[str, ...], start: int, end: int, key_start: int) -> None:
        self.marks[pointer.join(path)] = Mark(start, end, self.lines.line(key_start), key_start)

    def _attach(self, value: Any, end: int) -> None:
        if not self.stack:
            self.root = value
            return
        top = self.stack[-1]
        top.end = max(top.end, end)
        if isinstance(top.container, list):
            top.container.append(value)
        else:
            top.container[top.key] = value
            top.key = None
