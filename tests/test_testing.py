"""What authors of kits and plugins test with."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from localkit.model.tree import File
from localkit.testing import NOON, Outcome, compare, fixed_workspace, kit, run_localkit, tree, write_world


def test_a_tree_takes_text_bytes_and_empty_folders() -> None:
    made = tree({"a.md": "é", "b.bin": b"\0", "c/d/": ""})

    assert dict(made.files) == {"a.md": File("é".encode()), "b.bin": File(b"\0")}
    assert made.folders == {"c/d"}


def test_a_world_is_put_on_disk_over_what_is_there(tmp_path: Path) -> None:
    write_world(tmp_path / "new", {"a.md": "1", "b/c.md": "2", "d/": ""})

    assert write_world(tmp_path / "new", {"a.md": "3"}) == tmp_path / "new"
    assert sorted(path.name for path in (tmp_path / "new").rglob("*")) == ["a.md", "b", "c.md", "d"]
    assert (tmp_path / "new/a.md").read_text() == "3"


def test_a_command_leaves_folder_variables_and_streams_as_they_were(tmp_path: Path) -> None:
    before = Path.cwd(), dict(os.environ)

    outcome = run_localkit("status", cwd=tmp_path, env={"LOCALKIT_TRY": "1"}, stdin="nothing\n")

    assert outcome.status == 2
    assert (Path.cwd(), dict(os.environ)) == before


def test_assert_ok_fails_with_what_the_command_said() -> None:
    assert Outcome(0, "{}", "").assert_ok().json == {}

    with pytest.raises(AssertionError, match="exit status 2\nout\nerror: why"):
        Outcome(2, "out\n", "error: why\n").assert_ok()


def test_a_kit_that_the_format_does_not_allow_is_no_kit() -> None:
    with pytest.raises(ValueError, match='"latitude" is missing'):
        kit("- {id: a, title: A, passages: [{file: a.md}]}")


def test_an_edit_is_measured_without_a_disk() -> None:
    framework = kit("- {id: a, title: A, latitude: fixed, passages: [{file: a.md}]}")

    assert compare(framework, {"a.md": "One.\n"}, {"a.md": "Two.\n"}).elements[0].light == "red"


def test_a_fixed_workspace_stands_still_and_keeps_to_itself(tmp_path: Path) -> None:
    workspace = fixed_workspace(tmp_path)

    assert (workspace.clock(), workspace.today, workspace.seed()) == (NOON, NOON.date(), "0" * 16)
    assert (workspace.config, workspace.cache, workspace.plugins) == (
        tmp_path / "config",
        tmp_path / "cache",
        False,
    )
