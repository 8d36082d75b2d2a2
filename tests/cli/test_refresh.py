"""``localkit refresh``: whether the core has moved on, in plain words, and kept for status."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from tests.cli.kits_in_git import commit, files, kit

from localkit.actions.refresh import refresh
from localkit.actions.update import UpdateRequest, update
from localkit.store.schemas import problems
from localkit.syntax.yaml import parse
from localkit.testing import Outcome, fixed_workspace, run_localkit, write_world

CHANGES = """\
changes:
  - {id: tea, class: new_option, summary: "{{ cookiecutter.place_name }} may serve {{ cookiecutter.tea }}{{ 1 }}.",
     since: 1.2.0, origin: Brora, elements: [tea]}
  - {id: law, class: statutory, summary: Papers are kept for six years., since: 1.1.0, effective: 2027-04-01,
     elements: [rule]}
  - {id: packs, class: safety, summary: Nobody opens a battery pack., since: 1.2.0}
  - {id: old, class: safety, summary: Known long since., since: 1.0.0}
"""
NOTHING_SEEN = "nobody has looked for later releases yet"


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Three releases and a pre-release."""
    folder = tmp_path / "repository"
    commit(folder, kit("1.0.0"), "v1.0.0")
    commit(folder, kit("1.1.0"), "v1.1.0")
    commit(folder, kit("1.2.0", CHANGES), "v1.2.0")
    commit(folder, kit("2.0.0-rc.1", CHANGES), "v2.0.0-rc.1")
    return folder


def adapted(source: object, folder: Path) -> Path:
    run_localkit("adapt", str(source), "here", "--no-input", cwd=folder).assert_ok()
    return folder / "here"


@pytest.fixture
def place(repository: Path, tmp_path: Path) -> Path:
    return adapted(f"{repository.as_uri()}@v1.0.0", tmp_path)


def looked(place: Path, *arguments: str) -> Outcome:
    return run_localkit("refresh", "here", *arguments, cwd=place.parent)


def known(place: Path) -> dict[str, Any]:
    data: dict[str, Any] = parse((place / ".localkit/known.yaml").read_text("utf-8")).data
    assert problems(data, "known") == []
    return data


def test_what_is_new_is_told_from_what_nobody_may_overlook_to_what_anybody_may(place: Path) -> None:
    outcome = looked(place)

    assert outcome == Outcome(
        0,
        "Harrow · Small 1.0.0\n"
        f"2 releases behind the core, newest 1.2.0 (seen {known(place)['seen']})\n\n"
        "First of all\n"
        " ■ the law asks for it  law\n"
        "     Papers are kept for six years.\n"
        "     counts from 2027-04-01; since 1.1.0; touches: The visitor stays\n"
        " ■ it keeps people safe  packs\n"
        "     Nobody opens a battery pack.\n"
        "     since 1.2.0\n\n"
        "Also new\n"
        " · a new option  tea\n"
        "     Harrow may serve black{{ 1 }}.\n"
        "     comes from Brora; since 1.2.0; touches: tea\n\n"
        "See what it would do here: localkit update here --dry-run\n"
        "Take it:                   localkit update here\n",
        "",
    )


def test_a_program_gets_the_whole_of_it(place: Path) -> None:
    found = looked(place, "--format", "json").assert_ok().json

    digest = found["kit"].pop("digest")
    assert digest.startswith("sha256:")
    seen = known(place)["seen"]
    assert found == {
        "format": 1,
        "path": str(place),
        "kit": {"name": "small", "version": "1.0.0"},
        "behind": {"latest": "1.2.0", "releases": 2, "changes": ["law", "packs", "tea"], "seen": seen},
        "changes": [
            {
                "id": "law",
                "class": "statutory",
                "summary": "Papers are kept for six years.",
                "since": "1.1.0",
                "effective": "2027-04-01",
                "origin": None,
                "elements": ["rule"],
            },
            {
                "id": "packs",
                "class": "safety",
                "summary": "Nobody opens a battery pack.",
                "since": "1.2.0",
                "effective": None,
                "origin": None,
                "elements": [],
            },
            {
                "id": "tea",
                "class": "new_option",
                "summary": "Harrow may serve black{{ 1 }}.",
                "since": "1.2.0",
                "effective": None,
                "origin": "Brora",
                "elements": ["tea"],
            },
        ],
    }


def test_it_writes_what_it_saw_and_nothing_else(place: Path, tmp_path: Path) -> None:
    before = files(place)

    refresh(fixed_workspace(tmp_path / "own"), place)

    after = files(place)
    assert after.pop(".localkit/known.yaml").decode() == (
        "# What was last seen of later releases of the kit. `localkit refresh` looks again.\n"
        "format: 1\n"
        'latest: "1.2.0"\n'
        "releases: 2\n"
        "changes:\n  - law\n  - packs\n  - tea\n"
        "details:\n"
        "  - id: law\n    class: statutory\n    summary: Papers are kept for six years.\n"
        '    since: "1.1.0"\n    effective: "2027-04-01"\n    elements:\n      - rule\n'
        "  - id: packs\n    class: safety\n    summary: Nobody opens a battery pack.\n"
        '    since: "1.2.0"\n    elements: []\n'
        '  - id: tea\n    class: new_option\n    summary: "Harrow may serve black{{ 1 }}."\n'
        '    since: "1.2.0"\n    origin: Brora\n    elements:\n      - tea\n'
        'seen: "2026-03-02"\n'
    )
    assert after == before


def test_status_tells_it_until_somebody_looks_again(place: Path, repository: Path) -> None:
    def behind() -> str:
        line = run_localkit("status", cwd=place).assert_ok().stdout.split("Behind the core")[1]
        return line.splitlines()[0].strip()

    first = behind()
    looked(place).assert_ok()
    second = behind()
    shutil.move(repository, repository.with_name("gone"))

    assert (first, second) == (NOTHING_SEEN, behind())
    assert second == f"2 releases behind the core, newest 1.2.0 (seen {known(place)['seen']})"


def test_a_place_that_has_the_newest_is_up_to_date(repository: Path, tmp_path: Path) -> None:
    place = adapted(f"{repository}@v1.2.0", tmp_path)

    outcome = looked(place)

    seen = known(place)["seen"]
    assert outcome == Outcome(0, f"Harrow · Small 1.2.0\nup to date with the core (seen {seen})\n", "")
    assert known(place) == {"format": 1, "latest": "1.2.0", "releases": 0, "changes": [], "seen": seen}


def test_a_place_with_a_pre_release_hears_of_pre_releases(repository: Path, tmp_path: Path) -> None:
    place = adapted(f"{repository}@v2.0.0-rc.1", tmp_path)
    commit(repository, kit("2.0.0-rc.2"), "v2.0.0-rc.2")

    assert "1 release behind the core, newest 2.0.0-rc.2" in looked(place).assert_ok().stdout


def test_another_source_is_looked_at_on_request(place: Path, tmp_path: Path) -> None:
    """What is typed next names it, too: the recorded source does not have it."""
    write_world(tmp_path / "our own" / "sub", kit("1.3.0"))

    outcome = looked(place, "--kit", "our own", "--directory", "sub")

    assert outcome == Outcome(
        0,
        "Harrow · Small 1.0.0\n"
        f"1 release behind the core, newest 1.3.0 (seen {known(place)['seen']})\n"
        "What is new in it is not told there.\n\n"
        'See what it would do here: localkit update here --kit "our own" --directory sub --dry-run\n'
        'Take it:                   localkit update here --kit "our own" --directory sub\n',
        "",
    )


def test_another_state_of_a_plain_template_counts_as_one_release(tmp_path: Path) -> None:
    template = {"cookiecutter.json": '{"slug": "here"}', "{{cookiecutter.slug}}/a.md": "A.\n"}
    place = adapted(write_world(tmp_path / "template", template), tmp_path)

    looked(place).assert_ok()
    before = known(place)
    write_world(tmp_path / "template", {"{{cookiecutter.slug}}/a.md": "B.\n"})
    looked(place).assert_ok()
    after = known(place)

    assert (before["releases"], after["releases"]) == (0, 1)
    assert after["latest"].startswith("0.0.0+")
    assert after["latest"] != before["latest"]


def test_no_code_of_a_kit_is_run_and_no_template_rendered(tmp_path: Path) -> None:
    place = adapted(write_world(tmp_path / "kit", kit("1.0.0")), tmp_path)
    hook = "import pathlib; pathlib.Path('ran').write_text('')\n"
    broken = {"hooks/pre_prompt.py": hook, "hooks/post_gen_project.py": hook}
    write_world(tmp_path / "kit", {**kit("1.1.0"), "{{cookiecutter.slug}}/x.md": "{{ broken", **broken})

    looked(place).assert_ok()

    assert known(place)["latest"] == "1.1.0"
    assert list(tmp_path.rglob("ran")) == []


def test_a_release_with_a_fault_is_told_of_all_the_same(repository: Path, place: Path) -> None:
    """Else one slip of the kit's authors would hide that there is anything new."""
    commit(repository, kit("1.4.0", "migrations: [{to: 1.4.0, retire_elements: [rule]}]\n"), "v1.4.0")

    outcome = looked(place)

    assert outcome.status == 0
    assert outcome.stderr == (
        'What 1.4.0 changes cannot be told, since it has a fault: "rule" is retired, yet it is still among the '
        "elements; take it out of one of the two\n"
    )
    assert (known(place)["latest"], known(place)["releases"], known(place)["changes"]) == ("1.4.0", 3, [])


def test_an_update_that_stops_short_knows_the_rest(place: Path, tmp_path: Path) -> None:
    workspace = fixed_workspace(tmp_path / "own")

    update(workspace, place, UpdateRequest(to="1.1.0"))
    after_update = known(place)
    refresh(workspace, place)

    assert after_update == known(place)
    assert (after_update["latest"], after_update["changes"]) == ("1.2.0", ["packs", "tea"])


class TestWhatCannotBeDone:
    def test_a_source_that_is_gone(self, tmp_path: Path) -> None:
        place = adapted(write_world(tmp_path / "kit", kit("1.0.0")), tmp_path)
        shutil.move(tmp_path / "kit", tmp_path / "elsewhere")

        assert looked(place) == Outcome(
            2,
            "",
            f"error: the kit is not where it was any more: {tmp_path}/kit\n"
            "hint: Say where it is now: --kit with a folder, a zip, or a git address.\n",
        )
        assert not (place / ".localkit/known.yaml").exists()

    def test_a_repository_that_cannot_be_reached(self, place: Path, repository: Path) -> None:
        shutil.rmtree(repository)

        outcome = looked(place)

        assert outcome.status == 4
        assert outcome.stderr.startswith(f"error: cannot get the kit from {repository.as_uri()}: ")
        assert outcome.stderr.endswith(
            "hint: Check the address and the connection; a zip of the kit works without either.\n"
        )

    def test_another_kit(self, place: Path, tmp_path: Path) -> None:
        write_world(tmp_path / "other", kit("9.0.0", name="other"))

        assert looked(place, "--kit", "other") == Outcome(
            2,
            "",
            f'error: {tmp_path}/other: this local version was made from the kit "small"; that one is "other"\n'
            "hint: Name a source of small, or make a new local version: localkit adapt other.\n",
        )

    def test_a_folder_in_no_source(self, place: Path) -> None:
        assert looked(place, "--directory", "sub") == Outcome(
            2,
            "",
            "error: --directory goes with --kit: it is a folder within SOURCE\n"
            "hint: `localkit refresh --help` tells what can be said.\n",
        )

    def test_a_folder_that_is_no_local_version(self, tmp_path: Path) -> None:
        assert run_localkit("refresh", cwd=tmp_path) == Outcome(
            2,
            "",
            "error: .: this is no local version, and lies in none\n"
            "hint: Go to the folder that `localkit adapt` made, or make one: localkit adapt KIT.\n",
        )
