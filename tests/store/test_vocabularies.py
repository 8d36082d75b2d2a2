"""FRAME's codes ship with words and sources, and nobody can take one away."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localkit.model.frame import FrameField
from localkit.store.schemas import schema
from localkit.store.vocabularies import frame

FORMAT: dict[str, Any] = schema("adaptations")["$defs"]["adaptation"]["properties"]
OPEN = ("who", "reasons")  # kits and plugins add to these, so the format lists no codes for them
BLAME = ("violat", "complian", "fork", "drift", "deviat", "fail", "wrong")

each_field = pytest.mark.parametrize("field", frame().fields, ids=lambda field: field.name)


def codes(field: str) -> list[str]:
    return [item.code for item in frame().field(field).codes]


@each_field
def test_each_field_has_a_source_and_each_code_words(field: FrameField) -> None:
    assert all((field.source, field.column, field.title))
    assert [item.code for item in field.codes if not item.words.strip()] == []
    assert len({item.code for item in field.codes}) == len(field.codes)
    assert len({item.words for item in field.codes}) == len(field.codes)


@each_field
def test_what_people_see_is_no_blame(field: FrameField) -> None:
    seen = [field.title, *(item.words for item in field.codes)]

    assert [words for words in seen for part in BLAME if part in words.lower()] == []


@each_field
def test_codes_are_those_of_the_format(field: FrameField) -> None:
    stated = FORMAT[field.name]
    listed = stated.get("enum") or stated.get("items", {}).get("enum")

    assert listed == (None if field.name in OPEN else codes(field.name))
    assert field.many == (stated.get("type") == "array" or "$ref" in stated)


def test_there_is_no_field_of_codes_in_the_format_without_words() -> None:
    coded = {name for name, stated in FORMAT.items() if "enum" in stated or "enum" in stated.get("items", {})}

    assert coded - {"visibility"} | set(OPEN) == {field.name for field in frame().fields}


def test_lists_that_grow_keep_all_of_frames() -> None:
    assert codes("who") == [
        "political_leaders",
        "program_leader",
        "funder",
        "administrator",
        "program_manager",
        "intervention_developer_purveyor",
        "researcher",
        "treatment_intervention_team",
        "individual_practitioner",
        "community_members",
        "recipients",
    ]
    groups: dict[str, list[str]] = {}
    for item in frame().field("reasons").codes:
        for group in item.groups:
            groups.setdefault(group, []).append(item.code)
    assert {group: sorted(found) for group, found in groups.items()} == {
        "sociopolitical": [
            *("existing_laws", "existing_mandates", "existing_policies", "existing_regulations"),
            *(
                "funding_or_resource_allocation",
                "funding_policies",
                "historical_context",
                "political_climate",
            ),
            "societal_cultural_norms",
        ],
        "organization_setting": [
            *("available_resources", "billing_constraints", "competing_demands_or_mandates"),
            *("cultural_or_religious_norms", "location_accessibility", "mission", "regulatory_compliance"),
            *("service_structure", "social_context", "time_constraints"),
        ],
        "provider": [
            *("clinical_judgement", "cultural_norms_competency", "ethnicity", "first_spoken_languages"),
            *("perception_of_intervention", "preferences", "previous_training_and_skills", "race"),
            "sexual_gender_identity",
        ],
        "recipient": [
            *("access_to_resources", "cognitive_capacity", "comorbidity_multimorbidity"),
            *("crisis_or_emergent_circumstances", "cultural_or_religious_norms", "ethnicity"),
            *("first_spoken_languages", "gender_identity", "immigration_status", "legal_status"),
            *("literacy_and_education_level", "motivation_and_readiness", "physical_capacity", "race"),
            "sexual_orientation",
        ],
    }


def test_what_says_much_of_a_person_is_for_groups_alone() -> None:
    delicate = {item.code for item in frame().field("reasons").codes if "never of a person" in item.words}

    assert delicate == {
        *("race", "ethnicity", "sexual_gender_identity", "gender_identity", "sexual_orientation"),
        *("cognitive_capacity", "physical_capacity", "legal_status", "comorbidity_multimorbidity"),
        *("immigration_status", "cultural_or_religious_norms"),
    }


def test_lists_that_nobody_read_in_the_paper_say_so() -> None:
    unsure = {field.name for field in frame().fields if "to be checked against Figure 1" in field.source}

    assert unsure == {"planned", "contextual", "nature", "fidelity", "goal", "reasons"}
    assert all("Stirman, Baumann and Miller 2019" in item.source for item in frame().fields[:-1])
    assert frame().fields[-1].source.startswith("Not part of FRAME itself")


def test_a_code_that_no_list_has_can_be_read_all_the_same() -> None:
    assert frame().words("who", "parish_council") == "parish council"
    with pytest.raises(KeyError):
        frame().words("weather", "rain")


@given(st.dictionaries(st.text(min_size=1, max_size=8), st.text(min_size=1, max_size=8)))
def test_nothing_that_is_added_changes_or_removes_a_code(more: dict[str, str]) -> None:
    before = frame()
    after = before.extended("who", {**more, "funder": "somebody else"}, "ours")
    new = after.field("who").codes[len(before.field("who").codes) :]

    assert after.field("who").codes[: len(before.field("who").codes)] == before.field("who").codes
    assert after.words("who", "funder") == "a funder"
    assert {item.code: item.words for item in new} == {
        code: words for code, words in more.items() if code not in codes("who")
    }
    assert {item.added_by for item in new} <= {"ours"}
    assert after.field("reasons") == before.field("reasons")
    assert after.extended("who", dict.fromkeys(more, "again"), "theirs") == after
