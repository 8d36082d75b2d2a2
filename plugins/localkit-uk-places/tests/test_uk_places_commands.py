"""The plugin at work on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

import localkit_uk_places
from localkit.testing import Outcome, run_localkit, write_world

KIT = {
    "kit.yaml": (
        "format: 1\nname: small\nversion: 1.0.0\ntitle: Small\nunclaimed: open\n"
        "place: {name: place_name, code: gss_code}\nelements: []\n"
    ),
    "cookiecutter.json": (
        '{"place_name": "Here", "gss_code": "", "nation": ["england", "wales", "scotland", "northern_ireland"]}'
    ),
    "{{cookiecutter.place_name}}/a.md": "{{ cookiecutter.gss_code|gss_nation }} {{ cookiecutter.nation }}\n",
}


@pytest.fixture
def world(tmp_path: Path) -> Path:
    write_world(tmp_path / "kit", KIT)
    return tmp_path


def adapted(world: Path, *arguments: str) -> Outcome:
    return run_localkit(
        "adapt", "kit", "here", "--no-input", *arguments, cwd=world, plugins=[localkit_uk_places]
    )


def test_a_source_answers_code_and_nation_and_the_filter_writes_it(world: Path) -> None:
    adapted(world, "--answers", "uk-places:w06000001").assert_ok()

    assert (world / "here/a.md").read_text() == "wales wales\n"


def test_the_nation_follows_from_a_code_that_was_set(world: Path) -> None:
    adapted(world, "--set", "gss_code=S12000033").assert_ok()

    assert (world / "here/a.md").read_text() == "scotland scotland\n"


def test_an_empty_code_passes_where_the_kit_lets_it(world: Path) -> None:
    adapted(world).assert_ok()

    assert (world / "here/a.md").read_text() == " england\n"


def test_what_is_no_code_is_refused_with_what_is_asked_for(world: Path) -> None:
    outcome = adapted(world, "--set", "gss_code=E0800001")

    assert outcome.status == 2
    assert "gss_code" in outcome.stderr
    assert "a capital letter and eight digits" in outcome.stderr


def test_a_source_that_is_given_no_code_says_what_it_takes(world: Path) -> None:
    outcome = adapted(world, "--answers", "uk-places:Barnsley")

    assert outcome.status == 2
    assert "a code is a letter and eight digits, such as E08000016" in " ".join(outcome.stderr.split())


def test_a_check_names_plugin_and_source(world: Path) -> None:
    adapted(world, "--set", "gss_code=W06000001", "--set", "nation=england").assert_ok()

    outcome = run_localkit("check", "here", "--format", "json", cwd=world, plugins=[localkit_uk_places])

    assert [(item["rule"], item["plugin"], item["source"]) for item in outcome.json["findings"]] == [
        (
            "uk-places.nation",
            "localkit_uk_places",
            "Office for National Statistics, Register of Geographic Codes",
        )
    ]
