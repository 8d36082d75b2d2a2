"""``localkit repair``: the core as received, made again from the same release."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.kits_in_git import commit, files, kit

from localkit.store.local_versions import read_record
from localkit.testing import Outcome, run_localkit, write_world

CORE = ".localkit/core.zip"
LOCAL = ".localkit/local.yaml"
CHANCE = {
    "cookiecutter.json": json.dumps({"place_name": "Harrow", "slug": "here", "tea": ["black", "green"]}),
    "{{cookiecutter.slug}}/rules.md": "{{ cookiecutter.place_name }}: {{ random_ascii_string(9) }}\n",
}
HOOK = {"hooks/post_gen_project.py": "open('made.md', 'w').write('Made.\\n')\n"}


def adapted(tmp_path: Path, source: str = "kit", *more: str) -> Path:
    run_localkit("adapt", source, "here", "--no-input", *more, cwd=tmp_path).assert_ok()
    return tmp_path / "here"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A place with an answer of its own, edited since, from a template that draws by chance."""
    write_world(tmp_path / "kit", {**kit("1.0.0"), **CHANCE})
    made = adapted(tmp_path, "kit", "--set", "place_name=Ealing")
    return write_world(made, {"own.md": "Ours.\n", "rules.md": "Stay, please.\n"})


def repaired(place: Path, *arguments: str) -> Outcome:
    return run_localkit("repair", place.name, *(arguments or ("--kit", "kit")), cwd=place.parent)


def lost(place: Path) -> None:
    (place / CORE).unlink()


def cut(place: Path) -> None:
    (place / CORE).write_bytes((place / CORE).read_bytes()[:-30])


def unsafe(place: Path) -> None:
    with zipfile.ZipFile(place / CORE, "a") as archive:
        archive.writestr("files/../../x", "x")


def edited(place: Path) -> None:
    with zipfile.ZipFile(place / CORE, "a") as archive:
        archive.writestr("files/new.md", "x")


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        (lost, "It was missing."),
        (cut, "What was there could not be read."),
        (unsafe, "What was there could not be read."),
        (edited, "Somebody or something had changed it."),
    ],
)
def test_it_is_put_back_as_it_was(place: Path, damage: Callable[[Path], None], told: str) -> None:
    """Answers, chance and time as on the first day; the place's own files as they are."""
    before = files(place)
    damage(place)

    assert repaired(place) == Outcome(
        0,
        f"The core as received is back: small 1.0.0, 1 file. {told}\n"
        "See what this place changed: localkit status here\n",
        "",
    )
    assert files(place) == before


def test_one_that_is_fine_stays(place: Path) -> None:
    before = files(place)

    assert repaired(place) == Outcome(
        0, "The core as received is there, as small 1.0.0 gave it. Nothing was changed.\n", ""
    )
    assert files(place) == before


def test_a_program_gets_what_was_done(place: Path) -> None:
    lost(place)

    first, second = (repaired(place, "--kit", "kit", "--format", "json").assert_ok().json for _ in "ab")

    about = {"name": "small", "version": "1.0.0", "digest": read_record(place).kit_digest}
    whole = {"format": 1, "path": str(place), "kit": about}
    assert first == {**whole, "core_was": "missing", "files": 1, "renewed": False}
    assert second == {**whole, "core_was": "fine", "files": None, "renewed": False}


def test_a_core_of_another_localkit_is_renewed(place: Path) -> None:
    """Only what was measured of it differs; local.yaml then names the one that is there now, comments kept."""
    before = files(place)
    was = read_record(place).core_digest
    text = before[LOCAL].decode().replace(was, "sha256:" + "0" * 64).replace("core:", "core:  # ours\n ")
    (place / LOCAL).write_text(text)
    lost(place)

    outcome = repaired(place)

    assert outcome == Outcome(
        0,
        "The core as received is back: small 1.0.0, 1 file. It was missing.\n"
        "It is not byte for byte the one that local.yaml named, as happens where another version of localkit\n"
        "made that one. local.yaml names this one now. If status shows a change that nobody made, compare\n"
        "with a copy.\n"
        "See what this place changed: localkit status here\n",
        "",
    )
    assert read_record(place).core_digest == was
    after = files(place)
    assert after[CORE] == before[CORE]
    assert after[LOCAL].decode() == text.replace("sha256:" + "0" * 64, was)


def test_an_update_before_it_can_still_be_undone(tmp_path: Path) -> None:
    """A step back from the repair itself would break the core again, and bar the way to those before."""
    repository = tmp_path / "repository"
    commit(repository, kit("1.0.0"), "v1.0.0")
    commit(repository, kit("1.1.0"), "v1.1.0")
    place = adapted(tmp_path, f"{repository}@v1.0.0")
    before = files(place)
    run_localkit("update", "here", cwd=tmp_path).assert_ok()
    lost(place)

    repaired(place, "--kit", f"{repository}@v1.1.0").assert_ok()
    run_localkit("undo", "here", cwd=tmp_path).assert_ok()

    assert files(place) == before


def test_the_release_is_found_among_the_tags(tmp_path: Path) -> None:
    repository = tmp_path / "repository"
    commit(repository, kit("1.0.0"), "v1.0.0")
    commit(repository, kit("1.1.0"), "v1.1.0")
    place = adapted(tmp_path, f"{repository}@v1.0.0")
    before = files(place)
    lost(place)

    repaired(place, "--kit", repository.as_uri()).assert_ok()

    assert files(place) == before


@pytest.mark.parametrize("version", ["1.1.0", "1.0.0"])
def test_the_release_is_found_among_the_tags_of_a_folder_that_says_something_else_now(
    tmp_path: Path, version: str
) -> None:
    """Also where somebody works at the next release and has not given it its version yet."""
    repository = tmp_path / "repository"
    commit(repository, kit("1.0.0"), "v1.0.0")
    place = adapted(tmp_path, f"{repository}@v1.0.0")
    before = files(place)
    write_world(repository, {**kit("1.1.0"), "kit.yaml": kit(version)["kit.yaml"]})
    lost(place)

    repaired(place, "--kit", "repository").assert_ok()

    assert files(place) == before


def test_where_no_tag_has_the_release_its_tag_is_named_and_not_its_commit(tmp_path: Path) -> None:
    repository, other = tmp_path / "repository", tmp_path / "other"
    commit(repository, kit("1.0.0"), "v1.0.0")
    commit(other, kit("1.1.0"), "v1.1.0")
    write_world(other, kit("1.2.0"))
    place = adapted(tmp_path, f"{repository}@v1.0.0")
    lost(place)

    assert repaired(place, "--kit", "other") == Outcome(
        2,
        "",
        f"error: {other}: this place was made from small 1.0.0; there is only 1.2.0, 1.1.0\n"
        f"hint: Name a source that still has it with --kit; it was read from {repository}@v1.0.0.\n",
    )


def test_a_state_without_a_tag_is_named_by_its_commit(tmp_path: Path) -> None:
    """Of a plain template, and of a kit whose version stayed the same, only the commit tells which it was."""
    repository = tmp_path / "repository"
    plain = {"cookiecutter.json": '{"slug": "here"}', "{{cookiecutter.slug}}/a.md": "A.\n"}
    first = commit(repository, plain)
    place = adapted(tmp_path, f"{repository}@main")
    before = files(place)
    commit(repository, {**plain, "{{cookiecutter.slug}}/a.md": "B.\n"})
    lost(place)

    refused = repaired(place, "--kit", f"{repository}@main")
    repaired(place, "--kit", f"{repository}@{first}").assert_ok()

    made, now = (
        read_record(place).kit_version,
        run_localkit("refresh", "here", "--format", "json", cwd=tmp_path),
    )
    assert refused == Outcome(
        2,
        "",
        f"error: {repository}: this place was made from repository {made}; there is only "
        f"{now.json['behind']['latest']}\n"
        f"hint: Name a source that still has it with --kit; it was read from {repository}@{first}.\n",
    )
    found = files(place)
    assert found.pop(".localkit/known.yaml").startswith(b"# What was last seen")
    assert found == before


class TestCode:
    @pytest.fixture
    def place(self, tmp_path: Path, settings: Path) -> Path:
        write_world(tmp_path / "kit", {**kit("1.0.0"), **HOOK})
        place = adapted(tmp_path, "kit", "--trust")
        shutil.rmtree(settings)
        lost(place)
        return place

    def test_nobody_trusted_it_here(self, place: Path, tmp_path: Path) -> None:
        assert repaired(place) == Outcome(
            3,
            "",
            f"error: {tmp_path}/kit: the kit wants to run its own code: hooks/post_gen_project.py\n"
            "hint: If you know who made it, say --trust; --without-code leaves its code out.\n",
        )

    def test_it_is_run_where_it_is_trusted(self, place: Path) -> None:
        assert repaired(place, "--kit", "kit", "--trust").stdout.startswith(
            "The core as received is back: small 1.0.0, 2 files. It was missing.\nSee what"
        )

    def test_leaving_it_out_would_give_another_core(self, place: Path, tmp_path: Path) -> None:
        """Else what the code had made would look like a change of the place's."""
        before = files(place)

        assert repaired(place, "--kit", "kit", "--without-code") == Outcome(
            2,
            "",
            f"error: {tmp_path}/kit: this place was made with the kit's own code; without it the core is another "
            "one\n"
            "hint: If you know who made it, say --trust instead of --without-code.\n",
        )
        assert files(place) == before

    def test_a_place_made_without_it_needs_no_trust(self, tmp_path: Path) -> None:
        write_world(tmp_path / "kit", {**kit("1.0.0"), **HOOK})
        place = adapted(tmp_path, "kit", "--without-code")
        lost(place)

        assert "small 1.0.0, 1 file." in repaired(place).assert_ok().stdout


class TestWhatCannotBeDone:
    def test_another_release(self, place: Path, tmp_path: Path) -> None:
        write_world(tmp_path / "kit", kit("1.1.0"))
        lost(place)
        before = files(place)

        assert repaired(place) == Outcome(
            2,
            "",
            f"error: {tmp_path}/kit: this place was made from small 1.0.0; there is only 1.1.0\n"
            f"hint: Name a source that still has it with --kit; it was read from {tmp_path}/kit.\n",
        )
        assert files(place) == before

    def test_the_release_with_other_files(self, place: Path, tmp_path: Path) -> None:
        write_world(tmp_path / "kit", {"{{cookiecutter.slug}}/rules.md": "Stay or go.\n"})
        lost(place)
        before = files(place)

        assert repaired(place) == Outcome(
            2,
            "",
            f"error: {tmp_path}/kit: this place was made from small 1.0.0, and what is there says it is that one, "
            "but its files are others\n"
            "hint: Somebody changed them without giving the release a new version. Name a source that still has it "
            f"with --kit; it was read from {tmp_path}/kit.\n",
        )
        assert files(place) == before

    def test_a_folder_of_the_source_is_named_where_there_was_one(self, tmp_path: Path) -> None:
        write_world(tmp_path / "all/one", kit("1.0.0"))
        write_world(tmp_path / "all/two", kit("1.0.1"))
        place = adapted(tmp_path, "all", "--directory", "one")
        lost(place)

        assert repaired(place, "--kit", "all", "--directory", "two").stderr == (
            f"error: {tmp_path}/all: this place was made from small 1.0.0; there is only 1.0.1\n"
            f"hint: Name a source that still has it with --kit; it was read from {tmp_path}/all, --directory one.\n"
        )
        repaired(place, "--kit", "all", "--directory", "one").assert_ok()

    def test_another_kit(self, place: Path, tmp_path: Path) -> None:
        write_world(tmp_path / "other", kit("1.0.0", name="other"))
        lost(place)

        assert repaired(place, "--kit", "other") == Outcome(
            2,
            "",
            f'error: {tmp_path}/other: this local version was made from the kit "small"; that one is "other"\n'
            "hint: Name a source of small, or make a new local version: localkit adapt other.\n",
        )

    def test_no_kit_named(self, place: Path) -> None:
        assert repaired(place, "--directory", "sub") == Outcome(
            2,
            "",
            "error: Missing option '--kit'\nhint: `localkit repair --help` tells what can be said.\n",
        )

    def test_an_answer_that_the_kit_does_not_ask_for(self, place: Path) -> None:
        text = (place / LOCAL).read_text()
        (place / LOCAL).write_text(text.replace("  place_name:", "  placename:"))
        lost(place)

        assert repaired(place) == Outcome(
            2,
            "",
            'error: the kit asks nothing named "placename"\n'
            'hint: Did you mean "place_name"? It asks: place_name, slug, tea.\n',
        )
