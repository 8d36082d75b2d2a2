"""The plugins of this repository are installed, and taking one out changes only its own findings."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from localkit.testing import run_localkit, write_world

FOLDER = Path(__file__).parents[2] / "plugins"
NAMES = sorted(path.parent.name for path in FOLDER.glob("*/pyproject.toml"))
OURS = ("localkit", *NAMES)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A scheme in Wales that every plugin has something to say about."""
    monkeypatch.delenv("LOCALKIT_DISABLE_PLUGINS")
    answers = ("--set", "nation=wales", "--set", "gss_code=E08000016", "--set", "place_name=Cwm")
    run_localkit("adapt", "open-door-homes", "here", "--no-input", *answers, cwd=tmp_path)
    here = tmp_path / "here"
    hard = (
        "Notwithstanding the aforementioned provisions, coordinators undertake comprehensive reassessments. "
    )
    page = next((here / "easy-read").glob("living*.md"))
    return write_world(
        here,
        {
            f"easy-read/{page.name}": page.read_text("utf-8") + "\n" + hard * 30 + "\n",
            "settings.yaml": (here / "settings.yaml")
            .read_text("utf-8")
            .replace("max_people: 3", "max_people: 5"),
        },
    )


def found(place: Path, *options: str) -> list[dict[str, Any]]:
    outcome = run_localkit(*options, "check", place, "--format", "json")
    assert outcome.stderr == ""
    findings: list[dict[str, Any]] = outcome.json["findings"]
    return [item for item in findings if item["plugin"] in OURS]


@pytest.mark.parametrize("name", NAMES)
def test_is_installed_under_its_own_name(name: str, place: Path) -> None:
    project = tomllib.loads((FOLDER / name / "pyproject.toml").read_text("utf-8"))["project"]

    listed = {
        item["name"]: item for item in run_localkit("plugins", "list", "--format", "json").json["plugins"]
    }

    assert listed[name]["origin"] == f"package {name}"
    assert listed[name]["version"] == project["version"]


@pytest.mark.parametrize("name", NAMES)
def test_taking_one_out_changes_only_its_own_findings(name: str, place: Path) -> None:
    everything = found(place)

    without = found(place, "-p", f"no:{name}")

    own = [item for item in everything if item["plugin"] == name]
    assert own
    raised = [item for item in everything if item["rule"] == "core.raised" and name in item["message"]]
    left = [item for item in everything if item not in own and item not in raised]
    assert [(item["rule"], item["message"]) for item in without] == [
        (item["rule"], item["message"]) for item in left
    ]
