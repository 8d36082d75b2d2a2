"""Markdown by sections: what one side did is taken, what both did waits, nobody's new word is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localkit.documents.reading import read
from localkit.engine.merging.sections import PageMerge, merge_sections

BODY = "One two three four five six seven eight nine."
BASE = (
    f"# Book\n\nIntro.\n\n## Start\n\n{BODY}\n\n## Rules\n\nAlpha beta gamma delta.\n\n## End\n\nBye now.\n"
)


def merge(base: str, core: str, local: str) -> PageMerge:
    documents = [read("a.md", text.encode()) for text in (base, core, local)]
    return merge_sections(documents[0], documents[1], documents[2], {"base": 0, "core": 0, "local": 0})


def outcomes(found: PageMerge) -> dict[str, str]:
    return {item.path: item.outcome for item in found.sections if item.outcome != "unchanged"}


def test_changes_in_different_sections_are_both_there() -> None:
    found = merge(BASE, BASE.replace("Alpha", "Omega"), BASE.replace("Bye", "Farewell"))

    assert found.text == BASE.replace("Alpha", "Omega").replace("Bye", "Farewell")
    assert outcomes(found) == {"Book > Rules": "updated", "Book > End": "kept"}


def test_a_section_that_both_changed_waits_and_the_rest_is_taken() -> None:
    core = BASE.replace("Alpha", "Omega").replace("Bye", "Farewell")

    found = merge(BASE, core, BASE.replace("Alpha", "Local"))

    assert found.text == BASE.replace("Alpha", "Local").replace("Bye", "Farewell")
    assert [(item.path, item.why, item.core) for item in found.undecided] == [
        ("Book > Rules", "both changed it", "## Rules\n\nOmega beta gamma delta.\n\n")
    ]


def test_a_new_section_of_either_side_stands_where_it_stood() -> None:
    core = BASE.replace("## Rules", "## New\n\nFrom the core.\n\n## Rules")
    local = BASE.replace("## End", "## Ours\n\nOur own.\n\n## End")

    assert merge(BASE, core, local).text == core.replace("## End", "## Ours\n\nOur own.\n\n## End")


def test_a_section_that_the_core_took_out_goes_unless_the_place_changed_it() -> None:
    without = BASE.replace("## Rules\n\nAlpha beta gamma delta.\n\n", "")

    assert merge(BASE, without, BASE).text == without
    kept = merge(BASE, without, BASE.replace("Alpha", "Local"))
    assert kept.text == BASE.replace("Alpha", "Local")
    assert [item.why for item in kept.undecided] == ["the core took it out, and this place changed it"]


def test_a_section_that_the_place_took_out_never_comes_back() -> None:
    without = BASE.replace("## Rules\n\nAlpha beta gamma delta.\n\n", "")

    left = merge(BASE, BASE.replace("Bye", "Farewell"), without)
    changed = merge(BASE, BASE.replace("Alpha", "Omega"), without)

    assert left.text == without.replace("Bye", "Farewell")
    assert left.undecided == ()
    assert changed.text == without
    assert [item.why for item in changed.undecided] == ["this place took it out, and the core changed it"]


def test_an_edit_follows_a_section_that_the_core_renamed_and_moved() -> None:
    local = BASE.replace("five six", "five sixty six")
    core = BASE.replace(f"## Start\n\n{BODY}\n\n", "").replace("## End", f"## Begin\n\n{BODY}\n\n## End")

    found = merge(BASE, core, local)

    assert "## Begin\n\nOne two three four five sixty six seven eight nine.\n" in found.text
    assert "## Start" not in found.text


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_and_wrapping_of_the_place_stay(end: str) -> None:
    wrapped = BASE.replace("four five", "four\nfive").replace("\n", end)

    found = merge(BASE, BASE.replace("nine.", "nine ten."), wrapped)

    assert found.text == wrapped.replace("nine.", "nine ten.")
    assert found.undecided == ()


word = st.sampled_from(["ant", "bee", "cat", "dog"])
body = st.lists(word, min_size=1, max_size=10).map(lambda items: " ".join(items) + ".")
section = st.tuples(st.sampled_from(["A", "B", "C", "D"]), st.sampled_from(["#", "##"]), body)
page = st.lists(section, max_size=4).map(lambda parts: "".join(f"{m} {h}\n\n{b}\n\n" for h, m, b in parts))


@given(page, page)
def test_what_one_side_changed_is_taken(base: str, other: str) -> None:
    assert merge(base, base, other).text == other
    assert merge(base, other, other).text == other
    taken = merge(base, other, base)
    assert taken.text.split() == other.split()
    assert (taken.undecided, merge(base, base, other).undecided) == ((), ())


@given(page, page, page)
def test_no_new_word_is_lost(base: str, core: str, local: str) -> None:
    found = merge(base, core, local)

    waiting = " ".join(item.core or "" for item in found.undecided)
    assert set(local.split()) - set(base.split()) <= set(found.text.split())
    assert set(core.split()) - set(base.split()) <= set(f"{found.text} {waiting}".split())
