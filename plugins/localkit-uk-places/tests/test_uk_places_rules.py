"""What a check says about a place's code."""

from __future__ import annotations

from importlib.metadata import entry_points
from typing import Any

import pytest

import localkit_uk_places
from localkit.model.finding import Finding
from localkit.testing import kit, local_version, run_rules

ONS = "Office for National Statistics, Register of Geographic Codes"


def found(**parameters: Any) -> list[Finding]:
    framework = kit("", place={"code": "gss_code"})
    return run_rules(local_version(framework, {"a.md": ""}, parameters=parameters), localkit_uk_places)


@pytest.mark.parametrize(
    ("code", "nation"),
    [
        ("E06000001", "england"),
        ("E07000001", "england"),
        ("E08000016", "england"),
        ("E09000001", "england"),
        ("E10000001", "england"),
        ("W06000001", "wales"),
        ("S12000033", "scotland"),
        ("N09000001", "northern_ireland"),
        ("N09000001", "Northern Ireland"),
    ],
)
def test_nothing_is_found_where_code_and_nation_agree(code: str, nation: str) -> None:
    assert found(gss_code=code, nation=nation) == []


@pytest.mark.parametrize(
    "parameters",
    [{}, {"gss_code": ""}, {"gss_code": None}, {"nation": "wales"}, {"gss_code": "W06000001", "nation": 7}],
)
def test_nothing_is_found_where_an_answer_is_missing(parameters: dict[str, Any]) -> None:
    assert found(**parameters) == []


def test_what_is_no_code_should_be_one() -> None:
    assert found(gss_code="Barnsley") == [
        Finding(
            "uk-places.code",
            "should",
            'The area code "Barnsley" (gss_code) is not a capital letter and eight digits. Statistics and places like '
            "yours are found by it. Tell the national team the right one.",
            file=".localkit/local.yaml",
            source=ONS,
            plugin="localkit_uk_places",
            resolve="ask",
        )
    ]


def test_a_code_in_small_letters_or_with_spaces_is_shown_as_it_should_be() -> None:
    (item,) = found(gss_code="e08 000016", nation="england")

    assert item.message.startswith(
        'The area code "e08 000016" (gss_code) is written E08000016, in capitals and without spaces. '
    )


@pytest.mark.parametrize("value", [8000016, True, ["E08000016"], {"code": "E08000016"}, "x" * 5000])
def test_an_answer_that_is_no_text_or_far_too_long_is_no_code(value: object) -> None:
    (item,) = found(gss_code=value)

    assert (item.rule, item.severity) == ("uk-places.code", "should")
    assert len(item.message) < 250


def test_an_invented_code_is_told_of_for_a_place_that_kept_the_kits_default() -> None:
    assert found(gss_code="E99000001", nation="england") == [
        Finding(
            "uk-places.code",
            "info",
            "E99000001 (gss_code) is no area's code: kits use 99 behind the letter for invented places. Nothing to do "
            "if this is one. Otherwise: tell the national team the right one.",
            file=".localkit/local.yaml",
            plugin="localkit_uk_places",
        )
    ]


def test_another_sort_of_area_is_only_told_of() -> None:
    (item,) = found(gss_code="S08000015", nation="scotland")

    assert (item.severity, item.source, item.resolve) == ("info", ONS, None)
    assert item.message == (
        "S08000015 (gss_code) has the form of a code, but S08 is not a sort of area with a council that this plugin "
        "knows. Those of councils there begin with S12 (council areas). Nothing to do if your area is of another sort; "
        "otherwise look the code up again."
    )


def test_an_area_across_a_border_has_no_nation_to_disagree_with() -> None:
    (item,) = found(gss_code="K02000001", nation="wales")

    assert (item.rule, item.severity) == ("uk-places.code", "info")
    assert "Those of councils" not in item.message


@pytest.mark.parametrize(
    ("code", "nation", "stated", "told"),
    [
        ("W06000001", "england", "England", "Wales"),
        ("E08000016", "wales", "Wales", "England"),
        ("N09000001", "scotland", "Scotland", "Northern Ireland"),
        ("S12000033", "northern_ireland", "Northern Ireland", "Scotland"),
    ],
)
def test_a_nation_that_disagrees_with_the_code_is_a_question(
    code: str, nation: str, stated: str, told: str
) -> None:
    assert found(gss_code=code, nation=nation) == [
        Finding(
            "uk-places.nation",
            "should",
            f"The place says that it is in {stated} (nation), and its area code {code} (gss_code) belongs to {told}. "
            "The nation decides which law and which bodies the papers name, so look which of the two is right. Tell "
            "the national team the right one.",
            file=".localkit/local.yaml",
            source=ONS,
            plugin="localkit_uk_places",
            resolve="ask",
        )
    ]


def test_a_kit_of_other_codes_is_left_alone() -> None:
    framework = kit("", place={"code": "school_number"})
    local = local_version(framework, {"a.md": ""}, parameters={"school_number": "123456", "nation": "wales"})

    assert run_rules(local, localkit_uk_places) == []


def test_is_installed_under_its_own_name() -> None:
    found = [entry for entry in entry_points(group="localkit") if entry.value == "localkit_uk_places"]
    if not found:
        pytest.skip("the package is not installed here")

    assert [(entry.name, entry.dist.name if entry.dist else None) for entry in found] == [
        ("localkit-uk-places", "localkit-uk-places")
    ]
    assert found[0].load() is localkit_uk_places
