"""``localkit rehearse``: what a release would do to many places, by the very plan that an update carries out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from localkit.store.schemas import schema
from localkit.testing import Outcome, run_localkit, write_world

KIT = """\
format: 1
name: mend
version: VERSION
title: Mend
place: {noun: {one: café, many: cafés}, name: place_name}
elements:
  - {id: stay, title: The visitor stays, latitude: fixed, basis: values, passages: [{file: rules.md, section: Stay}]}
  - {id: tea, title: Tea, latitude: open, passages: [{file: rules.md, section: Tea}]}
changes:
  - {id: stay-on, class: safety, elements: [stay], summary: Visitors stay on., since: 2.0.0}
"""
TEMPLATE = "{{cookiecutter.place_name}}"
RULES = "# Rules\n\n## Stay\n\nThe visitor stays at the table.\n\n## Tea\n\nTea is free.\n"


def kit(version: str, rules: str, **answers: Any) -> dict[str, str | bytes]:
    return {
        "kit.yaml": KIT.replace("VERSION", version),
        "cookiecutter.json": json.dumps({"place_name": "Ash", **answers}),
        f"{TEMPLATE}/rules.md": rules,
    }


@pytest.fixture
def world(tmp_path: Path) -> Path:
    write_world(tmp_path / "kit", kit("1.0.0", RULES))
    write_world(tmp_path / "next", kit("2.0.0", RULES.replace("at the table", "at the table to the end")))
    for name in ("Ash", "Birch", "Cedar"):
        folder = str(Path("places") / name.lower())
        run_localkit(
            "adapt", "kit", folder, "--no-input", "--set", f"place_name={name}", cwd=tmp_path
        ).assert_ok()
    page = tmp_path / "places/birch/rules.md"
    page.write_text(
        page.read_text("utf-8").replace("at the table", "at our table, or by the window"), "utf-8"
    )
    page = tmp_path / "places/cedar/rules.md"
    page.write_text(page.read_text("utf-8").replace("Tea is free", "Tea costs a song"), "utf-8")
    return tmp_path


def rehearsed(world: Path, *more: str) -> Outcome:
    return run_localkit("rehearse", "next", "places", "--workers", "1", *more, cwd=world)


def files(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_it_says_who_takes_it_and_who_has_to_decide_and_writes_nothing(world: Path) -> None:
    before = files(world / "places")

    outcome = rehearsed(world)

    assert files(world / "places") == before
    assert (outcome.status, outcome.stderr) == (1, "")
    assert outcome.stdout == (
        "Mend 2.0.0: a rehearsal with 3 places  nothing was written\n"
        "\n"
        "  ● 2 places take it without a decision\n"
        "  ▲ 1 place has something to decide\n"
        "  ■ 0 places not rehearsed\n"
        "\n"
        "By element\n"
        "  The visitor stays  stay\n"
        "     1 has to decide; 2 take it as it is\n"
        "\n"
        "What these places have to decide\n"
        "  Birch\n"
        "     The visitor stays: rules.md › Rules > Stay\n"
        "     it keeps people safe; both changed it\n"
    )


def test_what_is_to_mend_in_the_release_itself_is_told_first(world: Path) -> None:
    """An update goes on, since a place is not the one to judge the kit; who publishes it wants to know before."""
    broken = KIT.replace("VERSION", "2.0.0").replace("section: Tea", "section: Coffee")
    write_world(world / "next", {"kit.yaml": broken})

    outcome = run_localkit("rehearse", "next", "places/cedar", cwd=world)
    told = run_localkit("rehearse", "next", "places/cedar", "--format", "json", cwd=world)

    assert (outcome.status, told.status, outcome.stderr) == (1, 1, "")
    assert outcome.stdout.startswith(
        "Mend 2.0.0: a rehearsal with 1 place  nothing was written\n"
        "\n"
        "1 thing to mend in the release itself\n"
        "  kit.yaml:8\n"
        '     "tea": the template gives no rules.md#Coffee; the file has no such section\n'
        "\n"
        "  ● 1 place takes it without a decision\n"
    )
    jsonschema.validate(told.json, schema("rehearse"))
    lint = run_localkit("kit", "lint", "next", "--format", "json", cwd=world).json
    assert told.json["problems"] == lint["problems"]
    run_localkit("update", "places/cedar", "--kit", "next", "--no-input", cwd=world).assert_ok()


def test_a_kit_whose_code_is_left_out_is_not_held_against_its_samples(world: Path) -> None:
    """What that code makes would seem to be missing."""
    broken = KIT.replace("VERSION", "2.0.0").replace("section: Tea", "section: Coffee")
    write_world(world / "next", {"kit.yaml": broken, "hooks/post_gen_project.py": "raise SystemExit(1)\n"})

    outcome = run_localkit("rehearse", "next", "places/cedar", "--without-code", cwd=world)

    assert (outcome.status, outcome.stderr) == (0, "")
    assert "to mend" not in outcome.stdout


def test_the_plan_is_what_the_update_then_does(world: Path) -> None:
    plans = rehearsed(world, "--format", "json").json
    jsonschema.validate(plans, schema("rehearse"))

    for plan in plans["places"]:
        done = run_localkit(
            "update", plan["path"], "--kit", "next", "--no-input", "--format", "json", cwd=world
        )
        assert done.json == {key: value for key, value in plan.items() if key not in ("path", "place")}
        assert done.status == (1 if plan["place"] == "Birch" else 0)


def test_several_processes_tell_the_same(world: Path) -> None:
    several = run_localkit("rehearse", "next", "places", "--workers", "2", "--format", "json", cwd=world)

    assert several.json == rehearsed(world, "--format", "json").json


def test_a_place_whose_answers_no_longer_fit_is_named(world: Path) -> None:
    write_world(world / "kit", kit("1.0.0", RULES, size=["small", "large"]))
    run_localkit("adapt", "kit", "places/dale", "--no-input", "--set", "size=large", cwd=world).assert_ok()
    write_world(world / "next", kit("2.0.0", RULES, size=["small", "middle"]))

    found = rehearsed(world, "--format", "json")

    assert found.status == 1
    assert [(item["place"], item["answers"]) for item in found.json["not_rehearsed"]] == [("Ash", True)]
    assert 'the recorded answer "large" does not do any more' in found.json["not_rehearsed"][0]["reason"]


def test_one_bad_place_does_not_hide_the_others(world: Path) -> None:
    (world / "places/ash/.localkit/core.zip").write_bytes(b"no zip")

    found = rehearsed(world)

    assert found.status == 1
    assert "Not rehearsed\n  Ash\n" in found.stdout
    assert "  ● 1 place takes it without a decision\n" in found.stdout


def test_no_code_of_a_place_is_run(world: Path) -> None:
    plugin = "from localkit.hooks.markers import hookimpl\nraise SystemExit('ran')\n"
    write_world(world / "places/ash", {".localkit/plugins/own.py": plugin})
    run_localkit("trust", "places/ash", "--yes", cwd=world).assert_ok()

    assert rehearsed(world).stderr == ""


def test_a_folder_without_local_versions_is_told(world: Path) -> None:
    outcome = run_localkit("rehearse", "next", "kit", cwd=world)

    assert (outcome.status, outcome.stderr) == (
        2,
        "error: kit: no local version there\n"
        "hint: Name folders that `localkit adapt` made, or a folder that holds some.\n",
    )


def test_a_folder_that_is_misspelt_is_told_and_not_left_out(world: Path) -> None:
    outcome = run_localkit("rehearse", "next", "places", "plcaes", cwd=world)

    assert (outcome.status, outcome.stderr) == (
        2,
        "error: plcaes: there is no such folder\nhint: Name a local version, or a folder that holds some.\n",
    )


@pytest.mark.parametrize("workers", ["1", "2"])
def test_plugins_that_an_update_would_ask_are_asked_and_a_broken_one_is_told(
    world: Path, workers: str
) -> None:
    write_world(world, {"rules/broken.py": "raise RuntimeError('no such council')\n"})

    outcome = run_localkit(
        "--plugins-dir", "rules", "rehearse", "next", "places", "--workers", workers, cwd=world
    )

    assert "no such council" in outcome.stderr
    assert "  ● 2 places take it without a decision\n" in outcome.stdout


def test_a_place_of_a_portfolio_whose_folder_is_gone_is_named(world: Path) -> None:
    run_localkit("portfolio", "add", "places/ash", "places/cedar", cwd=world).assert_ok()
    (world / "places/cedar").rename(world / "elsewhere")

    outcome = run_localkit("rehearse", "next", "--portfolio", "portfolio.db", cwd=world)

    assert outcome.status == 1
    assert "  ● 1 place takes it without a decision\n" in outcome.stdout
    assert (
        "Not rehearsed\n  Cedar\n     there is no local version any more where it was added\n"
        in outcome.stdout
    )


def test_a_kit_with_code_that_nobody_trusts_is_refused_once(world: Path) -> None:
    write_world(world / "next", {"hooks/post_gen_project.py": "print('x')\n"})

    outcome = rehearsed(world)

    assert outcome.status == 3
    assert outcome.stderr.count("wants to run its own code") == 1


def test_the_places_of_a_portfolio_are_rehearsed_with_and_those_without_a_folder_are_named(
    world: Path,
) -> None:
    run_localkit("bundle", "places/cedar", "-o", "cedar.zip", "--yes", cwd=world).assert_ok()
    for what in ("places/ash", "places/birch", "cedar.zip"):
        run_localkit("portfolio", "add", what, cwd=world).assert_ok()

    outcome = run_localkit(
        "rehearse", "next", "--portfolio", "portfolio.db", "--workers", "1", "--format", "json", cwd=world
    )

    assert outcome.status == 1
    assert [item["place"] for item in outcome.json["places"]] == ["Ash", "Birch"]
    assert [(item["place"], item["reason"]) for item in outcome.json["not_rehearsed"]] == [
        ("Cedar", "it is known by a bundle only, which has no documents in it")
    ]


def test_places_have_to_be_named(world: Path) -> None:
    outcome = run_localkit("rehearse", "next", cwd=world)

    assert (outcome.status, outcome.stderr.splitlines()[0]) == (
        2,
        "error: say with which places: folders, or --portfolio P",
    )


def test_places_that_have_the_release_already_are_counted_apart(world: Path) -> None:
    run_localkit("update", "places/ash", "--kit", "next", "--no-input", cwd=world).assert_ok()
    run_localkit("update", "places/birch", "--kit", "next", "--no-input", cwd=world)

    outcome = rehearsed(world)

    assert "  ● 1 place takes it without a decision\n" in outcome.stdout
    assert "  ● 1 place has it already\n  ■ 1 place not rehearsed\n" in outcome.stdout
    assert "  Birch\n     an earlier update still waits for decisions\n" in outcome.stdout
