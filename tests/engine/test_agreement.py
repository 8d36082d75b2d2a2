"""With which of two renderings a folder agrees, place by place."""

from __future__ import annotations

import pytest

from localkit.engine.agreement import Agreement
from localkit.engine.fitting import Fitting
from localkit.testing import tree

PAGE = "One two three four five. {} Six seven eight nine ten.\n"
SECTION = "This long section is about food, about cups, and about who washes up when all have gone home."


def votes(
    one: dict[str, str | bytes], other: dict[str, str | bytes], local: dict[str, str | bytes]
) -> tuple[int, int]:
    found = Agreement(Fitting(tree(local))).votes(tree(one), tree(other))
    return found.one, found.other


@pytest.mark.parametrize(
    ("local", "expected"),
    [
        ("food: true\n", (1, 0)),
        ("food: false\n", (0, 1)),
        ("# Ours\r\nfood:\r\n  true\r\n", (1, 0)),
        ("food: perhaps\n", (0, 0)),
        ("", (0, 0)),
    ],
    ids=["the one", "the other", "written otherwise", "neither", "nothing"],
)
def test_a_single_word_is_a_place(local: str, expected: tuple[int, int]) -> None:
    assert votes({"a": "food: true\n"}, {"a": "food: false\n"}, {"a": local}) == expected


@pytest.mark.parametrize(
    ("local", "expected"),
    [
        (PAGE.format(SECTION), (1, 0)),
        (PAGE.format(SECTION.replace("cups", "mugs").replace("home", "away")), (1, 0)),
        (PAGE.format(""), (0, 1)),
        ("All of it was written anew.\n", (0, 0)),
    ],
    ids=["there", "edited", "not there", "all new"],
)
def test_a_long_section_is_one_place(local: str, expected: tuple[int, int]) -> None:
    assert votes({"a": PAGE.format(SECTION)}, {"a": PAGE.format("")}, {"a": local}) == expected


def test_two_words_outweigh_a_section_that_was_taken_out() -> None:
    """Who takes a section out has not said that the answer which brought it was another."""
    one: dict[str, str | bytes] = {"a": PAGE.format(SECTION), "b": "food: true\n", "c": "tea and cake, 2\n"}
    other: dict[str, str | bytes] = {"a": PAGE.format(""), "b": "food: false\n", "c": "tea, 2\n"}

    assert votes(one, other, {**one, "a": PAGE.format("")}) == (2, 1)


def test_a_file_that_only_one_has_is_a_place() -> None:
    one: dict[str, str | bytes] = {"page.md": "x"}

    assert votes(one, {}, {"page.md": "y"}) == (1, 0)
    assert votes(one, {}, {}) == (0, 1)
    assert votes({}, one, {"page.md": "y"}) == (0, 1)
    assert votes({}, one, {}) == (1, 0)


def test_a_page_that_one_release_renamed_is_told_by_its_name() -> None:
    page = "Nine words that say what this page is about.\n"

    assert votes({"old.md": page}, {"new.md": page}, {"new.md": page}) == (0, 2)
    assert votes({"old.md": page}, {"new.md": page}, {"old.md": page}) == (2, 0)
    assert votes({"old.md": page}, {"new.md": page}, {"ours.md": page}) == (1, 1)


def test_where_nothing_can_be_compared_nothing_is_said() -> None:
    long = "word " * 20_001

    assert votes({"a": "x"}, {"a": "x"}, {"a": "x"}) == (0, 0)
    assert votes({"a": b"\0x"}, {"a": b"\0y"}, {"a": b"\0x"}) == (0, 0)
    assert votes({"a": long + "x"}, {"a": long + "y"}, {"a": long + "x"}) == (0, 0)
    assert votes({"a": "x"}, {"a": "y"}, {}) == (0, 0)


def test_the_one_that_is_agreed_with_most_is_preferred_and_whether_it_stands_alone_is_told() -> None:
    ask = Agreement(Fitting(tree({"a": "two\n", "b": "two\n"}))).preferred
    one, two, three = (tree({"a": f"{word}\n", "b": "two\n"}) for word in ("one", "two", "three"))

    assert ask([one, two, three]) == (1, True)
    assert ask([one, three]) == (0, False)
    assert ask([one, two, two]) == (1, False)
    assert ask([two]) == (0, False)
