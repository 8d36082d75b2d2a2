"""Paragraphs by words, Markdown by blocks: new words of both sides are kept, wrapping is no change."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localkit.engine.merging.blocks import blocks, merge_blocks
from localkit.engine.merging.prose import merge_prose

word = st.sampled_from(["one", "two", "three", "four", "five"])
sentence = st.lists(word, min_size=1, max_size=14)
space = st.sampled_from([" ", "\n", "  ", "\r\n"])
block = st.one_of(
    sentence.map(" ".join),
    st.lists(word, min_size=1, max_size=3).map(lambda items: "\n".join(f"- {item}" for item in items)),
    word.map(lambda item: f"```\n{item}\n```"),
    word.map(lambda item: f"> {item}"),
    word.map(lambda item: f"# {item}"),
)
joint = st.sampled_from(["\n", "\n\n", "\n\n\n"])
text = st.lists(st.tuples(block, joint), max_size=4).map(
    lambda items: "".join(said + end for said, end in items)
)


@given(sentence, sentence, sentence)
def test_no_new_word_is_lost(base: list[str], core: list[str], local: list[str]) -> None:
    merged = merge_prose(" ".join(base), " ".join(core), " ".join(local))

    if merged is not None:
        assert (set(core) | set(local)) - set(base) <= set(merged.split())


@given(sentence, sentence, st.lists(space, min_size=14, max_size=14))
def test_a_place_that_only_wraps_anew_takes_the_cores_words(
    base: list[str], core: list[str], gaps: list[str]
) -> None:
    wrapped = "".join(word + gap for word, gap in zip(base, gaps, strict=False)).rstrip()

    merged = merge_prose(" ".join(base), " ".join(core), wrapped)

    assert merged is not None
    assert merged.split() == core


@given(sentence, sentence)
def test_a_core_that_did_not_change_leaves_the_places_text_alone(base: list[str], local: list[str]) -> None:
    assert merge_prose(" ".join(base), "\n".join(base), " ".join(local)) == " ".join(local)
    assert merge_prose(" ".join(base), " ".join(local), " ".join(local)) == " ".join(local)


@pytest.mark.parametrize(
    ("base", "core", "local", "merged"),
    [
        (
            "The carer is paid each month by the scheme and keeps a record of it.",
            "The carer is paid each week by the scheme and keeps a record of it.",
            "The carer is paid each month by the scheme and keeps a blue record of it.",
            "The carer is paid each week by the scheme and keeps a blue record of it.",
        ),
        ("One two three four.", "One 2 three four.", "One zwei three four.", None),
        ("One two three four.", "One 2 three four.", "One two drei four.", None),
    ],
)
def test_by_hand(base: str, core: str, local: str, merged: str | None) -> None:
    assert merge_prose(base, core, local) == merged


@given(text)
def test_blocks_joined_are_the_text(said: str) -> None:
    assert "".join(item.text + item.gap for item in blocks(said)) == said
    assert "".join(item.text + item.gap for item in blocks(said.replace("\n", "\r\n"))) == said.replace(
        "\n", "\r\n"
    )


@given(text, text, text)
def test_no_new_line_of_a_block_is_lost(base: str, core: str, local: str) -> None:
    merged = merge_blocks(base, core, local)

    if merged is not None:
        new = (set(core.split()) | set(local.split())) - set(base.split())
        assert new <= set(merged.split())


@given(text, text)
def test_what_one_side_changed_is_taken(base: str, other: str) -> None:
    assert merge_blocks(base, base, other) == other
    assert merge_blocks(base, other, other) == other
    taken = merge_blocks(base, other, base)
    assert taken is not None
    assert [item.key for item in blocks(taken)] == [item.key for item in blocks(other)]


def test_neighbouring_paragraphs_changed_by_either_side_are_merged() -> None:
    base = "One is one.\n\nTwo is two.\n\nThree is three.\n"

    assert merge_blocks(base, base.replace("One is", "One was"), base.replace("Two is", "Two was")) == (
        "One was one.\n\nTwo was two.\n\nThree is three.\n"
    )


def test_a_row_beside_one_that_the_core_adds_keeps_its_own_words() -> None:
    base = "| For | Read |\n|---|---|\n| The welcome desk | page five of the book |\n| The box | the list |\n"
    core = base.replace("| The box", "| Whoever lends tools | page six |\n| The box")
    local = base.replace("welcome desk", "welcome table")

    assert merge_blocks(base, core, local) == core.replace("welcome desk", "welcome table")


def test_two_items_that_both_add_at_one_place_are_for_a_person_to_put_in_order() -> None:
    base = "- one two three four\n- five six seven eight\n"

    core, local = base.replace("- five", "- core\n- five"), base.replace("four\n", "four!\n- ours\n")
    assert merge_blocks(base, core, local) is None
