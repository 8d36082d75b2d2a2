"""``localkit update`` and the files of a place: what is left alone, what is in the way, what is gone."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.cli.mending import (
    NEW,
    TEMPLATE,
    edited,
    own,
    released,
    rows,
    second,
    shaped,
    taken,
    updated,
    whole,
)

from localkit import render
from localkit.testing import Outcome, run_localkit, write_world


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A place with the first release; the second one lies where the first came from."""
    made = taken(tmp_path)
    released(tmp_path, second())
    return made


def test_a_file_given_once_is_never_touched(place: Path) -> None:
    outcome = updated(place, "--format", "json")

    assert (place / "log.md").read_text() == "# Log\n\nNothing yet.\n"
    assert "log.md" not in rows(outcome)


def test_a_file_given_once_does_not_come_back(place: Path) -> None:
    (place / "log.md").unlink()

    outcome = updated(place, "--format", "json")

    assert not (place / "log.md").exists()
    assert "log.md" not in rows(outcome)


def test_a_file_that_the_place_took_out_never_comes_back(place: Path) -> None:
    (place / "poster.md").unlink()

    outcome = updated(place, "--format", "json")

    assert rows(outcome)["poster.md"] == "kept"
    assert not (place / "poster.md").exists()


def test_a_file_that_the_place_took_out_and_the_core_changed_is_asked_for(place: Path) -> None:
    (place / "rules.md").unlink()

    outcome = updated(place, "--format", "json", status=1)

    row = outcome.json["passages"][0]
    assert (row["address"], row["outcome"], row["why"]) == (
        "rules.md",
        "needs_decision",
        "this place took it out, and the core changed it",
    )
    assert row["class"] == "statutory"
    assert not (place / "rules.md").exists()


def test_a_file_that_the_core_took_out_stays_where_it_was_edited(place: Path) -> None:
    edited(place, "stamps.md", "Ten", "Nine")

    outcome = updated(place, "--format", "json", status=1)

    row = outcome.json["passages"][0]
    assert (row["address"], row["why"]) == ("stamps.md", "the core took it out, and this place changed it")
    assert "Nine visits" in (place / "stamps.md").read_text()


def test_a_file_that_the_place_renamed_is_followed(place: Path) -> None:
    (place / "rules.md").rename(place / "our-rules.md")

    updated(place)

    assert "by an electrician" in (place / "our-rules.md").read_text()
    assert not (place / "rules.md").exists()


def test_a_file_of_the_place_s_own_where_the_core_adds_one_stays_until_somebody_decides(place: Path) -> None:
    write_world(place, {"batteries.md": "We sell none.\n"})

    outcome = updated(place, "--format", "json", status=1)

    row = outcome.json["passages"][0]
    assert (row["address"], row["why"], row["core"]) == (
        "batteries.md",
        "both added a file of this name",
        NEW,
    )
    assert (place / "batteries.md").read_text() == "We sell none.\n"
    assert (place / ".localkit/update/core/batteries.md").read_text() == NEW


def test_a_file_that_localkit_is_to_ignore_is_not_written_over(place: Path) -> None:
    write_world(place, {".localkit/ignore": "batteries.md\n", "batteries.md": "We sell none.\n"})

    updated(place, status=1)

    assert (place / "batteries.md").read_text() == "We sell none.\n"


def test_a_folder_where_the_core_adds_a_file_stops_the_update(place: Path) -> None:
    write_world(place, {"batteries.md/ours.md": "We sell none.\n"})
    before = whole(place)

    assert updated(place, status=2) == Outcome(
        2,
        "",
        "error: batteries.md: a folder is where the core has a file\n"
        "hint: Give the folder another name, then update again. Nothing was changed.\n",
    )
    assert own(place)["batteries.md/ours.md"] == "We sell none.\n"
    assert {**before, ".localkit/lock": None} == {**whole(place), ".localkit/lock": None}


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
@pytest.mark.parametrize("there", [True, False], ids=["to a file", "to nothing"])
def test_a_link_where_the_core_adds_a_file_stops_the_update(place: Path, there: bool) -> None:
    outside = write_world(place.parent / "outside", {"b.md": "Outside.\n"}) / ("b.md" if there else "none.md")
    (place / "batteries.md").symlink_to(outside)

    assert updated(place, status=2).stderr == (
        "error: batteries.md: a link is where the core has a file; localkit follows no link\n"
        "hint: Put the file itself there, or give the link another name. Nothing was changed.\n"
    )
    assert (place.parent / "outside/b.md").read_text() == "Outside.\n"


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
def test_a_link_that_took_a_file_s_place_stops_the_update(place: Path) -> None:
    outside = write_world(place.parent / "outside", {"rules.md": (place / "rules.md").read_text()})
    (place / "rules.md").unlink()
    (place / "rules.md").symlink_to(outside / "rules.md")
    before = whole(outside)

    assert updated(place, status=2).stderr == (
        "error: rules.md: a link is where the core has a file; localkit follows no link\n"
        "hint: Put the file itself there, or give the link another name. Nothing was changed.\n"
    )
    assert whole(outside) == before
    assert (place / "rules.md").is_symlink()


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
def test_a_folder_that_is_a_link_out_of_the_place_is_not_written_through(place: Path) -> None:
    released(place.parent, {**second(), f"{TEMPLATE}/leaflets/a.md": "A.\n"})
    outside = place.parent / "outside"
    outside.mkdir()
    (place / "leaflets").symlink_to(outside)

    assert updated(place, status=3).stderr == (
        "error: leaflets/a.md: a file reached through a link that leaves the folder is never read or written\n"
        "hint: Put the file itself in the place of the link, then run the same command again.\n"
    )
    assert list(outside.iterdir()) == []


def test_a_file_where_the_core_has_a_folder_stays_until_somebody_makes_room(place: Path) -> None:
    released(place.parent, {**second(), f"{TEMPLATE}/leaflets/a.md": "A.\n"})
    write_world(place, {"leaflets": "A list of ours.\n"})

    assert (
        "the core adds this file, and this place keeps another one as leaflets"
        in updated(place, status=1).stdout
    )
    assert (place / "leaflets").read_text() == "A list of ours.\n"
    take = ("resolve", "leaflets/a.md", "here", "--take", "core")
    outcome = run_localkit(*take, cwd=place.parent)
    assert (outcome.status, outcome.stderr) == (
        2,
        "error: leaflets: there is a file where the folder leaflets is to be\n"
        "hint: Give it another name, then run the same command again. Nothing was written.\n",
    )
    (place / "leaflets").rename(place / "our-list")
    run_localkit(*take, cwd=place.parent).assert_ok()
    assert (place / "leaflets/a.md").read_text() == "A.\n"


def test_a_new_file_under_the_name_that_the_place_gave_another_one_is_asked_for_by_itself(
    place: Path,
) -> None:
    released(place.parent, {**second(), f"{TEMPLATE}/house.md": "Quite another page.\n"})
    (place / "rules.md").rename(place / "house.md")
    new = ("resolve", "house.md#new file", "here")

    outcome = updated(place, "--format", "json", status=1)
    page = (place / "house.md").read_text()
    refused = run_localkit(*new, "--take", "core", cwd=place.parent)

    assert rows(outcome)["house.md#new file"] == "needs_decision"
    assert (refused.status, refused.stderr) == (
        2,
        "error: house.md: another file of this place's is there\n"
        "hint: Give it another name, then run the same command again; or keep it: --take local.\n",
    )
    run_localkit(*new, "--take", "local", cwd=place.parent).assert_ok()
    assert (place / "house.md").read_text() == page


def test_what_is_in_the_way_of_history_is_told_and_the_next_command_goes_on(place: Path) -> None:
    write_world(place, {".localkit/history": "not a folder\n"})

    assert updated(place, status=4).stderr == (
        f"error: {place}/.localkit/journal: all files are written, but the journal cannot be put away: "
        "Not a directory\n"
        "hint: Mend what the system complains about; the next localkit command in this folder finishes this one.\n"
    )
    (place / ".localkit/history").unlink()
    assert run_localkit("status", "here", cwd=place.parent).assert_ok().stderr == (
        "A command that was cut short here has been finished now.\n"
    )
    run_localkit("undo", "here", cwd=place.parent).assert_ok()
    assert not (place / "batteries.md").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="modes are another thing there")
def test_a_file_that_may_only_be_read_is_updated_and_keeps_its_mode(place: Path) -> None:
    (place / "rules.md").chmod(0o444)

    updated(place)

    assert "by an electrician" in (place / "rules.md").read_text()
    assert (place / "rules.md").stat().st_mode & 0o777 == 0o444


def test_line_ends_and_a_byte_order_mark_stay_as_the_place_has_them(place: Path) -> None:
    text = (place / "rules.md").read_text().replace("\n", "\r\n")
    (place / "rules.md").write_bytes(b"\xef\xbb\xbf" + text.encode())

    updated(place)

    data = (place / "rules.md").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert b"by an electrician" in data
    assert data.count(b"\n") == data.count(b"\r\n")


def test_a_logo_of_the_place_s_own_waits(place: Path) -> None:
    (place / "logo.bin").write_bytes(b"\x00ours")

    outcome = updated(place, "--format", "json", status=1)

    row = outcome.json["passages"][0]
    assert (row["address"], row["core"], row["local"]) == (
        "logo.bin",
        "(a file of 6 bytes)",
        "(a file of 5 bytes)",
    )
    assert (place / "logo.bin").read_bytes() == b"\x00ours"
    assert (place / ".localkit/update/core/logo.bin").read_bytes() == b"\x00\x01two\x00"


def test_a_dirty_work_tree_of_git_is_no_hindrance(place: Path) -> None:
    pygit2 = pytest.importorskip("pygit2")
    repository = pygit2.init_repository(str(place))
    repository.index.add("rules.md")
    repository.index.write()
    edited(place, "poster.md", "Come", "Do come")
    git = whole(place / ".git")

    updated(place)

    assert whole(place / ".git") == git
    assert (place / "poster.md").read_text() == "Do come to Harrow.\n"


@pytest.mark.one_thread
def test_an_update_renders_once_and_starts_no_other_program(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The child that renders what nobody trusts is a fork of this process."""
    shaped(place)
    counted: list[str] = []
    inner = render.render

    def render_once(*arguments: Any, **more: Any) -> Any:
        counted.append("render")
        return inner(*arguments, **more)

    # Rendering is what costs; there is no seam at which to count it but its one function.
    monkeypatch.setattr(render, "render", render_once)
    heard: list[str] = []
    listening = [True]
    watched = ("subprocess.Popen", "os.exec", "os.posix_spawn", "os.spawn", "os.system", "os.startfile")
    sys.addaudithook(lambda event, _: heard.append(event) if listening and event in watched else None)
    try:
        updated(place, status=1)
    finally:
        listening.clear()

    assert (counted, heard) == (["render"], [])


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs a named pipe")
def test_a_pipe_where_the_core_adds_a_file_does_not_hold_the_update_up(place: Path) -> None:
    os.mkfifo(place / "batteries.md")

    assert updated(place, status=2).stderr == (
        "error: batteries.md: something that is no file is where the core has one\n"
        "hint: Give it another name, then update again. Nothing was changed.\n"
    )


@pytest.mark.parametrize(
    ("file", "data", "reason"),
    [
        (
            "rules.md",
            "# Rules of the caf\xe9\n\nStay.\n".encode("latin-1"),
            "it is not UTF-8 text; save it as UTF-8 to have it compared by its parts",
        ),
        (
            "settings.yaml",
            b"# ours\nturns: 2\nkitchen: [yes\n",
            "it cannot be read as YAML (line 4): a bracket that is not closed, or a missing comma",
        ),
    ],
)
def test_a_file_that_cannot_be_read_says_why_it_waits_as_a_whole(
    place: Path, file: str, data: bytes, reason: str
) -> None:
    (place / file).write_bytes(data)
    files = {
        **second(),
        f"{TEMPLATE}/settings.yaml": "# of the whole house\nturns: 3\nkitchen: no\nlamps: 4\n",
    }
    released(place.parent, files)

    told = updated(place, status=1).stdout
    listed = run_localkit("resolve", "--list", "here", cwd=place.parent).stdout

    assert (place / file).read_bytes() == data
    for text in (told, listed):
        assert f"both changed it; {reason}" in " ".join(text.split())
