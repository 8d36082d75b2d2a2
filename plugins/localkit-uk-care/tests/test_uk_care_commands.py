"""Lights, and the kit that comes with localkit, in each nation."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import localkit_uk_care
from localkit.model.kit import Kit
from localkit.model.vocabulary import Light
from localkit.syntax.yaml import parse
from localkit.testing import compare, kit, run_localkit, write_world
from localkit_uk_care.lights import raisers
from localkit_uk_care.settings import settings_of

KITS = Path(__file__).parents[3] / "kits"
SAMPLES = {
    "hartsmere": "england",
    "brackwater": "england",
    "st-orrans-bay": "england",
    "cwm-derwydd": "wales",
    "ynys-for": "wales",
    "strathannet": "scotland",
    "isle-of-corrasay": "scotland",
    "lough-arden": "northern_ireland",
}

CARE = {"household_limit": {"file": "s.yaml", "value": "/people"}}
LOOSE = "- {id: people, title: People, latitude: open, passages: [{file: s.yaml, value: /people}]}"


def light(nation: object, before: object, after: object, *, framework: Kit | None = None) -> Light | None:
    made = framework or kit(LOOSE, **{"x-uk-care": CARE})
    parameters: dict[str, Any] = {"nation": nation}
    core, local = {"s.yaml": f"people: {before}\n"}, {"s.yaml": f"people: {after}   # here\n"}
    (element,) = compare(made, core, local, parameters=parameters).elements
    found = [raiser.light(element, parameters) for raiser in raisers(made)]
    return found[0] if found else None


@pytest.mark.parametrize(
    ("nation", "after", "wanted"),
    [
        ("england", 4, "red"),
        ("Wales", 12, "red"),
        ("wales", '"4"', "red"),
        ("wales", 3, None),
        ("wales", "four", None),
        ("wales", "", None),
        ("scotland", 4, None),
        ("northern_ireland", 4, None),
        (None, 4, None),
        (["wales"], 4, None),
    ],
)
def test_a_raised_household_limit_is_red_where_the_nation_knows_one(
    nation: object, after: object, wanted: Light | None
) -> None:
    assert light(nation, 2, after) == wanted


def test_what_is_as_the_core_gave_it_has_no_light_from_here() -> None:
    assert light("wales", 4, 4) is None


def test_a_kit_that_says_nothing_has_no_raiser() -> None:
    assert raisers(kit(LOOSE)) == []
    assert raisers(kit(LOOSE, **{"x-uk-care": {}})) == []


def test_other_elements_keep_their_light() -> None:
    other = "- {id: doors, title: Doors, latitude: open, passages: [{file: s.yaml, value: /people}]}"
    framework = kit(other, **{"x-uk-care": {"household_limit": {"file": "s.yaml", "value": "/households"}}})

    assert light("wales", 2, 9, framework=framework) is None


def test_status_shows_the_raised_light_with_the_plugins_name(tmp_path: Path) -> None:
    write_world(
        tmp_path / "kit",
        {
            "kit.yaml": (
                "format: 1\nname: small\nversion: 1.0.0\ntitle: Small\nx-uk-care:\n  household_limit: {file: s.yaml, "
                f"value: /people}}\nelements:\n  {LOOSE}\n"
            ),
            "cookiecutter.json": '{"slug": "here", "nation": "wales"}',
            "{{cookiecutter.slug}}/s.yaml": "people: 2\n",
        },
    )
    run_localkit("adapt", "kit", "here", "--no-input", cwd=tmp_path).assert_ok()
    write_world(tmp_path / "here", {"s.yaml": "people: 5\n"})

    plain = run_localkit("status", "here", "--format", "json", cwd=tmp_path).json
    raised = run_localkit("status", "here", "--format", "json", cwd=tmp_path, plugins=[localkit_uk_care]).json

    assert (plain["lights"]["red"], raised["lights"]["red"]) == (0, 1)
    assert raised["elements"][0]["raised_by"] == "localkit_uk_care"


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    world, made = tmp_path_factory.mktemp("world"), {}

    def make(sample: str) -> Path:
        if sample not in made:
            answers = KITS / "open-door-homes" / "samples" / f"{sample}.yaml"
            run_localkit(
                *("adapt", KITS / "open-door-homes", sample, "--no-input", "--answers", answers), cwd=world
            ).assert_ok()
            made[sample] = world / sample
        return made[sample]

    return make


def checked(place: Path) -> list[tuple[str, str, str]]:
    outcome = run_localkit("check", place, "--format", "json", cwd=place.parent, plugins=[localkit_uk_care])
    return [(item["severity"], item["rule"], item["file"]) for item in outcome.json["findings"]]


def staged(place: Path, stage: str) -> None:
    record = place / ".localkit" / "local.yaml"
    text = record.read_text("utf-8")
    now = parse(text).data["stage"]
    record.write_text(text.replace(f"stage: {now}\n", f"stage: {stage}\n"), "utf-8")


@pytest.mark.parametrize("sample", SAMPLES)
def test_a_fresh_scheme_that_prepares_itself_is_asked_for_nothing(
    fresh: Callable[[str], Path], sample: str
) -> None:
    place = fresh(sample)
    staged(place, "preparing")

    assert checked(place) == []


@pytest.mark.parametrize("sample", SAMPLES)
def test_a_fresh_scheme_at_work_is_asked_for_its_number_and_nothing_else(
    fresh: Callable[[str], Path], sample: str
) -> None:
    place = fresh(sample)
    staged(place, "live")

    assert checked(place) == [("should", "uk-care.registration", "contacts.json")]


def test_the_kit_that_comes_with_localkit_says_where_everything_is() -> None:
    data = parse((KITS / "open-door-homes" / "kit.yaml").read_text("utf-8")).data
    settings = settings_of(kit("", **{"x-uk-care": data["x-uk-care"]}))

    assert settings is not None
    assert (settings.wrong, settings.unsaid) == ({}, ())
