"""Files as chapters: every kind, every encoding, and why some are not there."""

from __future__ import annotations

import pytest

from localkit.documents.prose.reading import MOST_BYTES, chapter
from localkit.model.export import Chapter, LeftOut
from localkit.model.prose import Code, Paragraph, Run, Table


def read(path: str, data: str | bytes) -> Chapter:
    found = chapter(path, data if isinstance(data, bytes) else data.encode(), "d1")
    assert isinstance(found, Chapter)
    return found


def test_front_matter_is_a_small_table_and_may_say_title_and_language() -> None:
    found = read(
        "a/poster.md", "---\ntitle: Come\nlang: cy\nfree: true\nfor: [a, 1]\nby:\n---\n\nBring it.\n"
    )

    assert (found.title, found.language) == ("Come", "cy")
    assert found.blocks == (
        Table(
            (),
            (
                ((Run("title"),), (Run("Come"),)),
                ((Run("lang"),), (Run("cy"),)),
                ((Run("free"),), (Run("yes"),)),
                ((Run("for"),), (Run("a, 1"),)),
                ((Run("by"),), ()),
            ),
        ),
        Paragraph((Run("Bring it."),)),
    )


@pytest.mark.parametrize("head", ["a: {b: 1}", "a: [[1]]", "a: ["], ids=["map", "list of lists", "broken"])
def test_front_matter_that_fits_no_table_stands_as_it_is(head: str) -> None:
    assert read("a.md", f"---\n{head}\n---\nB\n").blocks == (Code(head), Paragraph((Run("B"),)))


def test_a_table_is_padded_and_keeps_line_breaks() -> None:
    found = read("x/rota.csv", 'when;who\n\n"1\n2";Ana;more\n;;\n')

    assert found.title == "rota.csv"
    assert found.blocks == (
        Table(
            ((Run("when"),), (Run("who"),), ()),
            (((Run("1\n2"),), (Run("Ana"),), (Run("more"),)),),
        ),
    )


def test_a_broken_table_stands_as_text_and_says_so() -> None:
    found = read("rota.csv", 'a,b\n"1,2\n')

    assert found.blocks == (Code('a,b\n"1,2'),)
    assert found.note == "rota.csv cannot be read as CSV: a quote is opened and never closed"


def test_a_table_too_wide_for_word_stands_as_text() -> None:
    found = read("wide.csv", ",".join(f"c{number}" for number in range(70)))

    assert (len(found.blocks), found.note) == (1, "wide.csv is too wide for a table")


@pytest.mark.parametrize("path", ["settings.yaml", "a.json", "b.toml", "c.txt", "d.weird"])
def test_other_text_stands_as_it_is(path: str) -> None:
    assert read(path, "a: 1 \n\n").blocks == (Code("a: 1"),)


def test_what_windows_wrote_before_unicode_is_read_and_told() -> None:
    found = read("a.md", "# Café – no\n".encode("cp1252"))

    assert (found.title, found.note) == (
        "Café – no",
        "a.md is not UTF-8 text; it was read as Windows wrote it before Unicode",
    )
    assert read("b.csv", "Zoë,1\n".encode("cp1252")).note == (
        "b.csv is not UTF-8 text; it was read as Windows wrote it before Unicode"
    )


def test_utf_16_as_notepad_writes_it_is_read() -> None:
    assert read("a.md", "# Café\n".encode("utf-16")).title == "Café"


def test_paragraphs_nested_too_deep_stand_as_plain_text() -> None:
    text = "> " * 50 + "deep"

    assert read("a.md", text).blocks == (Code(text),)
    assert read("a.md", text).note == "a.md nests its paragraphs too deep, and stands here as plain text"


@pytest.mark.parametrize(
    ("path", "data", "why"),
    [
        ("a.md", b"", "it is empty"),
        ("a.md", b"<!-- only a mark -->\n", "it is empty"),
        ("a.csv", b"\n,,\n", "it is empty"),
        ("a.txt", b" \n", "it is empty"),
        ("a.pdf", b"%PDF\0\xff", "it is no text"),
        ("a.md", b"a\0b", "it is no text"),
        ("a.txt", b"x" * (MOST_BYTES + 1), "it is too long for one document to read; hand it over as it is"),
        ("a.csv", b"a,b\n" * 10_001, "it is a table of 10,001 rows; hand it over as it is"),
    ],
)
def test_a_file_that_is_not_handed_over_says_why(path: str, data: bytes, why: str) -> None:
    assert chapter(path, data, "d1") == LeftOut(path, why)
