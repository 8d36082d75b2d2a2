"""FRAME's codes ship with words and sources, and nobody can take one away."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localkit.store.schemas import schema
from localkit.store.vocabularies import frame

FIELDS = schema("adaptations")["$defs"]["adaptation"]["properties"]


@pytest.mark.parametrize("field", frame().fields, ids=lambda field: field.name)
def test_each_field_has_a_source_and_each_code_words(field: object) -> None:
    found = next(item for item in frame().fields if item == field)

    assert all((found.source, found.column, found.title))
    assert [code.code for code in found.codes if not code.words.strip()] == []
    assert len({code.code for code in found.codes}) == len(found.codes)


@pytest.mark.parametrize("field", frame().fields, ids=lambda field: field.name)
def test_codes_are_those_of_the_format(field: object) -> None:
    found = next(item for item in frame().fields if item == field)
    stated = FIELDS[found.name]
    allowed = stated.get("enum") or stated.get("items", {}).get("enum")

    assert allowed is None or allowed == [code.code for code in found.codes]
    assert (stated.get("type") == "array" or "$ref" in stated) == found.many


def test_reasons_know_what_they_are_about() -> None:
    groups = {code.code: code.groups for code in frame().field("reasons").codes}

    assert groups["existing_laws"] == ("sociopolitical",)
    assert groups["first_spoken_languages"] == ("provider", "recipient")
    assert set().union(*groups.values()) == {
        "sociopolitical",
        "organization_setting",
        "provider",
        "recipient",
    }


@given(st.dictionaries(st.text(min_size=1, max_size=8), st.text(min_size=1, max_size=8)))
def test_nothing_that_is_added_changes_or_removes_a_code(codes: dict[str, str]) -> None:
    before = frame()
    after = before.extended("who", {**codes, "funder": "somebody else"}, "ours")

    assert after.field("who").codes[: len(before.field("who").codes)] == before.field("who").codes
    assert after.words("who", "funder") == "a funder"
    assert all(after.words("who", code) == words for code, words in codes.items() if code != "funder")
    assert after.field("reasons") == before.field("reasons")
