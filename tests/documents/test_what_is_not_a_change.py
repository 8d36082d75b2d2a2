"""Properties that hold for every kind: what is no change, how passages nest, and who owns a word."""

from __future__ import annotations

import json
import textwrap
from typing import TYPE_CHECKING, Any

import pytest
import yaml as pyyaml
from hypothesis import given, settings
from hypothesis import strategies as st

from localkit.documents.reading import read
from localkit.model.passage import Passage

if TYPE_CHECKING:
    import random

WORDS = st.text("abcé☕# *-", min_size=1, max_size=4).filter(lambda text: text.strip("# *-\u0301"))
TITLES = st.lists(st.text("abé", min_size=1, max_size=3), min_size=1, max_size=3).map(" ".join)
PARAGRAPHS = st.lists(st.text("abcé☕", min_size=1, max_size=5), min_size=1, max_size=12).map(" ".join)
BLOCKS = st.tuples(st.integers(1, 4), TITLES, st.booleans(), PARAGRAPHS)
MARKDOWN = st.lists(BLOCKS, max_size=8)
KEYS = st.text("abé 1", max_size=3)
SCALARS = (
    st.none() | st.booleans() | st.integers(-99, 99) | st.floats(-9, 9) | st.text("ab é\n#:", max_size=6)
)
DATA = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=10,
)


def written(blocks: list[tuple[int, str, bool, str]], width: int = 0, trailing: str = "") -> str:
    lines: list[str] = []
    for level, title, setext, paragraph in blocks:
        if setext and level <= 2:
            lines += [title, "=-"[level - 1] * 3]
        else:
            lines += ["", f"{'#' * level} {title}"]
        lines += [
            "",
            *(textwrap.wrap(paragraph, width, break_long_words=False) if width else [paragraph]),
            "",
        ]
    return "".join(line + trailing + "\n" for line in lines)


@settings(max_examples=80, deadline=None)
@given(
    MARKDOWN, st.integers(1, 30), st.sampled_from(["", " ", " \t "]), st.sampled_from(["\n", "\r\n", "\r"])
)
def test_wrapping_line_ends_trailing_blanks_and_encoding_are_no_change_of_a_text(
    blocks: list[tuple[int, str, bool, str]], width: int, trailing: str, end: str
) -> None:
    one = read("a.md", written(blocks).encode())
    other = read("a.md", written(blocks, width, trailing).replace("\n", end).rstrip().encode("utf-16"))

    assert [section.address for section in one.sections] == [section.address for section in other.sections]
    passages = [Passage("a.md"), *(Passage("a.md", section=section.address) for section in one.sections)]
    for passage in passages:
        assert one.content(passage).canonical == other.content(passage).canonical
        assert one.content(passage).words == other.content(passage).words


@settings(max_examples=80, deadline=None)
@given(MARKDOWN, st.sampled_from(["\n", "\r\n", "\r"]), st.sampled_from(["", "---\na: é\n---\n"]))
def test_sections_lie_inside_the_file_and_nest(
    blocks: list[tuple[int, str, bool, str]], end: str, front: str
) -> None:
    document = read("a.md", (front + written(blocks)).replace("\n", end).encode())

    sections = document.sections
    assert [(section.level, section.path[-1]) for section in sections] == [block[:2] for block in blocks]
    for number, section in enumerate(sections):
        assert 0 <= section.start < section.body <= section.end <= len(document.text)
        assert section.line == document.text.count(end, 0, section.start) + 1
        for later in sections[number + 1 :]:
            nested = later.end <= section.end
            assert nested or later.start >= section.end
            assert nested == (later.start < section.end)
        found = document.locate(Passage("a.md", section=section.address))
        assert found is not None
        assert (found.start, found.end, found.line) == (section.start, section.end, section.line)


@settings(max_examples=80, deadline=None)
@given(MARKDOWN, st.randoms(use_true_random=False))
def test_a_word_belongs_to_the_innermost_passage(
    blocks: list[tuple[int, str, bool, str]], rng: random.Random
) -> None:
    document = read("a.md", ("---\na: 1\nb: [2, 3]\n---\n" + written(blocks)).encode())
    chosen = rng.sample(document.sections, rng.randint(0, len(document.sections)))
    outermost = [one for one in chosen if not any(o.start < one.start < o.end for o in chosen)]
    inner = [Passage("a.md", section=one.address) for one in outermost] + [Passage("a.md", value="/b")]

    whole, rest = document.content(Passage("a.md")), document.content(Passage("a.md"), inner)

    assert len(whole.words) == len(rest.words) + sum(len(document.content(one).words) for one in inner)


def flow(data: Any) -> str:
    """Flow style, each key and string quoted, keys the other way round."""
    if isinstance(data, dict):
        return "{" + ", # why\n ".join(f"{json.dumps(k)}: {flow(v)}" for k, v in reversed(data.items())) + "}"
    return "[" + ", ".join(map(flow, data)) + "]" if isinstance(data, list) else json.dumps(data)


@settings(max_examples=80, deadline=None)
@given(DATA)
def test_key_order_quoting_style_and_comments_are_no_change_of_data(data: Any) -> None:
    block = pyyaml.safe_dump(data, allow_unicode=True, version=(1, 2), default_flow_style=False).partition(
        "---"
    )[2]
    texts = {
        "one.yaml": block,
        "two.yaml": f"# comment\n{flow(data)}   # comment\n",
        "one.json": json.dumps(data),
        "two.json": "\ufeff"
        + json.dumps(data, indent=3, sort_keys=True, ensure_ascii=False).replace("\n", "\r\n"),
    }

    documents = {name: read(name, text.encode()) for name, text in texts.items()}

    assert [document.problem for document in documents.values()] == [None] * 4
    contents = [document.content(Passage(name)) for name, document in documents.items()]
    assert len({content.canonical for content in contents}) == 1
    assert len({content.words for content in contents}) == 1
    assert all(content.value == data for content in contents)


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(KEYS, DATA, min_size=1, max_size=4), st.sampled_from(["a.yaml", "a.json"]))
def test_a_scalar_belongs_to_the_innermost_value(data: dict[str, Any], name: str) -> None:
    document = read(name, json.dumps(data, indent=1).encode())
    inner = [Passage(name, value="/" + key) for key in list(data)[::2]]

    whole, rest = document.content(Passage(name)), document.content(Passage(name), inner)

    assert len(whole.words) == len(rest.words) + sum(len(document.content(one).words) for one in inner)
    for one in inner:
        location = document.locate(one)
        assert location is not None
        assert json.loads(document.text[location.start : location.end]) == document.content(one).value
        assert document.relation(one, Passage(name)) == "inside"


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
@settings(max_examples=40, deadline=None)
@given(st.lists(WORDS, max_size=8), st.sampled_from([" ", "\n", "\r\n", "\t", "\u00a0", "\u2003", "  \n "]))
def test_runs_of_white_space_are_no_change(name: str, words: list[str], space: str) -> None:
    one, other = read(name, " ".join(words).encode()), read(name, (space.join(words) + space).encode())

    assert one.content(Passage(name)).words == other.content(Passage(name)).words


def test_unicode_forms_are_no_change() -> None:
    one, other = (
        read("a.md", "# Cafe\u0301\n\nCafe\u0301\n".encode()),
        read("a.md", "# Café\n\nCafé\n".encode()),
    )

    section = Passage("a.md", section="Cafe\u0301")
    assert one.content(section).canonical == other.content(section).canonical


def test_a_line_break_behind_a_hyphen_is_a_change() -> None:
    """Readers of the page see a gap there; and "short-" before "and long-term" has one on purpose."""
    one, other = (read("a.md", f"She is self-{gap}employed.\n".encode()) for gap in ("", "\n"))

    assert one.content(Passage("a.md")).canonical != other.content(Passage("a.md")).canonical
