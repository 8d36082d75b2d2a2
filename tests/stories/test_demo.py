"""The demo: what a newcomer sees first."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import jsonschema
import pytest

from localkit.store.schemas import schema
from localkit.syntax.yaml import parse
from localkit.testing import run_localkit


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the demo was made, once, for those who only look at it."""
    return tmp_path_factory.mktemp("demo")


@pytest.fixture(scope="module")
def found(world: Path) -> Any:
    """What it told."""
    # What each test gets for itself is not there yet for what several share.
    own = {"LOCALKIT_CONFIG_DIR": str(world / "no-settings"), "LOCALKIT_CACHE_DIR": str(world / "cache")}
    environment = {**own, "LOCALKIT_DISABLE_PLUGINS": "1"}
    return run_localkit("demo", "six", "--format", "json", cwd=world, env=environment).assert_ok().json


def test_demo_makes_six_places_that_differ_as_told(found: Any) -> None:
    for place in found["places"]:
        jsonschema.validate(place, schema("status"))
    assert {
        place["place"]["name"]: (place["lights"]["yellow"], place["lights"]["red"])
        for place in found["places"]
    } == {
        "Hartsmere": (0, 0),
        "Brackwater": (1, 1),
        "St Orran's Bay": (0, 1),
        "Cwm Derwydd": (0, 0),
        "Isle of Corrasay": (0, 1),
        "Lough Arden": (0, 2),
    }
    states = {
        (place["place"]["name"], element["id"]): element["state"]
        for place in found["places"]
        for element in place["elements"]
        if element["state"] not in ("as_core", "not_applicable")
    }
    assert states == {
        ("Hartsmere", "household-limit"): "unrecorded",
        ("Hartsmere", "coordinator-load"): "unrecorded",
        ("Hartsmere", "recruitment-and-look"): "unrecorded",
        ("Brackwater", "coordinator-load"): "unrecorded",
        ("Brackwater", "legal-status"): "unrecorded",
        ("St Orran's Bay", "part-of-the-family"): "unrecorded",
        ("Cwm Derwydd", "recruitment-and-look"): "recorded",
        ("Isle of Corrasay", "panel-members"): "recorded",
        ("Lough Arden", "arrangement-review"): "excepted",
        ("Lough Arden", "legal-status"): "recorded",
        ("Lough Arden", "your-own-forms"): "unrecorded",
    }
    assert found["places"][5]["files"]["moved"] == [["forms/enquiry.md", "forms/first-conversation.md"]]


def test_demo_keeps_both_releases_of_its_kit_and_begins_with_the_first(found: Any, world: Path) -> None:
    assert {place["kit"]["version"] for place in found["places"]} == {"1.0.0"}
    releases = [folder for folder in sorted((world / "six").iterdir()) if folder.name.startswith("kit")]
    assert [folder.name for folder in releases] == ["kit-1.0.0", "kit-1.1.0"]
    for folder in releases:
        assert f"\nversion: {folder.name.removeprefix('kit-')}\n" in (folder / "kit.yaml").read_text("utf-8")
    assert {(update["from"], update["to"]) for update in found["updates"]} == {("1.0.0", "1.1.0")}
    record = parse((world / "six/lough-arden/.localkit/local.yaml").read_text("utf-8")).data["kit"]
    assert (record["source"], record["ref"]) == ("open-door-homes", "1.1.0")


def test_demo_ends_with_what_to_try_next(tmp_path: Path) -> None:
    said = run_localkit("demo", "six", cwd=tmp_path).assert_ok().stdout

    commands = [line.split()[1:] for line in said.splitlines() if line.startswith("  localkit ")]
    assert len(commands) == 13
    for command in commands:
        arguments = [*command, "--no-input"] if command[0] == "adapt" else command
        arguments += ["--summary", "s", "--nature", "reordering"] if command[0] == "record" else []
        # One place touches the core, and its check says so; in one, something waits until it is settled.
        waits = command[0] == "check" or command[:2] == ["resolve", "--list"]
        # There is no terminal here for the screens.
        expected = 2 if command[0] == "tui" else 1 if waits else 0
        assert run_localkit(*arguments, cwd=tmp_path).status == expected


def test_demo_takes_six_places_through_the_next_release(found: Any, world: Path) -> None:
    for update in found["updates"]:
        jsonschema.validate(update, schema("update"))
    assert {
        place["place"]["name"]: [
            item["address"] for item in update["passages"] if item["outcome"] == "needs_decision"
        ]
        for place, update in zip(found["places"], found["updates"], strict=True)
    } == {
        "Hartsmere": [],
        "Brackwater": ["agreements/carer.md#Carer agreement > Your status"],
        "St Orran's Bay": [],
        "Cwm Derwydd": [],
        "Isle of Corrasay": [],
        "Lough Arden": ["agreements/carer.md#Carer agreement > Your status"],
    }
    for name in (
        "hartsmere",
        "brackwater",
        "st-orrans-bay",
        "cwm-derwydd",
        "isle-of-corrasay",
        "lough-arden",
    ):
        said = (world / "six" / name / "agreements/licence.md").read_text("utf-8")
        assert "Two streams of money are kept apart." in said


def test_demo_writes_over_nothing(tmp_path: Path) -> None:
    (tmp_path / "localkit-demo").mkdir()
    (tmp_path / "localkit-demo" / "mine.txt").write_text("mine")

    outcome = run_localkit("demo", cwd=tmp_path)

    assert outcome.status == 2
    assert "localkit-demo: the folder is not empty" in outcome.stderr


@pytest.mark.usefixtures("found")
def test_demo_makes_a_portfolio_that_knows_the_places_before_and_after_the_release(world: Path) -> None:
    store = ("--portfolio", "six/portfolio.db")
    listed = run_localkit("portfolio", "list", *store, "--format", "json", cwd=world).assert_ok().json
    run_localkit("portfolio", "report", *store, "--html", "six.html", cwd=world).assert_ok()
    page = (world / "six.html").read_text("utf-8")

    assert [item["name"] for item in listed["places"]] == [
        *("Brackwater", "Cwm Derwydd", "Hartsmere", "Isle of Corrasay", "Lough Arden", "St Orran's Bay")
    ]
    assert {item["kit"]["version"] for item in listed["places"]} == {"1.1.0"}
    assert "1.0.0 → 1.1.0" in page
    assert "45 out of 60" in page
    assert "5 out of 12" not in page  # a small count of people
