"""The demo's six places and the second release of their kit: the law changes, and nobody loses a word."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from localkit.store.schemas import problems
from localkit.testing import run_localkit

ASKED = {"Brackwater": "brackwater", "Lough Arden": "lough-arden"}
PASSAGE = "agreements/carer.md#Carer agreement > Your status"
LAW = {
    "agreements/arrangement.md": "gets you independent advice before you sign",
    "agreements/licence.md": "Two streams of money are kept apart.",
}
OWN = {
    "Brackwater": "at home for the person from four in the afternoon until nine the next morning",
    "Lough Arden": "Nobody expects you to put out in bad weather.",
}


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the demo tells, once."""
    world = tmp_path_factory.mktemp("demo")
    # What each test gets for itself is not there yet for what several share.
    own = {"LOCALKIT_CONFIG_DIR": str(world / "no-settings"), "LOCALKIT_CACHE_DIR": str(world / "cache")}
    told = run_localkit(
        "demo", "six", "--format", "json", cwd=world, env={**own, "LOCALKIT_DISABLE_PLUGINS": "1"}
    )
    found: dict[str, Any] = told.assert_ok().json
    return found


@pytest.fixture(scope="module")
def places(demo: dict[str, Any]) -> dict[str, Path]:
    """Where each place is, by name."""
    return {place["place"]["name"]: Path(place["path"]) for place in demo["places"]}


def words(path: Path) -> str:
    return " ".join(path.read_text("utf-8").split())


def test_the_two_that_edited_the_same_section_are_asked_and_nobody_else(demo: dict[str, Any]) -> None:
    asked = {
        place["place"]["name"]: [
            (row["address"], row["element"], row["class"], row["why"])
            for row in update["passages"]
            if row["outcome"] == "needs_decision"
        ]
        for place, update in zip(demo["places"], demo["updates"], strict=True)
    }

    question = (PASSAGE, "legal-status", "statutory", "both changed it")
    assert {name: rows for name, rows in asked.items() if rows} == {name: [question] for name in ASKED}
    assert len(asked) == 6
    assert problems(demo, "demo") == []
    assert [problems(update, "update") for update in demo["updates"]] == [[]] * 6


@pytest.mark.parametrize("file", LAW)
def test_the_law_s_text_is_there_at_all_six(places: dict[str, Path], file: str) -> None:
    assert {name: LAW[file] in words(path / file) for name, path in places.items()} == dict.fromkeys(
        places, True
    )


def test_the_renamed_page_and_the_split_section_are_there_at_all_six(places: dict[str, Path]) -> None:
    for path in places.values():
        assert not (path / "handbook/06-rights-and-complaints.md").exists()
        assert (
            (path / "handbook/06-rights-and-speaking-up.md")
            .read_text("utf-8")
            .startswith("# Rights and speaking up\n")
        )
        review = (path / "handbook/04-keeping-in-touch.md").read_text("utf-8")
        assert "\n## Before the review of an arrangement\n" in review
        assert "\n## At the review of an arrangement\n" in review
        assert "\n## The review of an arrangement\n" not in review


def test_what_the_law_asks_for_stands_on_top_until_it_is_settled(places: dict[str, Path]) -> None:
    for name in ASKED:
        told = run_localkit("status", str(places[name])).stdout

        first = next(line for line in told.splitlines() if line.startswith(" ■"))
        assert first == " ■ Everyone's status in the three agreements  legal-status"
        assert told.index("Needs your decision (1)") < told.index("Behind the core")


@pytest.mark.parametrize("name", ASKED)
def test_a_place_that_takes_the_core_s_text_has_nothing_left_to_decide(
    places: dict[str, Path], name: str
) -> None:
    path = places[name]
    assert OWN[name] in words(path / "agreements/carer.md")

    run_localkit("resolve", "legal-status", str(path), "--take", "core").assert_ok()

    text = words(path / "agreements/carer.md")
    assert "Each match is a fresh choice." in text
    assert OWN[name] not in text
    assert not (path / ".localkit/update").exists()
    run_localkit("update", str(path), "--no-input").assert_ok()
    back = run_localkit("undo", str(path))
    assert (back.status, OWN[name] in words(path / "agreements/carer.md")) == (1, True)
