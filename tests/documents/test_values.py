"""YAML, JSON and TOML files: values by pointer, whatever the dress."""

from __future__ import annotations

import pytest

from localkit.documents.reading import read
from localkit.model.document import NOTHING, Document, Location, Problem
from localkit.model.passage import Passage, parse_address

YAML = """\
# Settings of the café ☕
queue: &q
  items_per_turn: 1   # one each
  days: [sat, "sun"]
other: *q
empty: {}
text: |
  Long
  text.
list:
- a: 1
- a: .nan
"""


def yaml(text: str) -> Document:
    document = read("s.yaml", text.encode())
    assert document.problem is None
    return document


def at(address: str) -> Passage:
    return parse_address(f"s.yaml#{address}")


@pytest.mark.parametrize(
    ("pointer", "text", "words", "value", "line"),
    [
        ("/queue/items_per_turn", "1", ("=1",), 1, 3),
        ("/queue/days", "[sat, sun]", ('="sat"', '="sun"'), ["sat", "sun"], 4),
        ("/queue/days/1", "sun", ('="sun"',), "sun", 4),
        ("/empty", "{}", ("={}",), {}, 6),
        ("/text", "Long\ntext.\n", ('="Long text."',), "Long\ntext.\n", 7),
        ("/list/0", "{a: 1}", ("/a=1",), {"a": 1}, 11),
        ("/other/items_per_turn", "1", ("=1",), 1, 5),
    ],
)
def test_a_value_is_found_by_its_pointer(
    pointer: str, text: str, words: tuple[str, ...], value: object, line: int
) -> None:
    document = yaml(YAML)

    content, location = document.content(at(pointer)), document.locate(at(pointer))

    assert (content.text, content.words, content.value) == (text, words, value)
    assert location is not None
    assert location.line == line


def test_a_value_has_the_offsets_of_what_to_replace() -> None:
    document = yaml(YAML)

    location = document.locate(at("/queue/items_per_turn"))
    alias = document.locate(at("/other/days/0"))

    assert location is not None
    assert YAML[location.start : location.end] == "1"
    assert alias == Location(5, 5)  # what an alias stands for is written elsewhere


@pytest.mark.parametrize(
    "address",
    ["/none", "/queue/days/2", "/queue/days/01", "/queue/days/-", "/queue/days/²", "A", "row=a", "column=b"],
)
def test_what_is_not_there_is_not_located(address: str) -> None:
    document = yaml(YAML)

    assert document.locate(at(address)) is None
    with pytest.raises(KeyError):
        document.content(at(address))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a: 1\nb: 2\n", "b: 2\na: 1\n"),
        ("a: 'x'\n", 'a: "x"  # why\n'),
        ("a: [1, 2]\n", "a:\n- 1\n- 2\n"),
        ("a: |\n  one\n  two\n", "a: one\n  two\n"),
        ("a: cafe\u0301\n", "a: café\n"),
        ("a: .nan\n", "a: .NaN\n"),
        ("a: 1\n", "\ufeffa: 1\r\n"),
        ("a: &x 1\nb: *x\n", "a: 1\nb: 1\n"),
    ],
)
def test_dress_is_no_change(one: str, other: str) -> None:
    mine, others = yaml(one).content(Passage("s.yaml")), yaml(other).content(Passage("s.yaml"))

    assert (mine.canonical, mine.words) == (others.canonical, others.words)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a: 1\n", 'a: "1"\n'),
        ("a: 1\n", "a: 1.0\n"),
        ("a: true\n", 'a: "true"\n'),
        ("a: [1, 2]\n", "a: [2, 1]\n"),
        ("a: [[1], 2]\n", "a: [[1, 2]]\n"),
        ("a: []\n", "a: {}\n"),
        ("a:\n", "a: ''\n"),
        ("a: ' '\n", "a: ''\n"),
        ("a: 1\n", "A: 1\n"),
        ("a: [{b: 1}, {c: 2}]\n", "a: [{b: 1, c: 2}]\n"),
    ],
)
def test_what_data_says_is_a_change(one: str, other: str) -> None:
    mine, others = yaml(one).content(Passage("s.yaml")), yaml(other).content(Passage("s.yaml"))

    assert mine.canonical != others.canonical


def test_an_empty_file_has_no_words() -> None:
    assert [yaml(text).content(Passage("s.yaml")).words for text in ("", "# only\n", "~\n")] == [
        (),
        (),
        ("=null",),
    ]


def test_a_file_is_its_value_at_the_root() -> None:
    document = yaml("a: 1\nb: {c: x}\n")

    file, root = document.content(Passage("s.yaml")), document.content(Passage("s.yaml", value=""))

    assert file.value == {"a": 1, "b": {"c": "x"}}
    assert file.words == ("/a=1", '/b/c="x"')
    assert file.text == "a: 1\nb: {c: x}\n"
    assert root.canonical == file.canonical
    assert document.relation(Passage("s.yaml"), Passage("s.yaml", value="")) == "same"


def test_an_outer_value_without_inner_ones_is_what_is_left() -> None:
    content = yaml(YAML).content(Passage("s.yaml"), [at("/queue"), at("/other"), at("/list/1"), at("/text")])

    assert content.words == ("/empty={}", "/list/a=1")
    assert content.text == "# Settings of the café ☕\n\n\nempty: {}\n\nlist:\n- a: 1\n- \n"


REGION = """\
a:
  b: 1
  # localkit:begin extra
  c: 2
  # the place's own
  d: [3]
  # localkit:end extra
e: |
  # localkit:begin inside
  echo
  # localkit:end inside
  done
# localkit:begin note
# nothing but words
# localkit:end note
"""


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        ("region=extra", "/a", "inside"),
        ("region=extra", "/a/c", "contains"),
        ("region=extra", "/a/d/0", "contains"),
        ("region=extra", "/a/b", "apart"),
        ("region=extra", "/e", "apart"),
        ("region=inside", "/e", "inside"),
        ("region=inside", "/a", "apart"),
        ("region=inside", "region=extra", "apart"),
        ("/a", "/a/b", "contains"),
        ("/a", "/e", "apart"),
        ("/a", "/a", "same"),
    ],
)
def test_values_and_regions_relate(one: str, other: str, relation: str) -> None:
    back = {"inside": "contains", "contains": "inside"}
    document = yaml(REGION)

    assert document.relation(at(one), at(other)) == relation
    assert document.relation(at(other), at(one)) == back.get(relation, relation)
    assert document.relation(at(one), Passage("s.yaml")) == "inside"


def test_a_region_among_data_says_its_values() -> None:
    document = yaml(REGION)

    assert document.content(at("region=extra")).words == ("/a/c=2", "/a/d=3")
    assert document.content(at("region=extra"), [at("/a/d")]).words == ("/a/c=2",)
    assert document.content(at("region=note")).words == ("#", "nothing", "but", "words")
    assert document.content(at("region=inside")).words == ("echo",)
    assert document.content(at("/a"), [at("region=extra")]).words == ("/b=1",)
    assert document.content(Passage("s.yaml"), [at("region=inside"), at("/a")]).words == (
        '/e="# localkit:begin inside # localkit:end inside done"',
    )


@pytest.mark.parametrize(
    ("name", "text", "problem"),
    [
        ("s.yaml", "a: 1\n---\nb: 1\n", "read as YAML: more than one YAML document in the file"),
        ("s.yml", "a:\n\tb: 1\n", "read as YAML: a tab where YAML wants spaces; indent with spaces"),
        ("s.json", '{"a": 1,\n "a": 2}', "read as JSON: the key 'a' is there twice"),
        ("s.toml", "a = 1\nb = \n", "read as TOML: not valid TOML: invalid value"),
    ],
)
def test_what_cannot_be_read_is_plain_text_and_says_why(name: str, text: str, problem: str) -> None:
    document = read(name, text.encode())

    assert (document.kind, document.problem) == ("text", Problem(f"{name} cannot be {problem}", 2))
    assert document.content(Passage(name)).words == tuple(text.split())


def test_ten_thousand_entries_are_the_limit() -> None:
    document = read("s.yaml", b"[" + b"1, " * 10_000 + b"]")

    assert document.problem == Problem(
        "s.yaml cannot be read as YAML: more than 10,000 entries, aliases counted with all they stand for", 1
    )


def test_json_is_read_with_a_byte_order_mark() -> None:
    document = read("s.json", b'\xef\xbb\xbf{"a": [1, {"b": null}]}')

    assert document.content(Passage("s.json")).words == ("/a=1", "/a/b=null")
    assert document.locate(Passage("s.json", value="/a/1/b")) == Location(1, 1, 16, 20)


TOML = """\
when = 1979-05-27
text = "1979-05-27"
point.x = 1
[[fixer]]
name = "Ann"
[table]
"""


def test_toml_values_have_types_and_dates_are_dates() -> None:
    document = read("s.toml", TOML.encode())

    assert document.content(Passage("s.toml")).words == (
        '/fixer/name="Ann"',
        "/point/x=1",
        "/table={}",
        '/text="1979-05-27"',
        "/when=1979-05-27",
    )
    when = document.content(Passage("s.toml", value="/when"))
    assert (when.text, when.value, when.words) == ("1979-05-27", "1979-05-27", ("=1979-05-27",))
    lines = [
        document.locate(Passage("s.toml", value=at))
        for at in ("/point/x", "/fixer/0/name", "/table", "/point")
    ]
    assert [location and location.line for location in lines] == [3, 5, 6, 3]


def test_a_toml_table_in_several_parts_has_no_offsets() -> None:
    document = read("s.toml", b"[a.b]\nx = 1\n[c]\n[a.d]\ny = 1\n")

    assert document.locate(Passage("s.toml", value="/a")) == Location(1, 5)
    assert document.content(Passage("s.toml"), [Passage("s.toml", value="/a")]).words == ("/c={}",)


def test_a_file_has_no_typed_value_only_where_it_is_no_data() -> None:
    assert read("s.txt", b"a: 1").content(Passage("s.txt")).value is NOTHING
