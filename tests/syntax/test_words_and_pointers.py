"""Words and pointers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localkit.syntax import pointer
from localkit.syntax.glob import matches
from localkit.syntax.lines import Lines
from localkit.syntax.words import collapsed, folded, words


def test_words_are_what_white_space_separates() -> None:
    assert words(" Cafe\u0301\u00a0two\r\n\u2003three ") == ("Café", "two", "three")
    assert collapsed(" a \n b ") == "a b"
    assert folded("  Straße\nÄ ") == "strasse ä"


@given(st.lists(st.text(max_size=4), max_size=4))
def test_a_pointer_is_its_parts(parts: list[str]) -> None:
    assert pointer.split(pointer.join(parts)) == tuple(parts)


def test_a_pointer_begins_with_a_slash() -> None:
    with pytest.raises(ValueError, match="a pointer begins with '/': 'a'"):
        pointer.split("a")


def test_lines_end_as_editors_end_them() -> None:
    lines = Lines("a\r\nb\rc\n\u2028d\x0c\n")

    assert lines.starts == [0, 3, 5, 7, 11]
    assert [lines.line(offset) for offset in (0, 1, 2, 3, 5, 10, 11, 99)] == [1, 1, 1, 2, 3, 4, 5, 5]
    assert [lines.start(line) for line in (1, 5, 6)] == [0, 11, 11]
    assert list(lines) == [(0, 3), (3, 5), (5, 7), (7, 11), (11, 11)]
    assert lines.last_line(0, 3) == 1


def test_brackets_that_are_no_range_stand_for_themselves() -> None:
    assert matches("[z-a].md", "[z-a].md")
    assert not matches("[z-a].md", "b.md")
