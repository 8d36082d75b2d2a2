"""``localkit rehearse --portfolio``: places in git, and those that sent a bundle with their documents."""

from __future__ import annotations

import json
import shutil
import subprocess
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
"""
TEMPLATE = "{{cookiecutter.place_name}}"
RULES = (
    "# Rules of {{cookiecutter.place_name}}\n\n## Stay\n\nThe visitor stays at the table.\n\n"
    "## Tea\n\nTea is free.\n"
)
NEXT = RULES.replace("at the table", "at the table to the end")


def kit(version: str, rules: str) -> dict[str, str | bytes]:
    answers = {"place_name": "Ash", "tables": ["round", "square"], "key": "under the mat"}
    return {
        "kit.yaml": KIT.replace("VERSION", version),
        "cookiecutter.json": json.dumps(answers),
        f"{TEMPLATE}/rules.md": rules,
        f"{TEMPLATE}/more.md": "# More\n",
    }


def git(folder: Path, *arguments: str) -> None:
    who = ("-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "init.defaultBranch=main")
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def world(tmp_path: Path) -> Path:
    """A kit in a repository with its first release tagged, and a place that edited a section."""
    write_world(tmp_path / "kit", kit("1.0.0", RULES))
    git(tmp_path / "kit", "init")
    git(tmp_path / "kit", "add", ".")
    git(tmp_path / "kit", "commit", "-m", "one")
    git(tmp_path / "kit", "tag", "v1.0.0")
    run_localkit(
        "adapt", "kit", "ash", "--no-input", "--set", "tables=square", "--set", "key=with Jo", cwd=tmp_path
    ).assert_ok()
    page = tmp_path / "ash/rules.md"
    page.write_text(page.read_text("utf-8").replace("at the table", "by the window"), "utf-8")
    return tmp_path


def release(world: Path, rules: str = NEXT) -> None:
    """The next release, not tagged yet."""
    write_world(world / "kit", kit("1.1.0", rules))


def rehearsed(world: Path, *more: str) -> Outcome:
    command = ("rehearse", "kit", "--portfolio", "portfolio.db", "--workers", "1")
    return run_localkit(*command, *more, cwd=world)


def send(world: Path, *more: str) -> None:
    run_localkit("bundle", "ash", "-o", "ash.zip", "--yes", *more, cwd=world).assert_ok()
    run_localkit("portfolio", "add", "ash.zip", cwd=world).assert_ok()


def plan(world: Path) -> dict[str, Any]:
    found: dict[str, Any] = run_localkit(
        "rehearse", "kit", "ash", "--workers", "1", "--format", "json", cwd=world
    ).json["places"][0]
    return {key: value for key, value in found.items() if key not in ("path", "answers")}


def test_a_place_in_git_is_rehearsed_with_and_nothing_is_written(world: Path) -> None:
    git(world / "ash", "init")
    git(world / "ash", "add", ".")
    git(world / "ash", "commit", "-m", "ours")
    run_localkit("portfolio", "add", "ash@main", cwd=world).assert_ok()
    release(world)

    found = rehearsed(world, "--format", "json").json

    (place,) = found["places"]
    assert place["path"] == f"{world / 'ash'}@main"
    assert {key: value for key, value in place.items() if key not in ("path", "answers")} == plan(world)


def test_a_bundle_with_documents_is_rehearsed_with_and_its_day_is_told(world: Path) -> None:
    """The key and the tables stand nowhere in the documents; neither matters for this release."""
    send(world, "--with-files")
    release(world)

    found = rehearsed(world, "--format", "json").json
    jsonschema.validate(found, schema("rehearse"))

    (place,) = found["places"]
    day = place.pop("bundle")
    assert {key: value for key, value in place.items() if key not in ("path", "answers")} == plan(world)
    assert f"Rehearsed from what they sent\n  Ash  bundle of {day}\n" in rehearsed(world).stdout


def test_a_bundle_that_does_not_tell_what_matters_is_not_rehearsed_with(world: Path) -> None:
    send(world, "--with-files")
    release(world, NEXT.replace("Tea is free", "Tea is free at {{cookiecutter.tables}} tables"))

    outcome = rehearsed(world)

    assert outcome.status == 0
    assert (
        "Not rehearsed\n"
        "  Ash\n"
        "     its bundle does not tell for sure: tables\n"
        "     Rehearse with the place's own folder or repository, or have the kit share these answers.\n"
    ) in outcome.stdout


def test_a_bundle_without_documents_is_not_rehearsed_with(world: Path) -> None:
    send(world)
    release(world)

    (place,) = rehearsed(world, "--format", "json").json["not_rehearsed"]

    assert (place["place"], place["reason"], place["hint"]) == (
        "Ash",
        "it is known by a bundle only, which has no documents in it",
        "Ask the place for one with its documents: localkit bundle --with-files -o FILE",
    )


def test_a_bundle_of_a_release_that_is_not_there_is_not_rehearsed_with(world: Path) -> None:
    send(world, "--with-files")
    release(world)
    git(world / "kit", "tag", "-d", "v1.0.0")

    (place,) = rehearsed(world, "--format", "json").json["not_rehearsed"]

    assert (place["reason"], place["hint"]) == (
        "its release, mend 1.0.0, is not among those of the kit",
        "Name the kit where all its releases are: a git address, or a folder that is a repository with tags.",
    )


def test_a_bundle_that_is_gone_hides_no_other_place(world: Path) -> None:
    send(world, "--with-files")
    run_localkit("portfolio", "add", "ash", cwd=world).assert_ok()
    (world / "ash.zip").unlink()
    release(world)

    found = rehearsed(world, "--format", "json")

    assert found.status == 1
    assert len(found.json["places"]) == 1
    assert [item["reason"] for item in found.json["not_rehearsed"]] == ["there is no such file"]


def test_places_of_other_kits_are_left_out_and_counted(world: Path) -> None:
    """A folder that is measured or not, one that is gone, and a bundle; who names one is told of it."""
    other = {
        **kit("1.0.0", RULES),
        "kit.yaml": KIT.replace("VERSION", "1.0.0").replace("name: mend", "name: sew"),
    }
    write_world(world / "sew", other)
    for name in ("elm", "fir", "gorse"):
        run_localkit(
            "adapt", "sew", f"sewn/{name}", "--no-input", "--set", f"place_name={name}", cwd=world
        ).assert_ok()
    run_localkit("bundle", "sewn/gorse", "-o", "gorse.zip", "--yes", cwd=world).assert_ok()
    run_localkit("portfolio", "add", "ash", "sewn/fir", "gorse.zip", cwd=world).assert_ok()
    run_localkit("portfolio", "scan", "--workers", "1", cwd=world).assert_ok()
    run_localkit("portfolio", "add", "sewn/elm", cwd=world).assert_ok()
    shutil.rmtree(world / "sewn/fir")
    release(world)

    outcome = rehearsed(world, "--html", "page.html")
    assert "    3 places of other kits are left out\n" in outcome.stdout
    page = (world / "page.html").read_text("utf-8")
    assert "<dt>Left out, since they have another kit</dt><dd>3 places</dd>" in page
    assert "0 places not rehearsed" in outcome.stdout
    found = rehearsed(world, "--format", "json").json
    jsonschema.validate(found, schema("rehearse"))
    assert (found["summary"]["places"], found["not_rehearsed"], found["other_kits"]) == (1, [], 3)

    below = run_localkit("rehearse", "kit", "sewn", "--workers", "1", "--format", "json", cwd=world)
    assert (below.status, below.json["not_rehearsed"], below.json["other_kits"]) == (0, [], 2)
    named = run_localkit("rehearse", "kit", "sewn/elm", "--workers", "1", "--format", "json", cwd=world)
    assert (named.status, len(named.json["not_rehearsed"]), named.json["other_kits"]) == (1, 1, 0)
