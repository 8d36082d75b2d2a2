"""How well a rendering fits a folder: what the number is, and what may not move it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localkit.engine.fitting import Fitting, fits
from localkit.testing import tree

TEN = "one two three four five six seven eight nine ten\n"


def fit(core: dict[str, str | bytes], local: dict[str, str | bytes]) -> float:
    return fits([tree(core)], tree(local))[0]


def test_what_nobody_changed_fits_wholly() -> None:
    assert fit({"a.md": TEN, "b.bin": b"\0x"}, {"a.md": TEN, "b.bin": b"\0x"}) == 1


def test_what_has_nothing_in_common_does_not_fit_at_all() -> None:
    assert fit({"a.md": TEN}, {"a.md": "nothing of that"}) == 0
    assert fit({"a.md": TEN}, {"b.md": "nothing of that"}) == 0
    assert fit({}, {"b.md": TEN}) == 0


@pytest.mark.parametrize(
    ("local", "expected"),
    [
        ({"a.md": TEN.replace("ten", "10")}, 2 * 9 / 20),
        ({"a.md": TEN + "and more"}, 2 * 10 / 22),
        ({"a.md": "one two three four five"}, 2 * 5 / 15),
        ({"a.md": TEN.replace(" ", "\r\n")}, 1),
        ({"a.md": " ".join(reversed(TEN.split()))}, 1),
        ({"a.md": TEN, "own.md": "words of our own, as many as we like"}, 1),
        ({"new/name.md": TEN.replace("ten", "10")}, 2 * 9 / 20),
    ],
    ids=["a word changed", "added", "taken out", "wrapped anew", "moved", "own page", "renamed"],
)
def test_the_fit_is_the_share_of_words_that_both_have(local: dict[str, str | bytes], expected: float) -> None:
    assert fit({"a.md": TEN}, local) == pytest.approx(expected)


def test_a_binary_file_is_one_word() -> None:
    core: dict[str, str | bytes] = {"a.md": TEN, "logo.png": b"\0one"}

    assert fit(core, {"a.md": TEN, "logo.png": b"\0two"}) == pytest.approx(2 * 10 / 22)


def test_leaving_out_a_file_that_was_edited_does_not_fit_better() -> None:
    """Else a yes-or-no answer that brings a page would be read as no wherever that page was edited."""
    local = tree({"a.md": TEN, "page.md": TEN.replace("one", "1").replace("two", "2")})

    with_page, without = fits([tree({"a.md": TEN, "page.md": TEN}), tree({"a.md": TEN})], local)

    assert with_page == pytest.approx(2 * 18 / 40)
    assert without == pytest.approx(2 * 10 / 30)


def test_a_release_that_has_more_fits_better_where_the_folder_has_it_too() -> None:
    local = tree({"a.md": f"{TEN} eleven 12"})

    older, newer = fits([tree({"a.md": TEN}), tree({"a.md": f"{TEN} eleven twelve"})], local)

    assert older == pytest.approx(2 * 10 / 22)
    assert newer == pytest.approx(2 * 11 / 24)
    assert newer > older


def test_a_renamed_file_is_found_for_each_rendering() -> None:
    local = tree({"ours.md": TEN})
    fitting = Fitting(local)

    first = fitting.pairs(tree({"a.md": TEN}))
    second = fitting.pairs(tree({"a.md": TEN.replace("ten", "10")}))
    both_there = fitting.pairs(tree({"a.md": TEN, "ours.md": TEN}))

    assert (first, second, both_there) == ({"a.md": "ours.md"}, {"a.md": "ours.md"}, {"ours.md": "ours.md"})


texts = st.dictionaries(st.sampled_from(["a.md", "b.md", "c/d.md"]), st.text("ab \n", max_size=30))


@given(texts, texts)
def test_a_fit_is_from_nothing_to_one_and_wholly_for_the_same_files(
    core: dict[str, str | bytes], local: dict[str, str | bytes]
) -> None:
    found = fit(core, local)

    assert 0 <= found <= 1
    if any(text.split() for text in map(str, core.values())):
        assert fits([tree(core)], tree(core))[0] == 1
