"""Diff as a person and a program read it."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import jsonschema
import pytest

from localkit.store.schemas import schema
from localkit.testing import run_localkit, write_world

KIT: dict[str, str | bytes] = {
    "cookiecutter.json": '{"slug": "here"}',
    "kit.yaml": """\
format: 1
name: tea
version: 1.0.0
title: Tea
elements:
  - id: kettle
    title: The kettle is on
    latitude: fixed
    passages: [{file: house.md, section: Kettle}]
  - id: cups
    title: Cups
    latitude: bounded
    passages: [{file: settings.yaml, value: /cups}]
    bounds: [{schema: {type: integer, maximum: 5}}]
""",
    "{{cookiecutter.slug}}/house.md": (
        "# House\n\nOpen to all.\n\n## Kettle\n\nThe kettle is on from nine in the morning to five in the afternoon,\n"
        "and whoever comes in is asked whether they would like a cup before they are asked anything else.\n"
    ),
    "{{cookiecutter.slug}}/settings.yaml": "cups: 4\n",
    "{{cookiecutter.slug}}/logo.png": b"\x89PNG\0\1\2\3",
}


@pytest.fixture
def place(tmp_path: Path) -> Path:
    write_world(tmp_path / "kit", KIT)
    run_localkit("adapt", "kit", "here", "--no-input", cwd=tmp_path).assert_ok()
    return tmp_path / "here"


def _edit(place: Path, file: str, old: str, new: str) -> None:
    text = (place / file).read_text("utf-8")
    assert old in text
    (place / file).write_text(text.replace(old, new), "utf-8")


def test_diff_says_so_when_nothing_was_changed(place: Path) -> None:
    assert run_localkit("diff", place).assert_ok().stdout == "Nothing was changed against the core.\n"


def test_diff_marks_the_words_and_leaves_out_long_stretches(place: Path) -> None:
    _edit(place, "house.md", "five", "six")
    _edit(place, "house.md", "Open to all.", "Open to all and free.")
    _edit(place, "settings.yaml", "4", "9")
    write_world(place, {"tea.md": "# Our teas\n"})

    said = run_localkit("diff", place).assert_ok().stdout

    assert said == (
        "■ The kettle is on · keep as it is\n"
        "  house.md#Kettle (line 5): changed, 3 % of the words\n"
        "    ## Kettle The kettle is on from nine in the morning to [-five-] {+six+} in the afternoon, and\n"
        "    whoever comes in is asked whether they would …\n"
        "\n"
        "▲ Cups · may change within bounds\n"
        "  settings.yaml#/cups (line 1): changed, 100 % of the words\n"
        "    [-4-] {+9+}\n"
        "\n"
        "Where no element looks\n"
        "  house.md (line 1): changed, 33 % of the words\n"
        "    # House Open to [-all.-] {+all and free.+}\n"
        "\n"
        "1 file of your own, taken out or moved\n"
        "  tea.md: your own\n"
    )


def test_diff_shows_one_element_when_asked(place: Path) -> None:
    _edit(place, "house.md", "five", "six")
    _edit(place, "settings.yaml", "4", "5")

    found = run_localkit("diff", place, "--element", "cups", "--format", "json").assert_ok().json

    assert [item["id"] for item in found["elements"]] == ["cups"]
    assert found["elements"][0]["passages"][0]["marks"] == [
        {"op": "core", "text": "4"},
        {"op": "local", "text": "5"},
    ]


def test_diff_json_follows_its_schema(place: Path) -> None:
    _edit(place, "house.md", "five", "six")
    (place / "logo.png").rename(place / "picture.png")

    found = run_localkit("diff", place, "--format", "json").assert_ok().json

    jsonschema.validate(found, schema("diff"))
    assert found["files"]["moved"] == [["logo.png", "picture.png"]]


def test_diff_suggests_an_element_when_the_name_is_wrong(place: Path) -> None:
    outcome = run_localkit("diff", place, "--element", "kettel")

    assert outcome.status == 2
    assert outcome.stderr == (
        'error: the kit has no element "kettel"\nhint: Did you mean "kettle"? `localkit status --all` lists them.\n'
    )


def test_patch_leads_from_the_core_to_the_place(place: Path, tmp_path: Path) -> None:
    """Byte for byte, by git itself, on the pristine rendering."""
    pristine = tmp_path / "pristine"
    shutil.copytree(place, pristine, ignore=shutil.ignore_patterns(".localkit"))
    _edit(place, "house.md", "five", "six")
    (place / "settings.yaml").unlink()
    (place / "logo.png").write_bytes(b"\x89PNG\0other")
    write_world(place, {"big.bin": b"\0" * 2_500_000, "~$house.docx": "lock"})

    run_localkit("diff", place, "--format", "patch", "-o", tmp_path / "all.patch").assert_ok()
    subprocess.run(["git", "apply", str(tmp_path / "all.patch")], cwd=pristine, check=True)

    assert _files(pristine) == {
        path: data for path, data in _files(place).items() if not path.startswith("~$")
    }


def _files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and ".localkit" not in path.parts
    }


def test_patch_writes_over_no_file(place: Path, tmp_path: Path) -> None:
    (tmp_path / "all.patch").write_text("mine")

    outcome = run_localkit("diff", place, "--format", "patch", "-o", tmp_path / "all.patch")

    assert outcome.status == 2
    assert (tmp_path / "all.patch").read_text() == "mine"


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (
            ["--format", "patch", "--element", "cups"],
            "--format patch is always of the whole; leave out --element",
        ),
        (["-o", "x.txt"], "--output is for --format patch"),
    ],
)
def test_diff_refuses_options_that_do_not_go_together(place: Path, options: list[str], message: str) -> None:
    outcome = run_localkit("diff", place, *options)

    assert (outcome.status, outcome.stderr.splitlines()[0]) == (2, f"error: {message}")
