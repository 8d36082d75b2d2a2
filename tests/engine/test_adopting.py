"""What became of each core change, told by its passages: nobody is asked what the update already answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

import pytest

from localkit.documents.reading import read
from localkit.engine.adopting import adoptions, settled_adoption
from localkit.engine.planning import Release, plan_update
from localkit.model.open_update import WaitingPassage
from localkit.testing import compare, kit, tree

BODY = "The carer keeps a record of each stay and shows it to the scheme once a month.\n"
ELEMENTS = """
- {id: stays, title: Stays, latitude: open, passages: [{file: a.md}], applies_to: {nation: [wales]}}
- id: turns
  title: Turns
  latitude: bounded
  passages: [{file: s.yaml, value: /turns}]
  bounds: [{schema: {maximum: 2}}]
"""
CHANGES = [
    {"id": "law", "class": "statutory", "summary": "Law.", "since": "1.1.0", "elements": ["stays"]},
    {"id": "turns", "class": "evidence", "summary": "Turns.", "since": "1.1.0", "elements": ["turns"]},
]
BASE = {"a.md": BODY, "s.yaml": "turns: 1\n"}
CORE = {"a.md": BODY.replace("once a month", "twice a month"), "s.yaml": "turns: 2\n"}


def adopted(local: Mapping[str, str], nation: str = "wales") -> dict[str, tuple[str, str]]:
    answers: dict[str, Any] = {"nation": nation}
    after = kit(ELEMENTS, version="1.1.0", changes=CHANGES)
    plan = plan_update(
        Release(kit(ELEMENTS), tree(BASE), answers), Release(after, tree(CORE), answers), tree(local), read
    )
    now = {file.path: file.file.data for file in plan.files if file.path and file.file}
    return dict(adoptions(plan, after, answers, compare(after, CORE, now, parameters=answers)))


def test_what_is_taken_is_adopted() -> None:
    assert adopted(BASE) == {
        "law": ("adopted", "Taken as it is with 1.1.0."),
        "turns": ("adopted", "Taken as it is with 1.1.0."),
    }


def test_what_is_taken_beside_the_places_words_says_so() -> None:
    local = {**BASE, "a.md": BODY.replace("carer keeps a record", "carer keeps a blue record")}

    assert adopted(local)["law"] == ("adopted", "Taken beside this place's own words with 1.1.0.")


def test_what_waits_is_for_a_person_to_decide() -> None:
    local = {**BASE, "a.md": BODY.replace("once a month", "every week")}

    assert list(adopted(local)) == ["turns"]


def test_what_is_about_other_places_does_not_apply() -> None:
    assert adopted(BASE, "england")["law"] == (
        "not_applicable",
        "None of what it is about applies to this place.",
    )


Settled = Literal["core", "local", "text"] | None


def passage(settled: Settled, reason: str | None = None) -> WaitingPassage:
    return WaitingPassage(
        "a.md", 0, "", "stays", "Stays", "statutory", ("law",), "why", "b", "c", "l", settled, reason
    )


@pytest.mark.parametrize(
    ("settled", "taken", "expected"),
    [
        (("core", "core"), False, ("adopted", "The core's text was taken.")),
        (("local", "local"), False, ("declined", "This place kept its own text.")),
        (("local", "local"), True, ("adapted", "Taken in part, or in words of this place's own.")),
        (("core", "local"), False, ("adapted", "Taken in part, or in words of this place's own.")),
        (("text",), False, ("adapted", "Taken in part, or in words of this place's own.")),
        (("core", None), False, None),
    ],
)
def test_a_change_is_decided_by_how_its_passages_were_settled(
    settled: tuple[Settled, ...], taken: bool, expected: tuple[str, str] | None
) -> None:
    assert settled_adoption("law", [passage(one) for one in settled], taken=taken) == expected


def test_reasons_are_told_once_each() -> None:
    passages = [passage("local", "No room."), passage("local", "No room."), passage("local", "Too late.")]

    assert settled_adoption("law", passages, taken=False) == ("declined", "No room. Too late.")


def test_a_change_that_nothing_waited_for_is_not_told() -> None:
    assert settled_adoption("other", [passage("core")], taken=False) is None
