"""Markdown by sections: what one side did is taken, what both did waits, nobody's new word is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localkit.documents.reading import read
from localkit.engine.merging.headings import HeadingMoves
from localkit.engine.merging.sections import merge_sections
from localkit.model.merging import Choice, Choose, DocumentMerge, undecided

BODY = "One two three four five six seven eight nine."
BASE = (
    f"# Book\n\nIntro.\n\n## Start\n\n{BODY}\n\n## Rules\n\nAlpha beta gamma delta.\n\n## End\n\nBye now.\n"
)


def merge(
    base: str, core: str, local: str, choose: Choose = undecided, moves: HeadingMoves | None = None
) -> DocumentMerge:
    documents = [read("a.md", text.encode()) for text in (base, core, local)]
    start = {"base": 0, "core": 0, "local": 0}
    found = merge_sections(documents[0], documents[1], documents[2], start, choose, moves or HeadingMoves())
    assert found is not None
    return found


def outcomes(found: DocumentMerge) -> dict[str, str]:
    return {item.part: item.outcome for item in found.parts}


def test_changes_in_different_sections_are_both_there() -> None:
    found = merge(BASE, BASE.replace("Alpha", "Omega"), BASE.replace("Bye", "Farewell"))

    assert found.text == BASE.replace("Alpha", "Omega").replace("Bye", "Farewell")
    assert outcomes(found) == {"Book > Rules": "updated", "Book > End": "kept"}


def test_a_section_that_both_changed_waits_and_the_rest_is_taken() -> None:
    core = BASE.replace("Alpha", "Omega").replace("Bye", "Farewell")

    found = merge(BASE, core, BASE.replace("Alpha", "Local"))

    assert found.text == BASE.replace("Alpha", "Local").replace("Bye", "Farewell")
    assert [(item.part, item.why, item.core) for item in found.open] == [
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
    assert [item.why for item in kept.open] == ["the core took it out, and this place changed it"]


def test_a_section_that_the_place_took_out_never_comes_back() -> None:
    without = BASE.replace("## Rules\n\nAlpha beta gamma delta.\n\n", "")

    left = merge(BASE, BASE.replace("Bye", "Farewell"), without)
    changed = merge(BASE, BASE.replace("Alpha", "Omega"), without)

    assert left.text == without.replace("Bye", "Farewell")
    assert left.open == ()
    assert changed.text == without
    assert [item.why for item in changed.open] == ["this place took it out, and the core changed it"]


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
    assert found.open == ()


def test_a_new_last_section_ends_like_the_lines_of_the_place_where_its_own_last_one_has_no_end() -> None:
    base = "# Book\n\nIntro.\n\n## End\n"
    local = base.replace("\n", "\r\n").removesuffix("\r\n")

    found = merge(base, f"{base}\n## New\n\nFrom the core.\n", local)

    assert found.text == f"{local}\r\n\r\n## New\r\n\r\nFrom the core.\r\n"


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
    assert (taken.open, merge(base, base, other).open) == ((), ())


@given(page, page, page)
def test_no_new_word_is_lost(base: str, core: str, local: str) -> None:
    found = merge(base, core, local)

    waiting = " ".join(item.core or "" for item in found.open)
    assert set(local.split()) - set(base.split()) <= set(found.text.split())
    assert set(core.split()) - set(base.split()) <= set(f"{found.text} {waiting}".split())


def test_a_choice_settles_what_both_changed() -> None:
    core, local = BASE.replace("Alpha", "Omega"), BASE.replace("Alpha", "Local")
    section = "## Rules\n\nBoth alpha and omega.\n\n"

    taken = merge(BASE, core, local, lambda _: Choice("core"))
    kept = merge(BASE, core, local, lambda _: Choice("local"))
    other = merge(BASE, core, local, lambda part: Choice("text", section) if part == "Book > Rules" else None)

    assert (taken.text, outcomes(taken)) == (core, {"Book > Rules": "updated"})
    assert (kept.text, outcomes(kept)) == (local, {"Book > Rules": "kept"})
    assert (other.text, other.open) == (
        BASE.replace("## Rules\n\nAlpha beta gamma delta.\n\n", section),
        (),
    )


def test_a_choice_brings_back_or_takes_out_what_one_side_took_out() -> None:
    without = BASE.replace("## Rules\n\nAlpha beta gamma delta.\n\n", "")
    core = BASE.replace("Alpha", "Omega")

    back = merge(BASE, core, without, lambda _: Choice("core"))
    away = merge(BASE, without, BASE.replace("Alpha", "Local"), lambda _: Choice("core"))

    assert (back.text, back.open) == (core, ())
    assert (away.text, away.open) == (without, ())


def test_an_edit_follows_a_heading_that_the_kit_says_it_renamed() -> None:
    base = BASE.replace("Alpha beta gamma delta.", "Short words.")
    core = base.replace("## Rules\n\nShort words.", "## How we do it\n\nQuite other words stand here now.")
    local = base.replace("## Rules\n\nShort words.", "## Rules\n\nShort words.\n\nA line of ours.")

    found = merge(base, core, local, moves=HeadingMoves({"Rules": "How we do it"}))

    assert found.open == ()
    assert (
        "## How we do it\n\nQuite other words stand here now.\n\nA line of ours.\n\n## End" in found.text
        or outcomes(found)["Book > Rules"] == "needs_decision"
    )
    assert "## Rules" not in found.text


def test_an_edit_follows_a_section_that_the_kit_says_it_split() -> None:
    base = BASE.replace(BODY, f"{BODY}\n\nTen eleven twelve thirteen fourteen.")
    core = base.replace("## Start\n", "## Before\n").replace("Ten eleven", "## After\n\nTen eleven")
    local = base.replace("twelve thirteen", "twelve, then thirteen").replace("Bye", "Farewell")

    found = merge(base, core, local, moves=HeadingMoves({}, {"Start": ("Before", "After")}))

    assert found.text == core.replace("twelve thirteen", "twelve, then thirteen").replace("Bye", "Farewell")
    assert outcomes(found) == {"Book > Start": "merged", "Book > End": "kept"}


NOTES = "# Book\n\n## Rules\n\nAlpha.\n\n## Notes\n\nOne.\n\nTwo.\n"


def test_a_section_stays_itself_where_the_core_puts_another_of_its_name_above_it() -> None:
    base = NOTES.removeprefix("# Book\n\n")
    core = f"# Notes\n\nQuite new.\n\n{base}"

    found = merge(base, core, base.replace("Two", "Ours"))

    assert (found.text, found.open) == (core.replace("Two", "Ours"), ())


def test_an_empty_section_is_not_taken_for_one_that_the_place_took_out() -> None:
    base = "## Notes\n\n# Rules\n\nAlpha.\n\n# Notes\n\nOne.\n"
    core = f"# New\n\nFrom the core.\n\n{base}"
    local = base.replace("# Notes\n\nOne.\n", "")

    found = merge(base, core, local)

    assert (found.text, found.open) == (core.replace("# Notes\n\nOne.\n", ""), ())


def test_a_section_that_the_core_changed_is_not_taken_for_another_of_its_name_and_words() -> None:
    """Many sections begin with the same few words, such as "None yet."; where one stands says which it is."""
    core = f"{NOTES.replace('One', 'Three')}\n# More\n\n## Notes\n\nOne.\n\nTwo.\n"

    found = merge(NOTES, core, NOTES.replace("Two", "Ours"))

    assert (found.text, found.open) == (core.replace("Two", "Ours", 1), ())
