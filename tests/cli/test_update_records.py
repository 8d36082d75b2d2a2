"""``localkit update`` and what a place recorded; what plugins are told."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from tests.cli.mending import edited, released, second, shaped, taken, updated

from localkit.hooks.markers import hookimpl
from localkit.syntax.yaml import parse
from localkit.testing import Outcome, run_localkit


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A place with the first release; the second one lies where the first came from."""
    made = taken(tmp_path)
    released(tmp_path, second())
    return made


def recorded(place: Path, element: str, summary: str) -> None:
    said = ["--summary", summary, "--what", "content", "--nature", "reordering", "--goal", "reduce_cost"]
    run_localkit("record", element, "here", *said, cwd=place.parent).assert_ok()


def adaptations(place: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = parse((place / ".localkit/adaptations.yaml").read_text("utf-8")).data[
        "adaptations"
    ]
    return found


def states(place: Path) -> dict[str, str]:
    found = run_localkit("status", "here", "--format", "json", cwd=place.parent).json["elements"]
    return {item["id"]: item["state"] for item in found}


def test_what_was_merged_without_asking_is_still_recorded(place: Path) -> None:
    edited(place, "rules.md", "The visitor stays", "The visitor or a friend stays")
    recorded(place, "stay", "A friend may stay.")
    before = adaptations(place)[0]["fingerprint"]

    updated(place)

    assert adaptations(place)[0]["fingerprint"] != before
    assert states(place)["stay"] == "recorded"


def test_what_was_changed_since_it_was_recorded_stays_so(place: Path) -> None:
    edited(place, "rules.md", "The visitor stays", "The visitor or a friend stays")
    recorded(place, "stay", "A friend may stay.")
    edited(place, "rules.md", "or a friend", "or two friends")
    before = adaptations(place)

    updated(place)

    assert adaptations(place) == before
    assert states(place)["stay"] == "changed_since_recorded"


def test_what_the_core_took_up_is_closed_with_thanks(place: Path) -> None:
    edited(place, "rules.md", "by a person who has been shown how", "by an electrician")
    recorded(place, "plugs", "Only electricians test.")

    outcome = updated(place)

    assert (
        'What you had recorded is no difference to the core any more: "Only electricians test." Thank you.\n'
        in outcome.stdout
    )
    assert adaptations(place)[0]["adopted_in"] == "1.1.0"
    assert states(place)["plugs"] == "as_core"


def test_what_still_waits_is_not_closed(place: Path) -> None:
    edited(place, "rules.md", "by a person who has been shown how", "by Olive")
    recorded(place, "plugs", "Olive tests.")
    before = adaptations(place)

    updated(place, status=1)

    assert adaptations(place) == before


def test_what_somebody_noted_in_local_yaml_for_themselves_stays(place: Path) -> None:
    path = place / ".localkit/local.yaml"
    path.write_text(f"{path.read_text()}x-note: ours\nstage: pilot\n".replace("stage: live\n", "", 1))

    updated(place)

    record = parse(path.read_text("utf-8")).data
    assert (record["x-note"], record["stage"]) == ("ours", "pilot")


class Listening:
    def __init__(self) -> None:
        self.heard: list[tuple[str | None, str, str, str]] = []

    @hookimpl
    def localkit_local_version_updated(self, local: Any, before: str) -> None:
        text = local.text("rules.md")
        self.heard.append((local.place_name, before, local.kit.version, text.splitlines()[8]))


class Failing:
    @hookimpl
    def localkit_local_version_updated(self, local: Any, before: str) -> None:
        raise RuntimeError("no line to the council")


def run(place: Path, plugin: object, *arguments: str) -> Outcome:
    return run_localkit("update", "here", "--no-input", *arguments, cwd=place.parent, plugins=[plugin])


def test_plugins_are_told_of_an_update_once_it_is_there(place: Path) -> None:
    plugin = Listening()

    run(place, plugin).assert_ok()

    assert plugin.heard == [("Harrow", "1.0.0", "1.1.0", "A plug is tested by an electrician.")]


def test_plugins_are_told_of_nothing_where_nothing_is_written(place: Path) -> None:
    plugin = Listening()

    run(place, plugin, "--dry-run").assert_ok()
    run(place, plugin).assert_ok()
    run(place, plugin).assert_ok()

    assert len(plugin.heard) == 1


def test_a_plugin_that_fails_is_named_and_the_update_is_there(place: Path) -> None:
    outcome = run(place, Failing())

    assert outcome.status == 1
    assert "Harrow · Mend 1.0.0 → 1.1.0\n" in outcome.stdout
    assert (
        outcome.stderr
        == "The plugin Failing failed: localkit_local_version_updated: RuntimeError: no line to the council\n"
    )
    assert "by an electrician" in (place / "rules.md").read_text()


def test_a_lost_update_hides_no_change_that_the_law_asks_for(tmp_path: Path) -> None:
    place = shaped(taken(tmp_path))
    released(tmp_path, second())
    updated(place, status=1)
    shutil.rmtree(place / ".localkit/update")

    status = run_localkit("status", "here", "--format", "json", cwd=tmp_path).assert_ok().json

    assert [(item["id"], item["standing"]) for item in status["pressing"]] == [
        ("electricity-act", "undecided")
    ]
    said = run_localkit("status", "here", cwd=tmp_path).stdout
    assert "it came with an update, and nobody has said what became of it" in said
