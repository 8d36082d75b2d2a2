"""Lint as the publisher of a kit meets it: whole messages, with file and line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from localkit.store.bundled import bundled_kits, bundled_releases
from localkit.testing import run_localkit, write_world

KIT = """\
format: 1
name: tea
version: 1.0.0
title: Tea
functions:
  - {id: warm, statement: People feel at home.}
elements:
  - id: kettle
    title: The kettle is on
    serves: [warm]
    latitude: fixed
    passages:
      - {file: house.md, section: Kettle}
  - id: cups
    title: Cups
    latitude: bounded
    passages:
      - {file: settings.yaml, value: /cups}
    bounds:
      - {schema: {type: integer, minimum: 2}}
"""
TEMPLATE = {
    "{{cookiecutter.slug}}/house.md": "# House\n\n## Kettle\n\nIt is on from nine to five.\n",
    "{{cookiecutter.slug}}/settings.yaml": "cups: {{ cookiecutter.cups }}\n",
}


def _kit(folder: Path, kit: str = KIT, **files: str) -> Path:
    asked = json.dumps({"slug": "here", "cups": "4", "food": ["no", "yes"]})
    world = {"kit.yaml": kit, "cookiecutter.json": asked, **TEMPLATE, **files}
    return write_world(folder / "tea", {path: text for path, text in world.items() if text is not None})


def _lint(folder: Path, kit: str = KIT, **files: str) -> tuple[int, str]:
    outcome = run_localkit("kit", "lint", _kit(folder, kit, **files))
    assert outcome.stderr == ""
    return outcome.status, outcome.stdout.replace(str(folder), "")


def test_lint_says_so_when_nothing_is_to_mend(tmp_path: Path) -> None:
    status, said = _lint(tmp_path)

    assert (status, said) == (0, "tea 1.0.0: nothing to mend; 2 elements held against 1 rendering.\n")


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        pytest.param(
            "section: Kettle",
            "section: Kettel",
            13,
            '"kettle": the template gives no house.md#Kettel; the file has no such section; did you mean\n  "Kettle"?',
            id="section that is not there",
        ),
        pytest.param(
            "file: house.md",
            "file: hause.md",
            13,
            '"kettle": the template gives no hause.md#Kettle; there is no such file; did you mean house.md?',
            id="file that is not there",
        ),
        pytest.param(
            "{file: house.md, section: Kettle}",
            '{file: "*.txt"}',
            13,
            '"kettle": the pattern *.txt fits no file of the template.',
            id="pattern that fits nothing",
        ),
        pytest.param(
            "value: /cups",
            "value: /mugs",
            18,
            '"cups": the template gives no settings.yaml#/mugs; the file has no such value.',
            id="value that is not there",
        ),
        pytest.param(
            "minimum: 2",
            "minimum: 9",
            20,
            '"cups": settings.yaml#/cups breaks its own bound: it must be at least 9; it is 4.',
            id="bound that the pristine text breaks",
        ),
        pytest.param(
            "    serves: [warm]\n",
            "",
            6,
            'no element serves the function "warm": nothing carries it.',
            id="function that nothing carries",
        ),
        pytest.param(
            "{file: settings.yaml, value: /cups}",
            "{file: house.md, section: Kettle}",
            18,
            '"cups": house.md#Kettle is the same passage as house.md#Kettle of "kettle"; one must lie wholly\n'
            "  inside the other.",
            id="passage claimed twice",
        ),
        pytest.param(
            "    title: Cups\n",
            "    title: Cups\n    applies_to: {food: ['yes']}\n",
            14,
            '"cups" applies in no sample. Add a sample place where it does, so that it is tried.',
            id="element that is never tried",
        ),
    ],
)
def test_lint_names_the_line_when_framework_and_template_disagree(
    tmp_path: Path, old: str, new: str, line: int | None, message: str
) -> None:
    assert KIT.count(old) >= 1

    status, said = _lint(tmp_path, KIT.replace(old, new))

    place = "/tea/kit.yaml" + (f":{line}" if line else "")
    assert status == 1
    assert f"{place}\n  {message}\n" in said


def test_lint_lists_everything_when_the_format_is_broken_in_several_places(tmp_path: Path) -> None:
    kit = KIT.replace("latitude: fixed", "latitude: loose").replace("title: Tea", "titel: Tea")

    status, said = _lint(tmp_path, kit)

    assert status == 1
    assert said == (
        '/tea/kit.yaml:1\n  "title" is missing.\n'
        '/tea/kit.yaml:4\n  unknown key "titel"; did you mean "title"?\n'
        '/tea/kit.yaml:11\n  "latitude" must be one of fixed, bounded, open; it is "loose".\n'
        "tea: 3 things to mend; 0 elements held against 0 renderings.\n"
    )


def test_lint_names_the_sample_when_only_one_place_shows_the_fault(tmp_path: Path) -> None:
    status, said = _lint(tmp_path, **{"samples/one-cup.yaml": "cups: 1\n", "samples/many.yaml": "cups: 9\n"})

    assert status == 1
    assert (
        '"cups": settings.yaml#/cups breaks its own bound: it must be at least 2; it is 1 (in one-cup).'
        in said
    )


def test_lint_tells_when_schema_and_cookiecutter_json_disagree(tmp_path: Path) -> None:
    schema = '{"type": "object",\n "properties": {\n  "mugs": {"type": "integer"}}}'

    status, said = _lint(tmp_path, **{"parameters.schema.json": schema})

    assert status == 1
    assert '/tea/parameters.schema.json:3\n  "mugs" is not a parameter of cookiecutter.json.\n' in said


def test_lint_tells_when_the_schema_refuses_the_defaults(tmp_path: Path) -> None:
    schema = '{"type": "object", "properties": {"cups": {"type": "integer", "maximum": 3}}}'

    status, said = _lint(tmp_path, **{"parameters.schema.json": schema})

    assert status == 1
    assert 'parameters.schema.json does not allow its answers: "cups" must be at most 3; it is 4.' in said


def test_lint_tells_of_codes_that_a_kit_gives_other_words_in_vain(tmp_path: Path) -> None:
    codes = (
        "vocabulary:\n"
        "  who:\n"
        "    friends: our friends\n"
        "    funder: whoever pays\n"
        "  reasons: {mission: our mission}\n"
    )

    status, said = _lint(tmp_path, KIT + codes)

    assert (status, said) == (
        1,
        "/tea/kit.yaml:24\n"
        '  "funder" is a code of FRAME, which keeps its words: a funder. Leave it out, or choose another\n'
        "  code.\n"
        "/tea/kit.yaml:25\n"
        '  "mission" is a code of FRAME, which keeps its words: what the organisation is for. Leave it out,\n'
        "  or choose another code.\n"
        "tea 1.0.0: 2 things to mend; 2 elements held against 1 rendering.\n",
    )


def test_lint_tells_of_names_that_windows_cannot_keep(tmp_path: Path) -> None:
    status, said = _lint(
        tmp_path,
        **{
            "{{cookiecutter.slug}}/why?.md": "x\n",
            "{{cookiecutter.slug}}/a|b.md": "x\n",
            "samples/aux.txt": "x",
        },
    )

    assert status == 1
    assert "'?' is not allowed in a file name on Windows" in said
    assert "'|' is not allowed in a file name on Windows" in said
    assert "aux is a reserved name on Windows" in said


def test_lint_tells_when_two_names_are_one_on_windows(tmp_path: Path) -> None:
    status, said = _lint(
        tmp_path, **{"{{cookiecutter.slug}}/Plan.md": "x\n", "{{cookiecutter.slug}}/plan.md": "x\n"}
    )

    assert status == 1
    assert "the template gives plan.md and Plan.md: Windows and macOS take them for one." in said


def test_lint_tells_when_the_template_gives_what_must_not_be_there(tmp_path: Path) -> None:
    kit = KIT + (
        "  - id: no-money\n    title: Money\n    necessity: proscribed\n"
        '    passages: [{file: "**/*.md", lacks: [from nine  to five]}]\n'
    )

    status, said = _lint(tmp_path, kit)

    assert status == 1
    assert '"no-money" must not be there, but the template gives "from nine  to five" in house.md.' in said


def test_lint_tells_when_the_template_itself_fails(tmp_path: Path) -> None:
    status, said = _lint(
        tmp_path, **{"{{cookiecutter.slug}}/house.md": "# House\n\n{{ cookiecutter.nothing }}\n"}
    )

    assert status == 1
    assert "{{cookiecutter.slug}}/house.md:3" in said


def test_lint_prints_one_json_document_when_asked(tmp_path: Path) -> None:
    found = run_localkit("kit", "lint", _kit(tmp_path, KIT.replace("Kettle}", "Kettel}")), "--format", "json")

    assert found.status == 1
    assert [item["rule"] for item in found.json["problems"]] == ["kit.passage"]
    assert found.json["problems"][0]["line"] == 13


def test_lint_takes_a_plain_template_as_a_kit_with_no_elements(tmp_path: Path) -> None:
    folder = _kit(tmp_path)
    (folder / "kit.yaml").unlink()

    outcome = run_localkit("kit", "lint", folder).assert_ok()

    assert outcome.stdout.startswith("tea 0.0.0+")


@pytest.mark.parametrize(
    "name", [f"{name}@{version}" for name in bundled_kits() for version in bundled_releases(name)]
)
def test_the_kits_that_come_along_have_nothing_to_mend(name: str) -> None:
    run_localkit("kit", "lint", name).assert_ok()
