"""YAML as localkit reads it: values of YAML 1.2, and where each stands."""

from __future__ import annotations

import math

import pytest
import yaml as pyyaml
from hypothesis import given, settings
from hypothesis import strategies as st

from localkit.syntax.lines import Lines
from localkit.syntax.yaml import YamlError, parse


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("no", "no"),
        ("yes", "yes"),
        ("true", True),
        ("~", None),
        ("", None),
        ("012", 12),
        ("0o17", 15),
        ("0x1F", 31),
        ("1:30", "1:30"),
        ("1_000", "1_000"),
        ("1.50", 1.5),
        ("1e3", 1000.0),
        (".inf", math.inf),
        ("-.inf", -math.inf),
        ("2026-01-01", "2026-01-01"),
        ('"1"', "1"),
        ("'true'", "true"),
        ("! 1", "1"),
        ("!!str 1", "1"),
        ("1e999", "1e999"),
        ("9" * 400, "9" * 400),
    ],
)
def test_scalars_follow_the_core_schema_of_yaml_1_2(text: str, value: object) -> None:
    found = parse(f"a: {text}\n").data["a"]

    assert found == value
    assert type(found) is type(value)


def test_not_a_number_is_a_number() -> None:
    assert math.isnan(parse(".nan").data)


@pytest.mark.parametrize(
    ("text", "message", "line"),
    [
        ("a: 1\na: 2\n", "the key 'a' is there twice", 2),
        ("a: *b\n", "an alias (*b); write the value out instead", 1),
        ("a: 1\n---\nb: 2\n", "more than one YAML document in the file", 2),
        ("a:\n\tb: 1\n", "a tab where YAML wants spaces; indent with spaces", 2),
        ("a: b: c\n", "a colon where none can stand; put the text in quotes", 1),
        ("a:\tb: c\n", "a colon where none can stand; put the text in quotes", 1),
        ("é: 1\r\nb: \x07\r\n", "a character that YAML does not allow: U+0007", 2),
        ("[a]: 1\n", "a list or mapping as a key", 1),
        ("\ud800", "half of a surrogate pair, which stands for no character", 1),
        ("\rb: c: d\r", "a colon where none can stand; put the text in quotes", 2),
    ],
)
def test_what_is_wrong_is_said_with_its_line(text: str, message: str, line: int) -> None:
    with pytest.raises(YamlError) as caught:
        parse(text)

    assert (caught.value.message, caught.value.line) == (message, line)


@pytest.mark.parametrize(
    "text",
    ["a: &a [x]\nb: &b [*a, *a]\nc: [*b, *b, *b, *b]\n", "[a, b, c, d, e, f, g, h, i, j]"],
    ids=["aliases counted with all they stand for", "plain"],
)
def test_too_many_entries_are_a_limit(text: str) -> None:
    with pytest.raises(YamlError, match="more than 10 entries") as caught:
        parse(text, aliases=True, max_nodes=10)

    assert caught.value.limit


def test_nesting_has_a_limit() -> None:
    with pytest.raises(YamlError, match="nested deeper than 100 levels"):
        parse("[" * 101 + "]" * 101)


def test_an_alias_of_itself_is_refused() -> None:
    with pytest.raises(YamlError, match="stands for nothing, or for itself"):
        parse("a: &a [*a]", aliases=True)


def test_a_block_ends_where_its_last_child_ends() -> None:
    """Else a comment about the next key would belong to this one."""
    text = "a:\n  b: |\n    long\n\n  # about c\nc: [1, 2 ] # end\n"

    found = parse(text)

    assert {at: text[mark.start : mark.end] for at, mark in found.marks.items()} == {
        "/a/b": "|\n    long",
        "/a": "b: |\n    long",
        "/c/0": "1",
        "/c/1": "2",
        "/c": "[1, 2 ]",
        "": text.removesuffix(" # end\n"),
    }
    assert [found.line(at) for at in ("/a", "/a/b", "/c", "/c/1", "/c/1/none")] == [1, 2, 6, 6, 6]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
def test_lines_are_those_of_an_editor(end: str) -> None:
    """U+0085 and U+2028 are line ends for YAML 1.1's parsers, and for no editor."""
    text = end.join(["# é", "a: 'x\u2028y\x85z'", "😀: 1", "b: 2"])

    found = parse(text)

    assert [found.line(at) for at in ("/a", "/😀", "/b")] == [2, 3, 4]


DATA = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text("ab é:#-'\"\n😀0.", max_size=6),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text("abé: #1", max_size=4), inner, max_size=3)
    ),
    max_leaves=12,
)


@settings(max_examples=60, deadline=None)
@given(DATA, st.sampled_from([None, True, False]))
def test_values_at_marks_are_the_values(data: object, flow: bool | None) -> None:
    """The value that a mark cuts out of the text, read on its own, is the value there."""
    text = pyyaml.safe_dump(data, allow_unicode=True, default_flow_style=flow, version=(1, 2))
    text = text.partition("---")[2]

    found = parse(text)

    assert found.data == data
    for at, mark in found.marks.items():
        cut = (
            " " * (mark.start - Lines(text).start(Lines(text).line(mark.start))) + text[mark.start : mark.end]
        )
        assert parse(cut + "\n").data == _at(data, at)


def _at(data: object, pointer: str) -> object:
    for part in pointer.split("/")[1:]:
        if isinstance(data, list):
            data = data[int(part)]
        elif isinstance(data, dict):
            data = data[part.replace("~1", "/").replace("~0", "~")]
    return data


@settings(max_examples=100, deadline=None)
@given(st.text("ab:-[]{}&*!|>'\"%@#?,\n\r\t \x85é\0\ufeff", max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        found = parse(text, aliases=True)
    except YamlError as error:
        assert error.line is None or 1 <= error.line <= len(Lines(text).starts)  # noqa: PT017
    else:
        assert all(
            0 <= mark.key_start <= mark.start <= mark.end <= len(text) for mark in found.marks.values()
        )


@pytest.mark.parametrize(
    ("text", "message", "line"),
    [
        (
            "a: 1\nb:2\nc: 3\n",
            'a line here or just above is not "key: value"; look for a missing space after a colon',
            3,
        ),
        (
            "q:\n  a: 1\n  b:2\nc: 3\n",
            'a line here or just above is not "key: value"; look for a missing space after a colon',
            4,
        ),
        ("a: 'x\nb: 1\n", "a quotation mark that is not closed", 3),
        ("a: [1, 2\nb: 1\n", "a bracket that is not closed, or a missing comma", 2),
        ("a: @home\n", "a text begins with a sign that YAML keeps for itself; put the text in quotes", 1),
        (
            "a:\n  - 1\n - 2\n",
            'a line here or just above is not "key: value"; look for a missing space after a colon',
            3,
        ),
    ],
)
def test_slips_of_an_editor_are_told_in_words(text: str, message: str, line: int) -> None:
    """Somebody changed a number in a settings file and must find the slip."""
    with pytest.raises(YamlError) as told:
        parse(text)

    assert (told.value.message, told.value.line) == (message, line)
