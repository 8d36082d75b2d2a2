"""``localkit set``: what a place says of itself, in local.yaml, whose comments stay."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from tests.cli.kits_in_git import commit, files, kit

from localkit.store.schemas import problems
from localkit.syntax.yaml import parse
from localkit.testing import Outcome, run_localkit, write_world

SMALL = {
    "kit.yaml": "format: 1\nname: small\nversion: 1.0.0\ntitle: Small\nplace: {name: place_name}\nelements: []\n",
    "cookiecutter.json": '{"place_name": "Harrow", "slug": "here"}',
    "{{cookiecutter.slug}}/a.md": "A.\n",
}


@pytest.fixture
def place(tmp_path: Path) -> Path:
    write_world(tmp_path / "kit", SMALL)
    run_localkit("adapt", "kit", "here", "--no-input", cwd=tmp_path).assert_ok()
    return tmp_path / "here"


def said(place: Path, pair: str, *arguments: str) -> Outcome:
    return run_localkit("set", pair, "here", *arguments, cwd=place.parent)


def record(place: Path) -> Path:
    return place / ".localkit" / "local.yaml"


def values(place: Path) -> dict[str, Any]:
    data: dict[str, Any] = parse(record(place).read_text("utf-8-sig")).data
    assert problems(data, "local") == []
    return data


class TestStage:
    def test_it_is_what_was_said(self, place: Path) -> None:
        before = files(place)

        assert said(place, "stage=sustaining") == Outcome(0, "stage was live; now it is sustaining.\n", "")

        after = files(place)
        text = before.pop(".localkit/local.yaml").replace(b"\nstage: live\n", b"\nstage: sustaining\n")
        assert (after.pop(".localkit/local.yaml"), after) == (text, before)
        assert "Harrow · Small 1.0.0 · sustaining" in run_localkit("status", cwd=place).stdout

    def test_what_it_is_already_changes_nothing(self, place: Path) -> None:
        before = files(place)

        assert said(place, "stage=live") == Outcome(0, "stage is live already.\n", "")
        assert files(place) == before

    def test_comments_and_line_ends_stay(self, place: Path) -> None:
        """Who asks people to read a file must not tidy it up behind their backs."""
        data = record(place).read_bytes().replace(b"stage: live", b"# since May\nstage:  live   # really")
        record(place).write_bytes(b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n"))

        said(place, "stage=exited").assert_ok()

        expected = data.replace(b"stage:  live   # really", b"stage:  exited   # really")
        assert record(place).read_bytes() == b"\xef\xbb\xbf" + expected.replace(b"\n", b"\r\n")

    def test_one_that_was_never_said_is_added(self, place: Path) -> None:
        record(place).write_text(record(place).read_text().replace("stage: live\n", ""))

        assert said(place, "stage=pilot").stdout == "stage was live; now it is pilot.\n"
        assert values(place)["stage"] == "pilot"

    def test_a_program_gets_both(self, place: Path) -> None:
        assert said(place, "stage=pilot", "--format", "json").assert_ok().json == {
            "format": 1,
            "path": str(place),
            "name": "stage",
            "before": "live",
            "after": "pilot",
        }


class TestPlace:
    def test_name_and_code_are_what_was_said(self, place: Path) -> None:
        assert said(place, "place.name=Great Harrow").stdout == (
            "place.name was Harrow; now it is Great Harrow.\n"
        )
        assert said(place, "place.code=E08000016").stdout == (
            "place.code was not said; now it is E08000016.\n"
        )

        assert values(place)["place"] == {"name": "Great Harrow", "code": "E08000016"}
        assert values(place)["parameters"]["place_name"] == "Harrow"

    def test_nothing_takes_it_back(self, place: Path) -> None:
        assert said(place, "place.name=").stdout == "place.name was Harrow; now it is not said.\n"
        assert said(place, "place.name=").stdout == "place.name is not said already.\n"

        assert values(place)["place"]["name"] is None

    def test_a_record_without_a_place_gets_one(self, place: Path) -> None:
        record(place).write_text(
            record(place).read_text().replace("place:\n  name: Harrow\n  code: null\n", "")
        )

        said(place, "place.name=Harrow").assert_ok()

        assert values(place)["place"] == {"name": "Harrow"}


class TestNamesOfYourOwn:
    def test_one_is_added_and_changed(self, place: Path) -> None:
        assert said(place, "x-note=Kept by Ann: ask = first").stdout == (
            "x-note was not said; now it is Kept by Ann: ask = first.\n"
        )
        assert said(place, "x-note=3").stdout == "x-note was Kept by Ann: ask = first; now it is 3.\n"

        assert values(place)["x-note"] == "3"

    def test_one_that_held_more_is_shown(self, place: Path) -> None:
        record(place).write_text(f"{record(place).read_text()}x-note: {{a: [1]}}\n")

        assert said(place, "x-note=b").stdout == 'x-note was {"a": [1]}; now it is b.\n'


class TestSource:
    def test_the_kit_may_have_moved(self, place: Path, tmp_path: Path) -> None:
        shutil.move(tmp_path / "kit", tmp_path / "moved")

        assert said(place, f"source={tmp_path / 'moved'}") == Outcome(
            0,
            f"source was {tmp_path}/kit; now it is {tmp_path}/moved.\n"
            "See whether it has a later release: localkit refresh here\n",
            "",
        )
        assert values(place)["kit"]["source"] == f"{tmp_path}/moved"
        assert "up to date" in run_localkit("refresh", cwd=place).assert_ok().stdout

    def test_into_a_repository_and_out_of_it(self, place: Path, tmp_path: Path) -> None:
        commit(tmp_path / "repository", SMALL, "v1.0.0")

        said(place, f"source={tmp_path}/repository@v1.0.0").assert_ok()
        inside = values(place)["kit"]
        said(place, f"source={tmp_path}/kit").assert_ok()
        outside = values(place)["kit"]

        assert (inside["source"], inside["ref"]) == (f"{tmp_path}/repository", "v1.0.0")
        assert (outside["source"], outside["ref"]) == (f"{tmp_path}/kit", None)

    def test_the_folder_in_it_is_looked_for_and_left_out_where_it_is_gone(self, tmp_path: Path) -> None:
        write_world(tmp_path / "one/kits/small", SMALL)
        write_world(tmp_path / "two/kits/small", SMALL)
        write_world(tmp_path / "three", SMALL)
        run_localkit(
            "adapt", "one", "here", "--directory", "kits/small", "--no-input", cwd=tmp_path
        ).assert_ok()
        place = tmp_path / "here"

        run_localkit("set", "source=two", "here", cwd=tmp_path).assert_ok()
        two = values(place)["kit"]
        told = run_localkit("set", "source=three", "here", cwd=tmp_path).assert_ok().stdout
        three = values(place)["kit"]

        assert (two["source"], two["directory"]) == (f"{tmp_path}/two", "kits/small")
        assert (three["source"], three["directory"]) == (f"{tmp_path}/three", None)
        assert told.splitlines()[0] == (
            f"source was {tmp_path}/two, folder kits/small; now it is {tmp_path}/three."
        )

    def test_it_must_be_the_same_kit(self, place: Path, tmp_path: Path) -> None:
        write_world(tmp_path / "other", kit("1.0.0", name="other"))
        before = files(place)

        assert said(place, "source=other") == Outcome(
            2,
            "",
            f'error: {tmp_path}/other: this local version was made from the kit "small"; that one is "other"\n'
            "hint: Name a source of small, or make a new local version: localkit adapt other.\n",
        )
        assert files(place) == before

    def test_there_must_be_a_kit(self, place: Path, tmp_path: Path) -> None:
        (tmp_path / "empty").mkdir()

        assert said(place, "source=empty") == Outcome(
            2,
            "",
            f"error: {tmp_path}/empty: no kit here: there is neither kit.yaml nor cookiecutter.json\n"
            "hint: Name the folder that holds kit.yaml, or the folder within it with --directory.\n",
        )

    def test_something_must_be_named(self, place: Path) -> None:
        """The folder one stands in is not what nothing means."""
        assert said(place, "source=") == Outcome(
            2,
            "",
            "error: no source is named\nhint: Name a folder, a zip, a git address, or a kit's name.\n",
        )


CAN = "You can set stage, place.name, place.code, source, and names of your own that begin with x-."


@pytest.mark.parametrize(
    ("pair", "told"),
    [
        (
            "stage=sustained",
            'error: "sustained" is no stage\n'
            'hint: Did you mean "sustaining"? One of: exploring, preparing, pilot, live, sustaining, exited.\n',
        ),
        (
            "stage=",
            'error: "" is no stage\nhint: One of: exploring, preparing, pilot, live, sustaining, exited.\n',
        ),
        ("seed=1", f'error: "seed" is nothing that can be set\nhint: {CAN}\n'),
        ("x-=1", f'error: "x-" is nothing that can be set\nhint: {CAN}\n'),
        ("x-a b=1", f'error: "x-a b" is nothing that can be set\nhint: {CAN}\n'),
        (
            "place_name=Ealing",
            'error: "place_name" is an answer, and the documents were made with it\n'
            "hint: Change it with: localkit update --set place_name=VALUE\n",
        ),
        (
            "stage",
            'error: "stage" is not NAME=VALUE\nhint: For example: localkit set stage=sustaining\n',
        ),
        ("=live", 'error: "=live" is not NAME=VALUE\nhint: For example: localkit set stage=sustaining\n'),
    ],
)
def test_what_cannot_be_set_is_told(place: Path, pair: str, told: str) -> None:
    before = files(place)

    assert said(place, pair) == Outcome(2, "", told)
    assert files(place) == before


def flow(place: Path, end: str = "}") -> None:
    """Write local.yaml as one mapping in braces, without its place."""
    data = {key: value for key, value in values(place).items() if key != "place"}
    record(place).write_text(json.dumps(data)[:-1] + end)


def test_a_record_in_braces_can_be_changed(place: Path) -> None:
    flow(place)

    assert (
        said(place, "place.name=Harrow").assert_ok().stdout == "place.name was not said; now it is Harrow.\n"
    )
    assert values(place)["place"] == {"name": "Harrow"}


def test_a_record_that_nothing_can_be_added_to_is_told(place: Path) -> None:
    flow(place, "  # ours\n}\n")
    before = files(place)

    assert said(place, "place.name=Harrow") == Outcome(
        2,
        "",
        f"error: {record(place)}: the file is written in a way that nothing can be changed in it\n"
        "hint: Change it in an editor: place: name: Harrow\n",
    )
    assert files(place) == before


def test_a_missing_record_is_told(place: Path) -> None:
    record(place).unlink()

    assert said(place, "stage=live") == Outcome(
        2,
        "",
        f"error: {record(place)}: local.yaml is missing\n"
        "hint: Put it back from a copy; without it localkit does not know what this was made from.\n",
    )


def test_the_core_need_not_be_there(place: Path) -> None:
    """Who puts it back may first have to say where the kit is now."""
    (place / ".localkit/core.zip").unlink()

    said(place, "stage=pilot").assert_ok()
