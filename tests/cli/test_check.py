"""``localkit check``: what is to settle, where, why, and how; and from where on it fails."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest
import yaml

from localkit.cli.main import VERBS
from localkit.testing import Outcome, run_localkit, write_world

KIT = """\
format: 1
name: small
version: 1.0.0
title: Small
elements:
  - {id: stay, title: The visitor stays, latitude: fixed, basis: values, passages: [{file: rules.md, section: Stay}]}
  - id: turns
    title: Items per turn
    latitude: bounded
    passages: [{file: settings.yaml, value: /turns}]
    bounds: [{schema: {type: integer, maximum: 2}}]
"""
FILES: dict[str, str | bytes] = {
    "kit/kit.yaml": KIT,
    "kit/cookiecutter.json": '{"slug": "here"}',
    "kit/{{cookiecutter.slug}}/rules.md": "# Rules\n\n## Stay\n\nVisitors stay until it is mended.\n",
    "kit/{{cookiecutter.slug}}/settings.yaml": "turns: 1\n",
}


@pytest.fixture
def place(tmp_path: Path) -> Path:
    write_world(tmp_path, FILES)
    run_localkit("adapt", "kit", "here", "--no-input", cwd=tmp_path).assert_ok()
    return tmp_path / "here"


def checked(place: Path, *more: str) -> Outcome:
    return run_localkit("check", place.name, *more, cwd=place.parent)


def test_nothing_changed_asks_for_nothing(place: Path) -> None:
    assert checked(place) == Outcome(0, "small 1.0.0\n\nNothing asks for anything; 10 rules looked.\n", "")


def test_each_finding_says_what_where_why_and_what_to_do(place: Path) -> None:
    write_world(
        place,
        {"rules.md": "# Rules\n\n## Stay\n\nVisitors go.\n", "tea.md": "# Tea\n\nTODO: who brings it\n"},
    )

    assert checked(place) == Outcome(
        1,
        "small 1.0.0\n\n"
        "Must be settled\n"
        " ■ rules.md:3  core.touched\n"
        '     "The visitor stays" was changed, and the core asks to keep it as it is. Put it back, or have an\n'
        "     exception agreed: talk to the national team.\n"
        "     Small 1.0.0: it is what the programme stands for\n\n"
        "Should be settled\n"
        " ■ rules.md:3  core.unrecorded\n"
        '     "The visitor stays" was changed and it is not yet recorded why. Say it in a minute: localkit\n'
        "     record stay\n"
        "     Small 1.0.0: it is what the programme stands for\n"
        " · tea.md:3  core.placeholder\n"
        '     "TODO" was left in. Write what belongs here, or take it out.\n\n'
        "1 must be settled, 2 should be; 10 rules looked.\n",
        "",
    )


@pytest.mark.parametrize(
    ("edit", "fail_on", "status"),
    [
        ("rules.md", "red", 1),
        ("rules.md", "never", 0),
        ("settings.yaml", "red", 0),
        ("settings.yaml", "yellow", 1),
        ("settings.yaml", "unrecorded", 1),
        ("tea.md", "unrecorded", 0),
        ("tea.md", "should", 1),
        ("tea.md", "never", 0),
    ],
)
def test_each_rung_of_the_ladder_adds_to_those_before(
    place: Path, edit: str, fail_on: str, status: int
) -> None:
    texts = {"rules.md": "# Rules\n\n## Stay\n\nGo.\n", "settings.yaml": "turns: 4\n", "tea.md": "FIXME\n"}
    write_world(place, {edit: texts[edit]})

    assert checked(place, "--fail-on", fail_on).status == status


def test_what_is_agreed_never_fails(place: Path) -> None:
    write_world(
        place,
        {
            "settings.yaml": "turns: 4\n",
            ".localkit/exceptions.yaml": "format: 1\nexceptions:\n  - {id: e, element: turns, status: granted, "
            "requested_by: host, granted_by: place, from: 2026-01-01, until: 2999-01-01}\n",
        },
    )

    outcome = checked(place, "--fail-on", "should")

    assert outcome.status == 0
    assert "1 more thing is good to know: localkit check --all" in outcome.stdout
    told = " ".join(checked(place, "--all").stdout.split())
    assert "Agreed until 2999-01-01, granted by the place itself (as stated)." in told


@pytest.mark.parametrize("form", ["json", "sarif", "junit", "github"])
def test_a_form_for_programs_has_standard_output_for_itself(place: Path, form: str) -> None:
    write_world(place, {"settings.yaml": "turns: 4\n"})

    outcome = checked(place, "--format", form, "--fail-on", "yellow")

    assert (outcome.status, outcome.stderr) == (1, "")
    if form in ("json", "sarif"):
        assert isinstance(json.loads(outcome.stdout), dict)
    elif form == "junit":
        assert ElementTree.fromstring(outcome.stdout)[0].get("failures") == "2"
    else:
        assert [line.split(" ")[0] for line in outcome.stdout.splitlines()] == ["::warning", "::warning"]


def test_a_form_that_nobody_brings_is_told(place: Path) -> None:
    assert checked(place, "--format", "sariff") == Outcome(
        2,
        "",
        'error: there is no form "sariff"\nhint: Did you mean "sarif"? There are: json, sarif, junit, github.\n',
    )


def test_a_changed_core_is_a_finding_and_what_can_be_checked_is(place: Path) -> None:
    record = place / ".localkit" / "local.yaml"
    text = record.read_text("utf-8")
    digest = next(line for line in text.splitlines() if line.startswith("core:"))
    record.write_text(text.replace(digest, f'core: "sha256:{"0" * 64}"'), "utf-8")
    write_world(place, {"rules.md": "# Rules\n\n## Stay\n\nGo.\n\nFIXME\n"})

    findings = checked(place, "--format", "json").json["findings"]

    found = [(item["rule"], item["severity"]) for item in findings]
    assert found == [("core.damaged", "must"), ("core.placeholder", "should")]
    assert findings[0]["message"] == (
        "the core as received is not the one that was received: somebody or something changed core.zip. "
        "What changed cannot be told until it is put back: localkit repair --kit KIT"
    )
    assert run_localkit("status", place).status == 2


def test_the_hook_for_pre_commit_runs_a_verb_that_is_there() -> None:
    hooks = yaml.safe_load((Path(__file__).parents[2] / ".pre-commit-hooks.yaml").read_text("utf-8"))

    assert [hook["entry"].split()[0] for hook in hooks] == ["localkit"]
    assert hooks[0]["entry"].split()[1] in VERBS


def test_a_code_that_nobody_told_of_is_good_to_know(place: Path) -> None:
    entry = "{id: r, element: null, summary: s, date: 2026-01-01, what: [content], goal: [], who: [funder, friends]}"
    write_world(place, {".localkit/adaptations.yaml": f"format: 1\nadaptations:\n  - {entry}\n"})

    found = checked(place, "--format", "json", "--fail-on", "should").assert_ok().json["findings"]

    assert [(item["rule"], item["severity"], item["line"]) for item in found] == [("core.codes", "info", 3)]
    assert found[0]["message"].startswith('"friends" is a code of "who" that nobody told localkit of.')
