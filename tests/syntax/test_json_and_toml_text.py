"""JSON and TOML with positions: the scanners must agree with the parsers."""

from __future__ import annotations

import datetime
import json
import math
import tomllib
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from localkit.syntax import json as json_syntax
from localkit.syntax import toml as toml_syntax
from localkit.syntax.marks import DataError
from localkit.syntax.pointer import split

KEYS = st.text('ab é."/~\\\n', max_size=4)
DATA = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | KEYS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=12,
)


def at(data: Any, pointer: str) -> Any:
    for part in split(pointer):
        data = data[int(part)] if isinstance(data, list) else data[part]
    return data


def pointers(data: Any, above: str = "") -> set[str]:
    found = {above}
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in items:
        found |= pointers(value, f"{above}/{str(key).replace('~', '~0').replace('/', '~1')}")
    return found


@settings(max_examples=80, deadline=None)
@given(DATA, st.sampled_from([None, 0, 2]), st.booleans())
def test_json_values_at_marks_are_the_values(data: Any, indent: int | None, ascii_only: bool) -> None:
    text = json.dumps(data, indent=indent, ensure_ascii=ascii_only)

    found = json_syntax.parse(text)

    assert found.data == data
    assert set(found.marks) == pointers(data)
    for pointer, mark in found.marks.items():
        assert json.loads(text[mark.start : mark.end]) == at(data, pointer)
        assert mark.line == text.count("\n", 0, mark.key_start) + 1


@pytest.mark.parametrize(
    ("text", "message", "line"),
    [
        ('{"a": 1,\n}', "a comma before a closing bracket", 2),
        ("[1, ]", "a comma before a closing bracket", 1),
        ('{"a": 1,\r\n "b": {"a": 2,\r\n "a": 3}}', "the key 'a' is there twice", 3),
        ("\n[NaN]", "NaN is no JSON value", 2),
        ("[-Infinity]", "-Infinity is no JSON value", 1),
        ("", "it ends too early; a bracket, quote or value is missing", 1),
        ('["\\ud800"]', "half of a surrogate pair, which stands for no character", None),
        ("1" * 5000, "a number with too many digits", None),
        ("[" * 101 + "]" * 101, "nested deeper than 100 levels", None),
        ("[" * 100_000, "nested deeper than 100 levels", None),
        ("{'a': 1}", "not valid JSON: expecting property name enclosed in double quotes", 1),
    ],
    ids=lambda value: repr(value)[:20],
)
def test_what_is_no_json_is_said_with_its_line(text: str, message: str, line: int | None) -> None:
    with pytest.raises(DataError) as caught:
        json_syntax.parse(text)

    assert caught.value.message == message
    if line and not message.startswith("a comma"):  # Python versions point at the comma, or behind it
        assert caught.value.line == line


TOML = '''\
# é
title = "x" # one
a.b.c = 1
a.b."d.e" = [1, {x.y = 2, x.z = 'q'}, # two
  """m
""\\"  """" ,]
[srv]
ip = '1'
[[p]]
n = 1
[p.sub]
z = 1979-05-27 07:32:00Z
[other]
[[p]]
"q k".e = inf
[p.sub]
day = 1979-05-27
at = 07:32:00
'''


def test_toml_values_at_marks_are_the_values() -> None:
    found = toml_syntax.parse(TOML)

    assert found.data == tomllib.loads(TOML)
    assert set(found.marks) == pointers(found.data)
    for pointer, mark in found.marks.items():
        value, cut = at(found.data, pointer), TOML[mark.start : mark.end]
        if not isinstance(value, dict) and pointer != "/p":  # tables are looked at by the property below
            assert tomllib.loads(f"k = {cut}")["k"] == value, pointer


def test_toml_lines_are_those_of_the_keys() -> None:
    found = toml_syntax.parse(TOML.replace("\n", "\r\n"))

    lines = {
        pointer: found.line(pointer) for pointer in ("/a/b/c", "/a/b/d.e/1/x/z", "/a/b/d.e/2", "/p/1/sub/at")
    }
    assert lines == {"/a/b/c": 3, "/a/b/d.e/1/x/z": 4, "/a/b/d.e/2": 5, "/p/1/sub/at": 18}


def test_a_toml_table_in_several_parts_is_told_from_one_in_one_part() -> None:
    assert toml_syntax.parse(TOML).scattered == {"/p"}


@pytest.mark.parametrize(
    ("text", "message", "line"),
    [
        ("a = 1\nb = \n", "not valid TOML: invalid value", 2),
        ("a = 1\na = 2\n", "not valid TOML: cannot overwrite a value", 2),
        ("a = " + "1" * 5000, "a number with too many digits", None),
        ("a = " + "[" * 100_000, "nested deeper than 100 levels", None),
        (".".join("a" * 150) + " = 1", "nested deeper than 100 levels", None),
    ],
    ids=lambda value: repr(value)[:20],
)
def test_what_is_no_toml_is_said_with_its_line(text: str, message: str, line: int | None) -> None:
    with pytest.raises(DataError) as caught:
        toml_syntax.parse(text)

    assert (caught.value.message, caught.value.line) == (message, line)


TOML_KEYS = st.text('ab é."\\', min_size=0, max_size=3)
TOML_SCALARS = (
    st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats(allow_nan=False)
    | st.text("ab'\"\\#]}\n é,=", max_size=6)
    | st.datetimes(min_value=datetime.datetime(1000, 1, 1))
)
TOML_VALUES = st.recursive(
    TOML_SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TOML_KEYS, inner, max_size=3),
    max_leaves=8,
)


def dumped(value: Any) -> str:
    """TOML in its inline forms."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{dumped(key)} = {dumped(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + " ,\n# ]\n".join(dumped(inner) for inner in value) + "]"
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(value, datetime.datetime):
        return value.isoformat(" ")
    if isinstance(value, float) and math.isinf(value):
        return str(value)
    return json.dumps(value)


@settings(max_examples=60, deadline=None)
@given(
    st.dictionaries(TOML_KEYS, TOML_VALUES, max_size=3),
    st.dictionaries(TOML_KEYS, st.dictionaries(TOML_KEYS, TOML_VALUES, max_size=2), max_size=2),
)
def test_the_toml_scanner_agrees_with_tomllib(top: dict[str, Any], tables: dict[str, Any]) -> None:
    tables = {key: value for key, value in tables.items() if key not in top}
    text = "".join(f"{dumped(key)} = {dumped(value)}\n" for key, value in top.items())
    for name, table in tables.items():
        text += f"[{dumped(name)}] # t\n" + "".join(f"{dumped(k)} = {dumped(v)}\n" for k, v in table.items())

    found = toml_syntax.parse(text)

    assert found.data == {**top, **tables}
    assert set(found.marks) == pointers(found.data)
    for pointer, mark in found.marks.items():
        if len(split(pointer)) > 1 or (pointer and split(pointer)[0] in top):
            assert tomllib.loads(f"k = {text[mark.start : mark.end]}")["k"] == at(found.data, pointer)
