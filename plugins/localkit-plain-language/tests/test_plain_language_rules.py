"""Public pages held against the kit's reading age, and what a kit may declare."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

import localkit_plain_language as plugin
from localkit.model.finding import Finding
from localkit.testing import kit, local_version, run_localkit, run_rules

ROOT = Path(__file__).parents[3]
KEY = "x-plain-language"
DECLARED = {"public": ["leaflets/*.md"], "exclude": ["leaflets/*.cy.md"], "reading_age": 12}
EASY = "We can help you at home. You tell us what you like. You can say no.\n" * 12
HARD_SENTENCE = (
    "Comprehensive multidisciplinary assessment documentation necessitates considerable interdepartmental "
    "communication throughout the commissioning organisation."
)
HARD = f"# Help\n\n{EASY}\n" + f"{HARD_SENTENCE}\n" * 20


def found(
    local: Mapping[str, str | bytes], declared: Any = DECLARED, core: Mapping[str, str | bytes] | None = None
) -> list[Finding]:
    return run_rules(local_version(kit("", **{KEY: declared}), core or {}, local), plugin)


def told(findings: list[Finding]) -> list[tuple[str, str, str | None]]:
    return [(item.rule, item.severity, item.file) for item in findings]


def test_a_page_that_is_easy_enough_has_no_finding() -> None:
    assert found({"leaflets/a.md": EASY}) == []


def test_a_page_that_is_too_hard_says_by_how_much_and_where_to_begin() -> None:
    page = "# Help\n\n" + EASY.replace("\n", "\n\n") + HARD_SENTENCE + "\n\n" + f"{HARD_SENTENCE}\n" * 20

    (finding,) = found({"leaflets/a.md": page})

    assert told([finding]) == [("plain-language.reading-age", "should", "leaflets/a.md")]
    assert finding.line == 27
    assert finding.message.startswith("the reading age of this page is over 20; the kit asks for 12 ")
    assert "; the kit asks for 12 at most, so that people can read it without help." in finding.message
    assert f'line 27 (over 20) "{HARD_SENTENCE}"; line 29 (over 20)' in finding.message
    assert finding.message.count("line ") == 3
    assert finding.message.endswith(
        "Make two sentences of a long one, and use the words that you would say to somebody's face."
    )
    assert finding.source is not None
    assert "Automated Readability Index (Senter and Smith 1967) plus five years" in finding.source


def test_a_page_as_the_core_gave_it_is_the_kits_to_mend() -> None:
    core = {"leaflets/a.md": HARD}

    (finding,) = found({"leaflets/a.md": HARD.replace("\n", "\r\n")}, core=core)

    assert (finding.severity, finding.resolve) == ("info", "ask")
    assert finding.message.endswith("The page is as the kit gave it: tell whoever publishes the kit, too.")
    assert told(found({"leaflets/a.md": HARD + "More.\n"}, core=core))[0][1] == "should"


@pytest.mark.parametrize(
    ("path", "page"),
    [
        pytest.param("leaflets/a.cy.md", HARD, id="excluded"),
        pytest.param("other/a.md", HARD, id="not public"),
        pytest.param("leaflets/a.txt", HARD, id="no Markdown"),
        pytest.param("leaflets/a.md", f"---\nlang: cy\n---\n{HARD}", id="another language"),
        pytest.param("leaflets/a.md", f"{HARD_SENTENCE}\n" * 7, id="short"),
        pytest.param("leaflets/a.md", "", id="empty"),
        pytest.param("leaflets/a.md", b"\xff\x00\x01", id="binary"),
        pytest.param("leaflets/a.md", f"```\n{HARD}```\n", id="code only"),
    ],
)
def test_what_is_left_alone(path: str, page: str | bytes) -> None:
    assert found({path: page}) == []


@pytest.mark.parametrize("lang", ["en", "en-GB", "EN_gb", "English"])
def test_a_page_that_says_it_is_english_is_looked_at(lang: str) -> None:
    assert len(found({"leaflets/a.md": f"---\nlang: {lang}\n---\n{HARD}"})) == 1


def test_a_page_that_was_moved_is_looked_at_where_it_is() -> None:
    core = {"leaflets/a.md": HARD}

    findings = found({"welcome.md": HARD}, core=core)

    assert told(findings) == [("plain-language.reading-age", "info", "welcome.md")]


def test_groups_have_limits_of_their_own_and_the_first_counts() -> None:
    groups = [
        {"public": ["leaflets/easy.md"], "reading_age": 6},
        {"public": ["leaflets/*.md"], "reading_age": 18},
    ]
    page = "Somebody from the scheme will come and visit you at home in the next week or so.\n" * 20

    findings = found({"leaflets/easy.md": page, "leaflets/other.md": page}, groups)

    assert told(findings) == [("plain-language.reading-age", "should", "leaflets/easy.md")]


def test_huge_paragraphs_are_read_in_time() -> None:
    one = "interdepartmental " * 60_000
    many = "This is one of very many sentences here. " * 25_000

    findings = found({"leaflets/one.md": one, "leaflets/many.md": many})

    assert told(findings) == [("plain-language.reading-age", "should", "leaflets/one.md")]
    assert len(findings[0].message) < 700


@pytest.mark.parametrize(
    ("declared", "words"),
    [
        (None, "it holds nothing"),
        ([], "it is an empty list"),
        ([DECLARED, 3], "it holds a number"),
        ("yes", "it holds a text"),
        ({}, "it names no page"),
        ({**DECLARED, "public": []}, "it names no page"),
        ({**DECLARED, "public": "a.md"}, '"public" holds a text'),
        ({**DECLARED, "public": [3]}, '"public" has a number'),
        ({**DECLARED, "public": ["[z-a].md"]}, "square brackets cannot be read"),
        ({**DECLARED, "public": ["../a.md"]}, "leads out of the folder"),
        ({**DECLARED, "exclude": True}, '"exclude" holds yes or no'),
        ({**DECLARED, "exclude": ["/a.md"]}, "leads out of the folder"),
        ({**DECLARED, "agee": 3}, "a key 'agee'"),
        ({"public": ["a.md"]}, '"reading_age" holds nothing'),
        ({**DECLARED, "reading_age": "12"}, '"reading_age" holds a text'),
        ({**DECLARED, "reading_age": True}, '"reading_age" holds yes or no'),
        ({**DECLARED, "reading_age": 11.5}, '"reading_age" is 11.5'),
        ({**DECLARED, "reading_age": 3}, "a whole number of years from 6 to 18"),
        ({**DECLARED, "reading_age": 99}, "a whole number of years from 6 to 18"),
    ],
)
def test_a_declaration_that_cannot_be_used_is_told_in_plain_words(declared: object, words: str) -> None:
    findings = found({"leaflets/a.md": HARD}, declared)

    assert {(item.rule, item.severity) for item in findings} == {("plain-language.declaration", "info")}
    assert any(words in item.message for item in findings), [item.message for item in findings]
    assert all(item.message.startswith("the kit's x-plain-language cannot be used: ") for item in findings)


def test_a_kit_that_declares_nothing_gets_nothing() -> None:
    assert run_rules(local_version(kit(""), {}, {"leaflets/a.md": HARD}), plugin) == []


SAMPLES = sorted((ROOT / "kits").glob("*/samples/*.yaml"))


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_fresh_places_of_the_kits_are_as_easy_to_read_as_their_kit_asks(tmp_path: Path, sample: Path) -> None:
    place = tmp_path / "here"
    switched = {"LOCALKIT_DISABLE_PLUGINS": "1"}
    kit_folder = sample.parents[1]
    run_localkit("adapt", kit_folder, place, "--no-input", "--answers", sample, env=switched).assert_ok()

    findings = run_localkit("check", place, "--format", "json", plugins=[plugin], env=switched).json[
        "findings"
    ]

    assert [item for item in findings if item["rule"].startswith("plain-language.")] == []
