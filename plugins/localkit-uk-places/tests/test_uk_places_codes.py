"""Codes, and what follows from them before a local version is made."""

from __future__ import annotations

from typing import Any

import pytest

import localkit_uk_places
from localkit.hooks.asking import choose, records
from localkit.hooks.failure import Failure
from localkit.hooks.manager import Plugins
from localkit.model.kit import Kit
from localkit.store.schemas import schema_words
from localkit.testing import kit
from localkit_uk_places.codes import COUNCILS, is_code, nation_of, tidied

NOT_TEXT: tuple[object, ...] = (None, True, 12, 1.5, [], ["E08000016"], {"a": 1}, b"E08000016")


def small(**more: Any) -> Kit:
    return kit("", **{"place": {"code": "gss_code"}, **more})


def given(hook: str, **values: Any) -> dict[str, Any]:
    failures: list[Failure] = []
    found = records(Plugins([localkit_uk_places], installed=False), hook, failures.append, **values)
    assert failures == []
    return {item.record.name: item.record for item in found}


def filled(name: str, answers: dict[str, Any], framework: Kit | None = None) -> list[Any]:
    failures: list[Failure] = []
    manager = Plugins([localkit_uk_places], installed=False)
    asked = {"kit": framework or small(), "name": name, "answers": answers}
    found = list(choose(manager, "localkit_fill_parameter", failures.append, **asked))
    assert failures == []
    return [value for _, value in found]


@pytest.mark.parametrize(
    ("code", "nation"),
    [
        ("E06000001", "england"),
        ("E08000016", "england"),
        ("W06000001", "wales"),
        ("S12000033", "scotland"),
        ("N09000001", "northern_ireland"),
        ("E99000001", "england"),
        (" w06 000 001\n", "wales"),
        ("K02000001", None),
        ("J01000001", None),
        ("", None),
        ("E0800001", None),
        ("E080000161", None),
        ("X08000016", None),
        ("E0800001٣", None),
    ],
)
def test_the_first_letter_tells_the_nation(code: str, nation: str | None) -> None:
    assert nation_of(code) == nation


@pytest.mark.parametrize("value", NOT_TEXT)
def test_what_is_no_text_is_no_code(value: object) -> None:
    assert (is_code(value), tidied(value), nation_of(value)) == (False, None, None)


def test_every_sort_of_area_that_we_know_begins_with_the_letter_of_a_nation() -> None:
    assert all(nation_of(f"{entity}000001") for entity in COUNCILS)


@pytest.mark.parametrize(
    ("code", "nation"),
    [
        ("E08000016", ["england"]),
        ("W06000001", ["wales"]),
        ("S12000033", ["scotland"]),
        ("N09000001", ["northern_ireland"]),
        ("K02000001", []),
        ("", []),
        *((value, []) for value in NOT_TEXT),
    ],
)
def test_the_nation_is_filled_in_from_the_code(code: object, nation: list[str]) -> None:
    assert filled("nation", {"gss_code": code}) == nation


def test_nothing_is_filled_in_without_a_code_or_for_other_questions() -> None:
    assert filled("nation", {}) == []
    assert filled("country", {"gss_code": "E08000016"}) == []


@pytest.mark.parametrize(
    ("more", "parameter"),
    [
        ({"place": {"code": "gss_code"}}, "gss_code"),
        ({"place": {"code": "place_gss"}}, "place_gss"),
        ({"place": {"code": "ons2024"}}, "ons2024"),
        ({"place": {}}, "gss_code"),
        ({"place": {"code": "school_number"}}, "gss_code"),
        ({"place": {"code": "lessons"}}, "gss_code"),
        ({"place": {"code": "area"}, "x-uk-places": {"code": "area"}}, "area"),
        ({"place": {"code": "gss_code"}, "x-uk-places": {"code": 5}}, "gss_code"),
        ({"place": {"code": "gss_code"}, "x-uk-places": ["code"]}, "gss_code"),
    ],
)
def test_the_parameter_is_the_kits_where_its_name_says_what_it_is(more: Any, parameter: str) -> None:
    framework = small(**more)

    assert list(given("localkit_parameter_schemas", kit=framework)) == [parameter]
    assert filled("nation", {parameter: "W06000001"}, framework) == ["wales"]


@pytest.mark.parametrize("good", ["E08000016", "N09000001", "K02000001", "E54000010", "", 12, None])
def test_the_form_of_a_code_passes_and_so_does_what_is_for_the_kit_to_judge(good: object) -> None:
    assert schema_words(good, given("localkit_parameter_schemas", kit=small())["gss_code"].schema) == []


@pytest.mark.parametrize(
    "bad", ["e08000016", "E0800001", "E080000161", "Barnsley", "E08000016\n", " ", "B08000016"]
)
def test_anything_else_does_not_pass(bad: str) -> None:
    assert schema_words(bad, given("localkit_parameter_schemas", kit=small())["gss_code"].schema) != []


def test_a_source_gives_code_and_nation() -> None:
    source = given("localkit_parameter_sources")["uk-places"]

    assert source.read("E08000016") == {"gss_code": "E08000016", "nation": "england"}
    assert source.read(" s12 000033 ") == {"gss_code": "S12000033", "nation": "scotland"}
    assert source.read("K02000001") == {"gss_code": "K02000001"}


@pytest.mark.parametrize("what", ["", "Barnsley", "E0800001"])
def test_a_source_says_what_it_takes_where_it_was_given_something_else(what: str) -> None:
    with pytest.raises(ValueError, match=r"^a code is a letter and eight digits, such as E08000016$"):
        given("localkit_parameter_sources")["uk-places"].read(what)


@pytest.mark.parametrize(
    ("value", "nation"), [("W06000001", "wales"), ("K02000001", ""), ("", ""), (None, "")]
)
def test_a_filter_gives_the_nation_to_templates(value: object, nation: str) -> None:
    assert given("localkit_filters")["gss_nation"].apply(value) == nation


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ({"nation": "wales"}, {"nation": "Wales"}, 0.0),
        ({"nation": "wales"}, {"gss_code": "W06000001"}, 0.0),
        ({"gss_code": "E08000016"}, {"gss_code": "S12000033"}, 1.0),
        ({"nation": "Northern Ireland"}, {"nation": "northern_ireland"}, 0.0),
        ({"nation": "wales"}, {}, None),
        ({"nation": 3}, {"nation": "wales"}, None),
        ({"nation": "france"}, {"nation": "france"}, None),
    ],
)
def test_places_are_alike_where_one_nations_law_holds(one: Any, other: Any, apart: float | None) -> None:
    assert given("localkit_comparators", kit=small())["nation"].distance(one, other) == apart
