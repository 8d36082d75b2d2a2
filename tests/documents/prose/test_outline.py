"""Titles, levels without gaps, and the names that links know headings by."""

from __future__ import annotations

from localkit.documents.prose.markdown import blocks_of
from localkit.documents.prose.outline import outlined
from localkit.model.prose import Heading, Image, Paragraph, plain


def shape(text: str) -> list[tuple[int, str, str]]:
    return [
        (block.level, plain(block.words), block.name)
        for block in outlined(blocks_of(text), "d1").blocks
        if isinstance(block, Heading)
    ]


def test_the_first_heading_is_the_title_and_levels_close_up() -> None:
    text = "# Rules\n\n#### Deep\n\n## Next\n\n### Below\n\n# Again\n"

    assert outlined(blocks_of(text), "d1").title == "Rules"
    assert shape(text) == [
        (2, "Deep", "d1_1"),
        (2, "Next", "d1_2"),
        (3, "Below", "d1_3"),
        (2, "Again", "d1_4"),
    ]


def test_levels_are_as_deep_as_pages_have_them() -> None:
    text = "".join(f"{'#' * level} {level}\n\n" for level in (1, 2, 3, 4, 5, 6))

    assert [level for level, _, _ in shape(f"Words.\n\n{text}")] == [2, 3, 4, 5, 5, 5]


def test_a_document_that_begins_with_words_has_no_title() -> None:
    assert outlined(blocks_of("Words.\n\n# Later\n"), "d1").title is None


def test_a_picture_in_a_heading_stands_below_it() -> None:
    found = outlined(blocks_of("# ![Logo](l.png) Us\n\n## ![](x.png)\n\n##\n"), "d1")

    assert found.title == "Logo Us"
    assert found.blocks == (Paragraph((Image("l.png", "Logo"),)), Paragraph((Image("x.png", ""),)))


def test_links_find_headings_as_on_the_web() -> None:
    found = outlined(blocks_of("# House rules\n\n## What's *free*?\n\n## What's free\n\n## Über_uns\n"), "d1")

    assert found.places == {
        "house-rules": "d1",
        "whats-free": "d1_1",
        "whats-free-1": "d1_2",
        "über_uns": "d1_3",
    }
