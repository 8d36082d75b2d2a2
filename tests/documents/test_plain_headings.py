"""Pages whose headings are found without the parser, held against the parser."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from localkit.documents import headings
from localkit.documents.plain_headings import plain_headings
from localkit.syntax.lines import Lines
from localkit.syntax.words import collapsed

_ODD = [
    *(
        "# One",
        "## Two ##",
        "### *Three* & four",
        "####### Seven",
        "#No",
        "#",
        "# a # b #",
        "#\tTab",
        "## x \\#",
    ),
    *("Words", "words - here", "- item", "* item", "1. first", "> said", "> # in a quote", "- # in a list"),
    *(
        "---",
        "----",
        " --",
        "\u00a0",
        "***",
        "===",
        "-",
        "  ",
        "",
        "    # code",
        "\t# code",
        " # moved in",
        "   ## moved in",
    ),
    *("```", "~~~", "<!-- one line -->", "<!-- opened", "-->", "<div>", "</div>", "<b>bold</b> words"),
    *("[ref]: /there", "# See [ref]", "# `code` #", "text\\", "| a | b |", "|---|---|", "+ x", "  - nested"),
    *(
        "# \u00a0x\u00a0",
        "# a\x0cb",
        "&amp; more",
        "# &copy; 1 !",
        "  text",
        "    indented",
        "<?php",
        "<!DOCTYPE x>",
    ),
    *("# x\u2028# y", "  <!-- in -->", "> ```", "- <!-- opened", "1) # a", "# \\", "<!-->", "# trailing \\#"),
]

pages = st.lists(st.sampled_from(_ODD), max_size=8).flatmap(
    lambda parts: st.sampled_from(["\n", "\r\n", "\n\n"]).map(lambda ends: ends.join(parts))
) | st.text("#-=<>!`~[]: \n\ta*_\\1.", max_size=40)


@given(pages)
def test_a_page_has_the_headings_that_commonmark_finds(text: str) -> None:
    found = [(item.level, item.path[-1], item.line) for item in headings.sections(Lines(text), 0)]

    assert found == _by_commonmark(text)


def _by_commonmark(text: str) -> list[tuple[int, str, int]]:
    tokens = MarkdownIt("commonmark").parse(text)
    return [
        (int(token.tag[1:]), collapsed(_said(inline.children or [])), token.map[0] + 1)
        for token, inline in itertools.pairwise(tokens)
        if token.type == "heading_open" and token.level == 0 and token.map
    ]


def _said(children: Sequence[Token]) -> str:
    parts = [_said(token.children) if token.children else token.content for token in children]
    breaks = {"softbreak": " ", "hardbreak": " ", "html_inline": ""}
    return "".join(breaks.get(token.type, part) for token, part in zip(children, parts, strict=True))


@pytest.mark.parametrize("kit", ["mend-together", "open-door-homes"])
def test_most_pages_of_the_kits_are_plain(kit: str) -> None:
    pages = list((Path(__file__).parents[2] / "kits" / kit).rglob("*.md"))

    plain = [page for page in pages if plain_headings(page.read_text("utf-8")) is not None]

    assert len(plain) > len(pages) / 2
