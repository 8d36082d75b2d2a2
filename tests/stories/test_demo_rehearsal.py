"""The statutory release rehearsed over the demo's six places: what it says is what the updates then do, on disk too."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from localkit.testing import run_localkit

TAKEN = ("updated", "merged", "same")
LEFT = ("kept", "needs_decision")


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    """The places as they were before the release, and the rehearsal."""
    world = tmp_path_factory.mktemp("rehearsal")
    # What each test gets for itself is not there yet for what several share.
    own = {"LOCALKIT_CONFIG_DIR": str(world / "no-settings"), "LOCALKIT_CACHE_DIR": str(world / "cache")}
    environment = {**own, "LOCALKIT_DISABLE_PLUGINS": "1"}
    made = run_localkit("demo", "six", "--format", "json", cwd=world, env=environment).assert_ok()
    for place in made.json["places"]:
        run_localkit("undo", place["path"], cwd=world, env=environment).assert_ok()
    arguments = ("rehearse", "six/kit-1.1.0", "six", "--workers", "1", "--format", "json")
    return world, run_localkit(*arguments, cwd=world, env=environment).json


def words(text: str) -> str:
    return " ".join(text.split())


def texts(root: Path) -> dict[str, str]:
    return {
        path.relative_to(root).as_posix(): words(path.read_text("utf-8", errors="replace"))
        for path in root.rglob("*")
        if path.is_file() and ".localkit" not in path.parts
    }


def test_what_was_rehearsed_is_what_each_update_does(world: tuple[Path, dict[str, Any]]) -> None:
    folder, rehearsal = world
    assert rehearsal["summary"] == {
        "places": 6,
        "clean": 4,
        "needs_decision": 2,
        "present": 0,
        "not_rehearsed": 0,
    }

    for said in rehearsal["places"]:
        root = Path(said["path"])
        before = texts(root)
        done = run_localkit(
            "update", said["path"], "--kit", "six/kit-1.1.0", "--no-input", "--format", "json", cwd=folder
        )
        left = run_localkit("resolve", "--list", said["path"], "--format", "json", cwd=folder).json
        after = texts(root)

        waiting = [row["address"] for row in said["passages"] if row["outcome"] == "needs_decision"]
        assert done.status == bool(waiting)
        assert [row["address"] for row in left["passages"]] == waiting
        assert done.json == {key: value for key, value in said.items() if key not in ("path", "place")}
        for row in said["passages"]:
            _is_there(row, before, after)
        named = {row["file"] for row in said["passages"] if row["outcome"] in TAKEN}
        touched = {path for path in after if after[path] != before.get(path)}
        assert touched == named


def _is_there(row: dict[str, Any], before: dict[str, str], after: dict[str, str]) -> None:
    """What a row says became of a passage is so in the file."""
    if row["outcome"] in TAKEN:
        assert words(row["merged"]) in after[row["file"]]
    else:
        assert row["outcome"] in LEFT
        if isinstance(row["local"], str):
            assert words(row["local"]) in after[row["file"]]
