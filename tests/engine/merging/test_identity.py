"""Which file became which: the kit's word first, then the path, then the content; never a guess among rivals."""

from __future__ import annotations

from localkit.engine.merging.identity import identify
from localkit.model.tree import File

TEXT = " ".join(f"word{number}" for number in range(40))


def files(**texts: str) -> dict[str, File]:
    return {name: File(text.encode()) for name, text in texts.items()}


def test_the_same_path_is_the_same_file_whatever_it_says() -> None:
    found = identify(files(a=TEXT), files(a="other", b=TEXT))

    assert (found.pairs, found.unsure) == ({"a": "a"}, {})


def test_the_kits_word_comes_before_the_path() -> None:
    found = identify(files(a=TEXT, b="b"), files(a="new", b=TEXT), {"a": "b"})

    assert found.pairs == {"a": "b"}


def test_what_the_kit_says_of_files_that_are_not_there_is_passed_over() -> None:
    found = identify(files(a=TEXT), files(a=TEXT), {"a": "gone", "x": "a", "b": "b"})

    assert found.pairs == {"a": "a"}


def test_of_two_files_that_became_one_the_first_is_it() -> None:
    assert identify(files(a="a", b="b"), files(c="c"), {"a": "c", "b": "c"}).pairs == {"a": "c"}


def test_the_same_bytes_elsewhere_are_the_same_file() -> None:
    assert identify(files(a="x"), files(b="x", c="y")).pairs == {"a": "b"}


def test_the_same_bytes_twice_say_nothing() -> None:
    assert identify(files(a="x"), files(b="x", c="x")).pairs == {}
    assert identify(files(a="x", b="x"), files(c="x")).pairs == {}


def test_empty_files_are_never_recognised() -> None:
    assert identify(files(a=""), files(b="")).pairs == {}


def test_much_the_same_words_are_the_same_file() -> None:
    assert identify(files(a=TEXT), files(b=TEXT.replace("word7", "other"), c="c")).pairs == {"a": "b"}


def test_two_that_are_much_the_same_are_told_as_rivals() -> None:
    found = identify(files(a=TEXT), files(b=TEXT.replace("word7 ", ""), c=TEXT.replace("word9 ", "")))

    assert (found.pairs, found.unsure) == ({}, {"a": ("b", "c")})


def test_one_that_could_be_either_of_two_is_neither() -> None:
    found = identify(files(a=f"{TEXT} a", b=f"{TEXT} b"), files(c=f"{TEXT} c"))

    assert (found.pairs, found.unsure) == ({}, {"a": ("c",), "b": ("c",)})


def test_one_that_is_clearly_the_best_has_no_rival() -> None:
    half = TEXT.replace("word1", "x").replace("word2", "y").replace("word3", "z")

    assert identify(files(a=TEXT), files(b=f"{TEXT} more", c=half)).pairs == {"a": "b"}


def test_binary_files_are_only_recognised_by_their_bytes() -> None:
    base = {"a": File(b"\0" + TEXT.encode())}

    assert identify(base, {"b": File(b"\0" + TEXT.encode())}).pairs == {"a": "b"}
    assert identify(base, {"b": File(b"\0" + TEXT.encode() + b"x")}).pairs == {}
