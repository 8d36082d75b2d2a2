"""Welsh twins: there, with the same headings, in step; and what a kit may declare."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

import localkit_wales_bilingual as plugin
from localkit.documents.reading import read
from localkit.model.finding import Finding
from localkit.testing import kit, local_version, run_rules
from localkit_wales_bilingual.digest import digest

KEY = "x-wales-bilingual"
NAMED = {"public": ["pages/*.md"], "twin": "{stem}.cy.md"}
PAIRED = {"pairs": [{"english": "pages/home.md", "welsh": "pages/cartref.md"}]}
ENGLISH = "# Home\n\nYou have a room.\n\n## Money\n\nIt is yours.\n"
WELSH = "# Cartref\n\nMae gennych ystafell.\n\n## Arian\n\nEich arian chi yw e.\n"
CORE = {"pages/home.md": ENGLISH, "pages/home.cy.md": WELSH}
NEW_ENGLISH = ENGLISH.replace("a room", "two rooms")
DIGEST = digest(read("a.md", ENGLISH.encode()))
NEW_DIGEST = digest(read("a.md", NEW_ENGLISH.encode()))


def found(
    local: Mapping[str, str | bytes] | None = None,
    core: Mapping[str, str | bytes] = CORE,
    declared: Any = NAMED,
    nation: object = "wales",
) -> list[Finding]:
    framework = kit("", **{KEY: declared})
    here = local_version(framework, core, local, parameters={"nation": nation})
    return run_rules(here, plugin)


def told(findings: list[Finding]) -> list[tuple[str, str, str | None, int | None]]:
    return [(item.rule.partition(".")[2], item.severity, item.file, item.line) for item in findings]


def with_front(page: str, said: str) -> str:
    return f"---\ntranslates: {said}\n---\n{page}"


def test_a_twin_that_came_with_the_kit_is_in_step() -> None:
    assert found() == []


@pytest.mark.parametrize("nation", ["england", "scotland", "", None, 3])
def test_nothing_is_asked_outside_wales(nation: object) -> None:
    assert found({"pages/home.md": NEW_ENGLISH}, nation=nation) == []


def test_a_missing_twin_says_where_it_belongs_and_what_to_write() -> None:
    (finding,) = found({"pages/home.md": ENGLISH})

    assert told([finding]) == [("twin", "should", "pages/home.md", None)]
    assert finding.message == (
        "this public page has no Welsh twin. Have it translated, and put the Welsh page at pages/home.cy.md. "
        f"Write translates: {DIGEST} in its front matter, so that it is seen when the English moves on."
    )
    assert finding.source is not None
    assert finding.source.startswith("Welsh Language (Wales) Measure 2011")


def test_a_page_that_was_taken_out_needs_no_twin() -> None:
    assert found({"pages/home.cy.md": WELSH}) == []


def test_a_new_public_page_is_asked_for_a_twin() -> None:
    findings = found(
        {**CORE, "pages/choir.md": "# Choir\n", "other/choir.md": "# Choir\n", "pages/a.txt": "A"}
    )

    assert told(findings) == [("twin", "should", "pages/choir.md", None)]


def test_a_twin_is_behind_when_only_the_english_was_changed() -> None:
    (finding,) = found({**CORE, "pages/home.md": NEW_ENGLISH})

    assert told([finding]) == [("in-step", "should", "pages/home.cy.md", None)]
    assert finding.message == (
        "the English page was changed here, and the Welsh page was not. Have somebody who reads both look at "
        f"pages/home.md and bring the Welsh into line, then write translates: {NEW_DIGEST} in the front matter of the "
        "Welsh page."
    )


@pytest.mark.parametrize(
    "english",
    [
        pytest.param(ENGLISH.replace("\n", "\r\n"), id="line ends"),
        pytest.param(ENGLISH.replace("You have a room.", "You have\na   room."), id="wrapping"),
        pytest.param("\ufeff" + ENGLISH, id="byte order mark"),
        pytest.param(f"---\nprinted: 2026\n---\n{ENGLISH}", id="front matter"),
        pytest.param(ENGLISH.encode("utf-16"), id="encoding"),
    ],
)
def test_a_twin_is_not_behind_when_no_word_was_changed(english: str | bytes) -> None:
    assert found({**CORE, "pages/home.md": english}) == []


def test_whether_two_changed_pages_are_in_step_cannot_be_told() -> None:
    (finding,) = found({"pages/home.md": NEW_ENGLISH, "pages/home.cy.md": WELSH + "Ie.\n"})

    assert told([finding]) == [("in-step", "info", "pages/home.cy.md", None)]
    assert "cannot be told: both pages were changed here" in finding.message
    assert f"translates: {NEW_DIGEST}" in finding.message


def test_a_twin_that_is_in_no_core_cannot_be_told_until_it_says_what_it_translates() -> None:
    core = {"pages/home.md": ENGLISH}

    assert told(found(CORE, core)) == [("in-step", "info", "pages/home.cy.md", None)]
    assert found({**CORE, "pages/home.cy.md": with_front(WELSH, DIGEST)}, core) == []


def test_what_the_translator_stated_goes_first() -> None:
    stated = {"pages/home.md": NEW_ENGLISH, "pages/home.cy.md": with_front(WELSH, NEW_DIGEST)}
    assert found(stated) == []

    (finding,) = found({"pages/home.md": NEW_ENGLISH, "pages/home.cy.md": with_front(WELSH, DIGEST)})
    assert told([finding]) == [("in-step", "should", "pages/home.cy.md", 2)]
    assert f"it translates {DIGEST}; the English is now {NEW_DIGEST}" in finding.message


@pytest.mark.parametrize("said", ["", "[a, b]", "12", "{a: b}", "null"])
def test_a_digest_that_is_none_is_behind_and_shown(said: str) -> None:
    assert told(found({**CORE, "pages/home.cy.md": with_front(WELSH, said)})) == [
        ("in-step", "should", "pages/home.cy.md", 2)
    ]


@pytest.mark.parametrize(
    ("welsh", "line", "words"),
    [
        pytest.param(
            WELSH.replace("## Arian", "### Arian"),
            5,
            'the first that differ are "Money" (level 2, line 5) in English and "Arian" (level 3, line 5) in Welsh',
            id="level",
        ),
        pytest.param(
            "# Cartref\n\nYstafell.\n",
            None,
            'the first without a twin is "Money" (level 2, line 5) of the English page',
            id="one less",
        ),
        pytest.param(
            WELSH + "\n## Mwy\n",
            9,
            'the first without a twin is "Mwy" (level 2, line 9) of the Welsh page',
            id="one more",
        ),
    ],
)
def test_headings_that_are_not_the_same_are_shown(welsh: str, line: int | None, words: str) -> None:
    (finding,) = found({**CORE, "pages/home.cy.md": welsh})

    assert told([finding]) == [("headings", "should", "pages/home.cy.md", line)]
    assert words in finding.message


def test_signs_in_code_are_no_headings() -> None:
    assert found({**CORE, "pages/home.cy.md": WELSH + "\n```\n# dim pennawd\n```\n"}) == []


def test_a_twin_that_is_empty_lacks_the_headings() -> None:
    findings = found({**CORE, "pages/home.cy.md": ""})

    assert told(findings) == [("headings", "should", "pages/home.cy.md", None)]


def test_empty_pages_are_twins() -> None:
    empty = {"pages/home.md": "", "pages/home.cy.md": ""}

    assert found(empty, empty) == []


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", b"\x80abc", b"\0\0"])
def test_a_page_that_is_no_text_is_told_of(data: bytes) -> None:
    assert told(found({**CORE, "pages/home.cy.md": data})) == [("twin", "should", "pages/home.cy.md", None)]
    assert told(found({**CORE, "pages/home.md": data})) == [("twin", "should", "pages/home.md", None)]


def test_pairs_are_held_against_each_other_whatever_they_are_called() -> None:
    core = {"pages/home.md": ENGLISH, "pages/cartref.md": WELSH}

    assert found(declared=PAIRED, core=core) == []
    assert told(found({"pages/home.md": ENGLISH}, core, PAIRED)) == [
        ("twin", "should", "pages/home.md", None)
    ]
    both = {**NAMED, **PAIRED}
    assert found(declared=both, core=core) == []


def test_pages_that_were_moved_are_looked_for_where_they_are() -> None:
    core = {"pages/home.md": ENGLISH * 9, "pages/cartref.md": WELSH * 9}
    moved = {"welcome.md": ENGLISH * 9, "croeso.md": WELSH * 9}

    assert found(moved, core, PAIRED) == []
    changed = found({**moved, "welcome.md": ENGLISH * 9 + "More.\n"}, core, PAIRED)
    assert told(changed) == [("in-step", "should", "croeso.md", None)]


@pytest.mark.parametrize(
    ("twin", "welsh"),
    [
        ("cy/{stem}.md", "pages/cy/home.md"),
        ("../cy/{stem}.md", "cy/home.md"),
        ("./{stem}-cymraeg.md", "pages/home-cymraeg.md"),
    ],
)
def test_twins_may_lie_in_another_folder(twin: str, welsh: str) -> None:
    declared = {"public": ["pages/**/*.md"], "twin": twin}
    core = {"pages/home.md": ENGLISH, welsh: WELSH}

    assert found(core=core, declared=declared) == []
    (finding,) = found({"pages/home.md": ENGLISH}, core, declared)
    assert f"put the Welsh page at {welsh}." in finding.message


@pytest.mark.parametrize(
    ("declared", "words"),
    [
        (None, "it holds nothing"),
        ([], "it holds a list"),
        ("yes", "it holds a text"),
        (True, "it holds yes or no"),
        ({}, "it names no page"),
        ({"public": []}, "it names no page"),
        ({**NAMED, "pubic": []}, "a key 'pubic'"),
        ({"public": "a.md", "twin": "{stem}.cy.md"}, '"public" holds a text'),
        ({"public": [3], "twin": "{stem}.cy.md"}, '"public" has a number'),
        ({"public": [""], "twin": "{stem}.cy.md"}, '"public" has a text'),
        ({"public": ["[z-a].md"], "twin": "{stem}.cy.md"}, "square brackets cannot be read"),
        ({"public": ["[!].md"], "twin": "{stem}.cy.md"}, "square brackets cannot be read"),
        ({"public": ["/etc/*.md"], "twin": "{stem}.cy.md"}, "leads out of the folder"),
        ({"public": ["../*.md"], "twin": "{stem}.cy.md"}, "leads out of the folder"),
        ({"public": ["a.md"]}, '"twin" is missing'),
        ({"public": ["a.md"], "twin": {"stem": None}}, '"twin" holds keys'),
        ({"public": ["a.md"], "twin": "cy.md"}, "with {stem} in it"),
        ({"public": ["a.md"], "twin": "{stem}.txt"}, "with {stem} in it"),
        ({"public": ["a.md"], "twin": "{stem}.md"}, "a name that any page may have"),
        ({"public": ["a.md"], "twin": "../{stem}.md"}, "a name that any page may have"),
        ({"public": ["a.md"], "twin": "/{stem}.md"}, "with {stem} in it"),
        ({"pairs": {}}, '"pairs" holds keys'),
        ({"pairs": ["a.md"]}, "not {english: PATH, welsh: PATH}"),
        ({"pairs": [{"english": "a.md"}]}, "not {english: PATH, welsh: PATH}"),
        ({"pairs": [{"english": "a.md", "welsh": 3}]}, "has a number"),
        ({"pairs": [{"english": "a.md", "welsh": "a.pdf"}]}, 'has "a.pdf"'),
        ({"pairs": [{"english": "a.md", "welsh": "../a.md"}]}, 'has "../a.md"'),
        ({"pairs": [{"english": "a.md", "welsh": "./a.md"}]}, "names ./a.md twice"),
    ],
)
def test_a_declaration_that_cannot_be_used_is_told_in_plain_words(declared: object, words: str) -> None:
    findings = found(declared=declared)

    assert {item.rule for item in findings} == {"wales-bilingual.declaration"}
    assert any(words in item.message for item in findings), [item.message for item in findings]
    assert {item.severity for item in findings} == {"info"}
    assert all(item.message.startswith("the kit's x-wales-bilingual cannot be used: ") for item in findings)


def test_a_kit_that_declares_nothing_gets_nothing() -> None:
    assert run_rules(local_version(kit(""), CORE, {}, parameters={"nation": "wales"}), plugin) == []
