"""Answers read back out of texts that people edited."""

from __future__ import annotations

import pytest

from localkit.engine.answers_allowed import as_allowed, options_of
from localkit.engine.reading_back import Votes, marks, read_back
from localkit.testing import tree


def read(
    template: str, local: str, *names: str, listed: tuple[str, ...] = (), path: str = "a.md", now: str = ""
) -> Votes:
    """What a text tells, where ``<name>`` in the template stands for an answer."""
    marked_by = marks(names)
    for name, mark in marked_by.items():
        template = template.replace(f"<{name}>", mark)
        path = path.replace(f"<{name}>", mark)
    return read_back(
        tree({path: template}), tree({now or path: local}), {path: now or path}, marked_by, listed
    )


def texts(template: str, local: str, *names: str) -> dict[str, dict[str, int]]:
    return {name: dict(votes) for name, votes in read(template, local, *names).texts.items()}


@pytest.mark.parametrize(
    ("template", "local", "told"),
    [
        ("Come to <place>.", "Come to Barnsley.", "Barnsley"),
        ("Come to <place>, all of you!", "Come to Upper Barnsley, all of you!", "Upper Barnsley"),
        ('name: "<place>"  # ours', 'name: "Barnsley"  # ours', "Barnsley"),
        ("We meet in **<place>** on\nMondays.", "We meet\r\nin **Barnsley**\r\non Mondays.", "Barnsley"),
        ("<place>", "St Brannoc's Hall", "St Brannoc's Hall"),
        ("In (<place>) and around", "Well, in (Barnsley) and around", "Barnsley"),
        ("Stay. Come to <place>. Go.", "Stay a while. Come to Barnsley. Go now.", "Barnsley"),
        ("At <place> since May", "At Caf\u0065\u0301 Noir since May", "Café Noir"),
    ],
    ids=["plain", "two words", "quoted", "wrapped", "alone", "brackets", "edited around", "composed"],
)
def test_what_stands_in_place_of_an_answer_is_read(template: str, local: str, told: str) -> None:
    assert texts(template, local, "place") == {"place": {told: 1}}


@pytest.mark.parametrize(
    ("template", "local"),
    [
        ("Come to <place>.", "Stay at home, please!"),
        ("Come to <place> today.", "Come to today."),
        ("Hello <place> <venue> there", "Hello Upper Barnsley Hall there"),
        ("No mark here.", "No mark there."),
        ("See <place>!", "See " + "word " * 100 + "!"),
    ],
    ids=["written anew", "taken out", "two without a sign between", "none", "far too long"],
)
def test_where_the_text_does_not_tell_nothing_is_read(template: str, local: str) -> None:
    assert texts(template, local, "place", "venue") == {}


def test_every_place_has_a_vote() -> None:
    template = "# <place>\n\nWe are from <place>.\n\nWrite to <place>, or ring.\n"
    local = "# Barnsley\n\nWe are from sunny Barnsley.\n\nWrite to Barnsley, or ring.\n"

    assert texts(template, local, "place") == {"place": {"Barnsley": 2, "sunny Barnsley": 1}}


def test_several_answers_in_one_sentence_are_told_apart() -> None:
    local = "At the Old Hall, Barnsley, at ten."

    assert texts("At <venue>, <place>, at ten.", local, "venue", "place") == {
        "venue": {"the Old Hall": 1},
        "place": {"Barnsley": 1},
    }


def test_the_same_answer_twice_in_one_sentence_is_read_only_if_both_agree() -> None:
    assert texts("<place>:<place>", "York:York", "place") == {"place": {"York": 1}}
    assert texts("<place>:<place>", "York:Leeds", "place") == {}


def test_a_path_tells_an_answer_too() -> None:
    votes = read("Same.", "Same.", "place", path="pages/<place>.md", now="pages/barnsley.md")

    assert {name: dict(found) for name, found in votes.texts.items()} == {"place": {"barnsley": 1}}


def test_lines_that_repeat_tell_a_list() -> None:
    template = 'tongues:\n  - "<tongues>"\nothers:\n  - "none"\n'
    local = 'tongues:\n  - "English"\n  - "Urdu"\nothers:\n  - "none"\n'

    votes = read(template, local, "tongues", listed=("tongues",))

    assert dict(votes.lists["tongues"]) == {("English", "Urdu"): 1}


def test_a_binary_file_and_one_without_end_tell_nothing() -> None:
    huge = "word " * 20_001

    assert texts("<place>\0", "Barnsley\0", "place") == {}
    assert texts(f"{huge}<place>", f"{huge}Barnsley", "place") == {}


def test_each_parameter_has_a_mark_of_its_own() -> None:
    found = marks(["a", "b", "c"])

    assert list(found) == ["a", "b", "c"]
    assert len(set(found.values())) == 3
    assert all(mark == mark.lower() == mark.upper() == mark.strip() for mark in found.values())


@pytest.mark.parametrize(
    ("about", "options"),
    [
        ({"enum": ["a", "b"]}, ["a", "b"]),
        ({"type": "integer", "minimum": 1, "maximum": 3}, [1, 2, 3]),
        ({"type": "integer", "minimum": 1, "maximum": 30}, []),
        ({"type": "integer", "minimum": 1}, []),
        ({"type": "number", "minimum": 1, "maximum": 3}, []),
        ({}, []),
    ],
)
def test_answers_that_are_few_are_listed(about: dict[str, object], options: list[object]) -> None:
    assert options_of(about) == options


def test_a_value_is_taken_as_the_schema_writes_it() -> None:
    groups = {"type": "array", "items": {"enum": ["older_people", "care_leavers"]}}

    assert as_allowed(["Older people", "care-leavers", "others"], groups) == [
        "older_people",
        "care_leavers",
        "others",
    ]
    assert as_allowed("Northern Ireland", {"enum": ["northern_ireland"]}) == "northern_ireland"
    assert as_allowed("york", {"type": "string"}) == "york"
    assert as_allowed(["a"], {"type": "array"}) == ["a"]
