"""The demo's six places through the second release of their kit: the law changes, and nobody loses a word."""

from __future__ import annotations

from pathlib import Path

import pytest

from localkit.testing import Outcome, run_localkit

PLACES = {
    "Hartsmere": "hartsmere",
    "Brackwater": "brackwater",
    "St Orran's Bay": "st-orrans-bay",
    "Cwm Derwydd": "cwm-derwydd",
    "Isle of Corrasay": "isle-of-corrasay",
    "Lough Arden": "lough-arden",
}
ASKED = {"Brackwater", "Lough Arden"}
STATUS = "Your status"


@pytest.fixture(scope="module")
def six(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The six places of the demo."""
    world = tmp_path_factory.mktemp("demo")
    found = run_localkit("demo", "six", "--format", "json", cwd=world).assert_ok().json
    return {place["place"]["name"]: Path(place["path"]) for place in found["places"]}


@pytest.fixture(scope="module")
def told(six: dict[str, Path]) -> dict[str, Outcome]:
    """What the update said of each place."""
    return {
        name: run_localkit("update", str(path), "--no-input", "--format", "json")
        for name, path in six.items()
    }


def test_those_who_edited_the_same_section_are_asked_and_nobody_else(told: dict[str, Outcome]) -> None:
    assert {name: outcome.status for name, outcome in told.items()} == {
        name: 1 if name in ASKED else 0 for name in PLACES
    }
    asked = {
        name: [row["address"] for row in outcome.json["passages"] if row["outcome"] == "needs_decision"]
        for name, outcome in told.items()
    }
    assert {name: len(rows) for name, rows in asked.items() if rows} == dict.fromkeys(ASKED, 1)
    for rows in asked.values():
        assert all(row.startswith("agreements/carer.md#") and row.endswith(STATUS) for row in rows)


def test_the_law_s_text_is_there_at_all_six(six: dict[str, Path], told: dict[str, Outcome]) -> None:
    for path in six.values():
        core = path / ".localkit"
        assert core.is_dir()
        for name in ("arrangement", "licence"):
            assert "take" in (path / f"agreements/{name}.md").read_text("utf-8")
