"""Small edits spliced into a YAML text: comments, order and style of everything else stay as they are.

Every edit is read again before it is given out; one that would say something else than was meant is refused.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from localkit.syntax import pointer
from localkit.syntax.pieces import SpliceError
from localkit.syntax.yaml import YamlError, YamlText, parse
from localkit.syntax.yaml_writing import dump, inline


def with_item(text: str, key: str, item: Mapping[str, Any], *, max_nodes: int = 200_000) -> str:
    """The text with one more item at the end of the list under a top key.

    Raises:
        SpliceError: It cannot be fitted in.
        YamlError: The text is no YAML.
    """
    source = parse(text, max_nodes=max_nodes)
    listed = source.data[key]
    new = _with_item(text, source, key, item)
    return _checked(new, {**source.data, key: [*listed, dict(item)]}, max_nodes)


def _with_item(text: str, source: YamlText, key: str, item: Mapping[str, Any]) -> str:
    mark = source.marks[pointer.join((key,))]
    if text[source.marks[""].start : source.marks[""].start + 1] == "{":
        return _in_flow(text, mark.start, mark.end, item)
    listed = source.data[key]
    if listed and text[mark.start] == "[":
        return _in_flow(text, mark.start, mark.end, item)
    if not listed:
        end = _line_end(text, mark.end)
        head, tail = text[: mark.start].rstrip(" "), text[mark.end : end].rstrip()
        return f"{head}{tail}{_block(item, 2, text)}{text[end:]}"
    column = mark.start - (text.rfind("\n", 0, mark.start) + 1)
    last = source.marks[pointer.join((key, str(len(listed) - 1)))]
    end = _line_end(text, last.end)
    return f"{text[:end]}{_block(item, column, text)}{text[end:]}"


def _in_flow(text: str, start: int, end: int, item: Mapping[str, Any]) -> str:
    before = text[start + 1 : end - 1].rstrip()
    comma = ", " if before and not before.endswith(",") else ""
    return f"{text[: start + 1]}{before}{comma}{inline(item)}{text[end - 1 :]}"


def _block(item: Mapping[str, Any], column: int, text: str) -> str:
    """An item of a block list, each line behind a line break."""
    lines = dump({"x": [item]}).splitlines()[1:]
    return "".join(f"{_break(text)}{' ' * column}{line[2:]}" for line in lines)


def with_key(text: str, at: str, key: str, value: Any, *, max_nodes: int = 200_000) -> str:
    """The text with a key of a mapping given another value, or added at the mapping's end.

    Args:
        text: The text.
        at: JSON pointer to the mapping.
        key: The key.
        value: Text, number, boolean, None, or a list of those.
        max_nodes: Greatest number of nodes.

    Raises:
        SpliceError: It cannot be fitted in.
        YamlError: The text is no YAML.
        KeyError: There is no such mapping.
    """
    source = parse(text, max_nodes=max_nodes)
    wanted = json.loads(json.dumps(source.data))
    _at(wanted, at)[key] = value
    return _checked(_with_key(text, source, at, key, value), wanted, max_nodes)


def _with_key(text: str, source: YamlText, at: str, key: str, value: Any) -> str:
    mapping = source.marks[at]
    data = _at(source.data, at)
    known = source.marks.get(f"{at}/{pointer.escape(key)}")
    flow = text[mapping.start] == "{"
    said = inline([value])[1:-1] if flow else inline(value)  # text in quotes, as JSON has it
    if known is not None:
        space = "" if text[known.start - 1 : known.start].isspace() else " "
        return f"{text[: known.start]}{space}{said}{text[known.end :]}"
    if flow:
        before = text[: mapping.end - 1].rstrip()
        comma = ", " if data and not before.endswith(",") else ""
        return f"{before}{comma}{json.dumps(key)}: {said}{text[mapping.end - 1 :]}"
    first = source.marks[f"{at}/{pointer.escape(next(iter(data)))}"]
    column = first.key_start - (text.rfind("\n", 0, first.key_start) + 1)
    end = _line_end(text, mapping.end)
    return f"{text[:end]}{_break(text)}{' ' * column}{key}: {said}{text[end:]}"


def _at(data: Any, at: str) -> Any:
    for part in pointer.split(at):
        data = data[int(part)] if isinstance(data, list) else data[part]
    return data


def _line_end(text: str, at: int) -> int:
    found = text.find("\n", at)
    if found < 0:
        return len(text.rstrip("\r\n"))
    return found - 1 if text[found - 1 : found] == "\r" else found


def _break(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def _checked(new: str, wanted: Any, max_nodes: int) -> str:
    try:
        found = parse(new, max_nodes=max_nodes).data
    except YamlError as error:
        raise SpliceError(str(error)) from error
    if found != wanted:
        raise SpliceError("it would not say what was meant")
    return new if new.endswith("\n") else f"{new}{_break(new)}"
