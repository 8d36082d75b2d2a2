"""Markdown as blocks: what a reader sees, and nothing that is obeyed."""

from __future__ import annotations

import pytest

from localkit.documents.prose.markdown import TooDeepError, blocks_of
from localkit.model.prose import Code, Divider, Heading, Image, Listing, Paragraph, Quote, Run, Table


def test_words_keep_their_manner() -> None:
    assert blocks_of("**Stay** *with* ~~your~~ `item`,\nplease.  \nNow.") == (
        Paragraph(
            (
                Run("Stay", bold=True),
                Run(" "),
                Run("with", italic=True),
                Run(" "),
                Run("your", struck=True),
                Run(" "),
                Run("item", code=True),
                Run(","),
                Run(" "),
                Run("please."),
                Run("\n"),
                Run("Now."),
            )
        ),
    )


def test_lists_nest_and_numbers_begin_where_they_are_told_to() -> None:
    assert blocks_of("3. Open\n   - Table\n\n4. Close\n") == (
        Listing(
            (
                (Paragraph((Run("Open"),)), Listing(((Paragraph((Run("Table"),), tight=True),),))),
                (Paragraph((Run("Close"),)),),
            ),
            3,
        ),
    )


def test_boxes_to_tick_are_drawn() -> None:
    (found,) = blocks_of("- [ ] Alarm\n- [x] **Keys**\n- [y] No\n")

    assert isinstance(found, Listing)
    assert [item[0] for item in found.items] == [
        Paragraph((Run("☐ Alarm"),), tight=True),
        Paragraph((Run("☑ "), Run("Keys", bold=True)), tight=True),
        Paragraph((Run("[y] No"),), tight=True),
    ]


def test_a_table_has_a_head_unless_nothing_is_in_it() -> None:
    assert blocks_of("| a | b |\n|---|--:|\n| c | |\n\n| | |\n|---|---|\n| Date | |\n") == (
        Table(((Run("a"),), (Run("b"),)), (((Run("c"),), ()),), frozenset([1])),
        Table((), (((Run("Date"),), ()),)),
    )


def test_html_is_text_and_comments_are_not_for_readers() -> None:
    source = "<!-- localkit:begin x -->\n<div>\nA\n</div>\n\nB <b>C</b><!-- d --> E<br>F\n\n<!-- never\n"

    assert blocks_of(source) == (
        Paragraph((Run("<div>\nA\n</div>"),)),
        Paragraph((Run("B "), Run("<b>"), Run("C"), Run("</b>"), Run(" E"), Run("\n"), Run("F"))),
        Paragraph((Run("<!-- never"),)),
    )


def test_other_blocks_are_what_they_look_like() -> None:
    source = "# A\n\n> # B\n\n***\n\n```sh\nls\n```\n\n![alt *x*](p.png)\n\n[l](m.md)\n"

    assert blocks_of(source) == (
        Heading(1, (Run("A"),)),
        Quote((Paragraph((Run("B", bold=True),)),)),
        Divider(),
        Code("ls"),
        Paragraph((Image("p.png", "alt x"),)),
        Paragraph((Run("l", link="m.md"),)),
    )


def test_what_is_nested_too_deep_is_told_and_not_lost() -> None:
    with pytest.raises(TooDeepError):
        blocks_of("> " * 50 + "deep")
