"""Markdown as people write it: which lines are headings, and what a section says."""

from __future__ import annotations

import pytest

from localkit.documents.markdown import MarkdownDocument
from localkit.documents.reading import read
from localkit.model.document import NOTHING, Location, Problem
from localkit.model.passage import Passage, parse_address

HOUSE = """\
---
title: House rules   # shown on the wall
tags: [safety, "welcome"]
---
# House rules

Welcome.

## Stay with your item

You stay.
You help.

### Why

Trust.

## Tea

Free.
"""


def markdown(text: str | bytes) -> MarkdownDocument:
    data = text.encode() if isinstance(text, str) else text
    document = read("a.md", data)
    assert isinstance(document, MarkdownDocument)
    return document


def at(address: str) -> Passage:
    return parse_address(f"a.md#{address}")


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        ("# A\n## B\n### C\n## D\n# E\n", ["A", "A > B", "A > B > C", "A > D", "E"]),
        ("Title\n=====\nSub\n---\n", ["Title", "Title > Sub"]),
        ("Two\nlines\n---\n", ["Two lines"]),
        ("### Deep\n# High\n", ["Deep", "High"]),
        ("# A\n### C\n## B\n", ["A", "A > C", "A > B"]),
        ("```\n# fenced\n```\n~~~~\n# and\n~~~\n# still\n~~~~\n# A\n", ["A"]),
        ("```\n# an open fence runs to the end\n", []),
        ("    # code\n\n   # A\n", ["A"]),
        ("- # in a list\n\n1. # and here\n\n# A\n", ["A"]),
        ("> # quoted\n\n# A\n", ["A"]),
        ("<!--\n# hidden\n-->\n# A\n", ["A"]),
        ("<div>\n# raw\n</div>\n\n# A\n", ["A"]),
        ("#not\n#\tA\n####### seven\n\\# escaped\n", ["A"]),
        ("# A #\n## B ## ##\n", ["A", "A > B ##"]),
        ("# A\n# A\n## B\n# A\n", ["A", "A[2]", "A > B", "A[3]"]),
        (
            "# *One* **two** `c  d` [link](u) ![al*t*](p) <b>x</b> &amp; \\* \n",
            ["One two c d link alt x & *"],
        ),
        ("# [ref]\n\n[ref]: http://example.org\n", ["ref"]),
        ("# Cafe\u0301  ☕\u00a0 😀\n", ["Café ☕ 😀"]),
        ("# A > B\n## C\n", ["A > B", "A > B > C"]),
        ("#\n", [""]),
        ("---\nno: front matter", []),
        ("", []),
    ],
)
def test_headings_are_those_of_commonmark_at_the_top_level(text: str, addresses: list[str]) -> None:
    assert [section.address for section in markdown(text).sections] == addresses


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
def test_lines_are_right_with_any_line_end_and_front_matter(end: str) -> None:
    document = markdown(
        b"\xef\xbb\xbf" + HOUSE.replace("Welcome.", "Wélcöme 😀.").replace("\n", end).encode()
    )

    lines = {s.path[-1]: s.line for s in document.sections}
    assert lines == {"House rules": 5, "Stay with your item": 9, "Why": 14, "Tea": 18}
    assert document.locate(at("Why")) == Location(14, 17, *_span(document, "### Why", "## Tea"))
    assert [document.locate(at(p)).line for p in ("/title", "/tags", "/tags/1")] == [2, 3, 3]  # type: ignore[union-attr]


def _span(document: MarkdownDocument, first: str, behind: str) -> tuple[int, int]:
    return document.text.index(first), document.text.index(behind)


TREE = "# A\n## B\n# C\n## B\n## A > B\n# A > B\n## D\n# C\n## E\n# F\n## E[2]\n"


@pytest.mark.parametrize(
    ("address", "line"),
    [
        ("A", 1),
        ("A > B", 2),
        ("B", None),
        ("C > B", 4),
        ("C > A > B", 5),
        ("A > B[2]", 6),
        ("D", 7),
        ("A > B > D", 7),
        ("C", 3),
        ("C[2]", 8),
        ("C[3]", None),
        ("C[0]", None),
        ("E", 9),
        ("E[2]", 11),
        (" C  >\n B ", 4),
        ("c", None),
        ("", None),
    ],
)
def test_an_address_is_a_full_path_or_a_suffix_that_fits_one_path(address: str, line: int | None) -> None:
    location = markdown(TREE).locate(at(address))

    assert (location and location.line) == line


def test_a_section_says_its_heading_and_its_sub_sections() -> None:
    content = markdown(HOUSE).content(at("Stay with your item"))

    assert content.words == (
        "##",
        "Stay",
        "with",
        "your",
        "item",
        *["You", "stay.", "You", "help.", "###", "Why", "Trust."],
    )
    assert content.canonical == content.words
    assert content.text == "## Stay with your item\n\nYou stay.\nYou help.\n\n### Why\n\nTrust.\n\n"
    assert content.value is NOTHING


def test_a_section_without_an_inner_one_is_what_is_left() -> None:
    content = markdown(HOUSE).content(at("Stay with your item"), [at("Why")])

    assert content.words == ("##", "Stay", "with", "your", "item", "You", "stay.", "You", "help.")


def test_front_matter_of_a_whole_file_is_compared_as_data() -> None:
    other = HOUSE.replace('tags: [safety, "welcome"]\n', "").replace(
        "title: House rules   # shown on the wall", "tags:\n- 'safety'\n- welcome\ntitle: 'House rules'"
    )

    mine, others = markdown(HOUSE).content(Passage("a.md")), markdown(other).content(Passage("a.md"))

    assert mine.words[:5] == ('/tags="safety"', '/tags="welcome"', '/title="House rules"', "#", "House")
    assert (mine.words, mine.canonical) == (others.words, others.canonical)


def test_a_file_without_a_value_and_a_section_is_the_rest() -> None:
    content = markdown(HOUSE).content(Passage("a.md"), [at("/tags"), at("Stay with your item"), at("Tea")])

    assert content.words == ('/title="House rules"', "#", "House", "rules", "Welcome.")
    assert "tags" not in content.text


def test_empty_front_matter_says_nothing() -> None:
    bare, empty = (
        markdown("Hi\n").content(Passage("a.md")),
        markdown("---\n---\nHi\n").content(Passage("a.md")),
    )

    assert (bare.words, bare.canonical) == (empty.words, empty.canonical)


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("---\n\nText between two rules\n\n---\n# A\n", ["A"]),
        ("---\njust text\n---\n# A\n", ["just text", "A"]),
        ("---\na: 1\n", []),
        ("---\na: 1\n...\n# A\n", ["A"]),
        (" ---\na: 1\n---\n# A\n", ["a: 1", "A"]),
        ("---  \na: 1\n---\t\n# A\n", ["A"]),
    ],
    ids=["rules", "text", "never closed", "dots", "indented", "blanks"],
)
def test_a_thematic_break_is_no_front_matter(text: str, titles: list[str]) -> None:
    assert [section.path[-1] for section in markdown(text).sections] == titles


def test_broken_front_matter_is_text_with_a_problem() -> None:
    document = markdown("---\na: 1\nb: [\n---\n# A\n")

    assert document.problem == Problem(
        "the front matter of a.md cannot be read as YAML: a bracket that is not closed, or an entry that is missing",
        4,
    )
    assert [section.path for section in document.sections] == [("A",)]
    assert document.locate(at("/a")) is None
    assert document.content(Passage("a.md")).words == ("---", "a:", "1", "b:", "[", "---", "#", "A")


def test_sub_headings_are_the_direct_ones() -> None:
    document = markdown("# A\n### deep\n## B\n### C\n# D\n")

    assert document.headings(Passage("a.md")) == ("A", "D")
    assert document.headings(at("A")) == ("deep", "B")
    assert document.headings(at("B")) == ("C",)
    assert document.headings(at("nowhere")) == ()


REGIONS = "# A\n<!-- localkit:begin one -->\nfirst\n\n## B\nsecond\n<!-- localkit:end one -->\n## C\nend\n"


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        ("A", "A", "same"),
        ("A > B", "A", "inside"),
        ("A", "B", "contains"),
        ("B", "C", "apart"),
        ("region=one", "A", "inside"),
        ("region=one", "B", "overlaps"),
        ("region=one", "C", "apart"),
    ],
)
def test_sections_and_regions_relate_by_where_they_stand(one: str, other: str, relation: str) -> None:
    assert markdown(REGIONS).relation(at(one), at(other)) == relation


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        ("/tags/0", "/tags", "inside"),
        ("/tags", "/tags/0", "contains"),
        ("/title", "/tags", "apart"),
        ("/title", "Tea", "apart"),
        ("Tea", "/title", "apart"),
        ("/title", "region=top", "inside"),
        ("region=top", "/title", "contains"),
        ("region=top", "/tags", "apart"),
    ],
)
def test_values_of_front_matter_relate_by_pointer(one: str, other: str, relation: str) -> None:
    text = HOUSE.replace("title:", "# localkit:begin top\ntitle:").replace(
        "tags:", "# localkit:end top\ntags:"
    )

    assert markdown(text).relation(at(one), at(other)) == relation
    assert markdown(text).relation(at(one), Passage("a.md")) == "inside"
    assert markdown(text).content(at("region=top")).words == ('/title="House rules"',)
    assert markdown(text).content(Passage("a.md"), [at("region=top")]).words[:3] == (
        '/tags="safety"',
        '/tags="welcome"',
        "#",
    )


def test_a_missing_passage_is_a_key_error() -> None:
    document = markdown(HOUSE)
    for address in ("Nowhere", "/none", "region=none", "row=1", "column=a", "title"):
        assert document.locate(at(address)) is None
        with pytest.raises(KeyError):
            document.content(at(address))
