"""Splices in YAML, JSON and TOML: what a text's comments are, how a value is cut out, and what is refused."""

from __future__ import annotations

import pytest

from localkit.syntax import flow_splicing, json_splicing, toml_splicing, toml_writing, yaml_splicing
from localkit.syntax.pieces import Piece, SpliceError, Splicing

NOTHING: frozenset[str] = frozenset()


def test_comments_are_told_from_text() -> None:
    yaml = 'a: "# no" # one\nb: |  # two\n  # no\n# three\nc: x#no\nd: [1, # four\n  2]'
    toml = 'a = "# no" # one\nb = """\n# no\n"""\n# two\nc = [ # three\n  1, # four\n]'

    assert yaml_splicing.read(yaml).said(0, len(yaml)) == ["# one", "# two", "# three", "# four"]
    assert toml_splicing.read(toml).said(0, len(toml)) == ["# one", "# two", "# three", "# four"]
    assert json_splicing.read('{"a": "# no"}').comments == ()


@pytest.mark.parametrize(
    ("splicing", "text", "piece"),
    [
        (yaml_splicing, "b:\r\n  a: 1 # x\r\n", Piece({"a": 1}, "a: 1 # x", "block", "b", beside="# x")),
        (
            yaml_splicing,
            "a: 1\n\n# up\nb:   |-\n    x\n     y\n",
            Piece("x\n y", "|-\nx\n y", "literal", "b", ("# up",), gap=True),
        ),
        (yaml_splicing, "b: |2\n    x\n", Piece("  x\n", '"  x\\n"', key="b")),
        (yaml_splicing, "x: [1,\n  2]\nb: 'it''s' # one", Piece("it's", "'it''s'", key="b", beside="# one")),
        (json_splicing, '{\n\t"b": {\n\t\t"a": 1\n\t}\n}', Piece({"a": 1}, '{\n\t"a": 1\n}', key='"b"')),
        (toml_splicing, "# up\nb = [1,\n  2] # x", Piece([1, 2], "[1,\n  2]", above=("# up",), beside="# x")),
        (toml_splicing, "\n[b]\na = 1\n[b.c]\n", Piece({"a": 1, "c": {}}, "[b]\na = 1\n[b.c]", "table", gap=True)),
        (toml_splicing, "b.a = 1\n", Piece({"a": 1}, "b.a = 1", "block")),
    ],
)  # fmt: skip
def test_a_value_is_cut_out_as_it_is_written(splicing: Splicing, text: str, piece: Piece) -> None:
    assert splicing.cut(splicing.read(text), "/b") == piece


@pytest.mark.parametrize(
    ("text", "index", "expected"),
    [
        ("a: []", 0, "a: [n]"),
        ("a: [1, 2]", 1, "a: [1, n, 2]"),
        ("a: [1,2]", 0, "a: [n,1,2]"),
        ("a: [1, 2, ]", 2, "a: [1, 2, n, ]"),
        ("a: [\n  1, # one\n  2\n]", 1, "a: [\n  1, # one\n  n,  # new\n  2\n]"),
        ("a: [\n  1,\n  2 # two\n]", 2, "a: [\n  1,\n  2, # two\n  n  # new\n]"),
    ],
)
def test_an_entry_goes_between_brackets(text: str, index: int, expected: str) -> None:
    assert flow_splicing.add(yaml_splicing.read(text), "/a", index, "n", "# new") == expected


@pytest.mark.parametrize(
    ("text", "index", "expected"),
    [
        ("a: [1]", 0, "a: []"),
        ("a: [1, 2, 3]", 1, "a: [1, 3]"),
        ("a: [1, 2]", 1, "a: [1]"),
        ("a: [\n  1, # one\n  # about two\n  2\n]", 0, "a: [\n  # about two\n  2\n]"),
        ("a: [\n  1, # one\n  2\n]", 1, "a: [\n  1 # one\n]"),
    ],
)
def test_an_entry_goes_from_between_brackets(text: str, index: int, expected: str) -> None:
    assert flow_splicing.remove(yaml_splicing.read(text), "/a", index) == expected


def test_the_first_key_behind_a_dash_goes() -> None:
    source = yaml_splicing.read("- a: 1\n  b: 2\n")

    assert yaml_splicing.remove(source, "/0/a", NOTHING) == "- b: 2\n"


def test_nested_lists_and_kept_breaks() -> None:
    nested = yaml_splicing.read("- - x\n  - y\n")
    kept = yaml_splicing.read("a: |+\n  x\n\nb: 1\n")

    assert yaml_splicing.add_item(nested, "/0", 0, Piece("n", "n")) == "- - n\n  - x\n  - y\n"
    assert yaml_splicing.add_key(kept, "", "n", Piece(1, "1"), "a") == "a: |+\n  x\n\nn: 1\nb: 1\n"


def test_what_has_no_place_is_refused() -> None:
    with pytest.raises(SpliceError):
        yaml_splicing.put(yaml_splicing.read("? a\n: 1\n"), "/a", Piece(2, "2"), NOTHING)
    with pytest.raises(SpliceError):
        toml_splicing.remove(toml_splicing.read("[a.x]\n[b]\n[a.y]\n"), "/a", NOTHING)


def test_a_table_between_others_gets_a_head_for_its_own_keys() -> None:
    source = toml_splicing.read("[a.b]\nx = 1\n")

    assert toml_splicing.add_key(source, "/a", "n m", Piece(1, "1"), None) == (
        '[a.b]\nx = 1\n\n[a]\n"n m" = 1\n'
    )


def test_new_toml_values_say_what_was_meant() -> None:
    data = toml_splicing.read(
        "a = [true, 1, 1.5, inf, -inf, 1979-05-27T07:32:00Z, 07:32:00, 1979-05-27]\nb = {'x y' = \"\\u007f\\n\"}"
    ).data

    assert toml_splicing.read(f"v = {toml_writing.inline(data)}").data == {"v": data}
    with pytest.raises(TypeError):
        toml_writing.inline(None)
