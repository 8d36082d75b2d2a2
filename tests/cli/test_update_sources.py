"""Where ``localkit update`` looks for a release, and which one it takes."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import pytest
from tests.cli.mending import TEMPLATE, first, own, released, second, shaped, taken, updated, whole

from localkit.syntax.yaml import parse
from localkit.testing import Outcome, run_localkit, write_world


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A place with the first release, which still lies where it came from."""
    return taken(tmp_path)


def versioned(files: dict[str, str | bytes], version: str) -> dict[str, str | bytes]:
    """A release under another number."""
    lines = str(files["kit.yaml"]).splitlines(keepends=True)
    lines = [f"version: {version}\n" if line.startswith("version:") else line for line in lines]
    return {**files, "kit.yaml": "".join(lines)}


def record(place: Path) -> dict[str, object]:
    found: dict[str, object] = parse((place / ".localkit/local.yaml").read_text("utf-8")).data["kit"]
    return found


def zipped(world: Path, files: dict[str, str | bytes], name: str) -> Path:
    with zipfile.ZipFile(world / name, "w") as archive:
        for path, said in files.items():
            archive.writestr(f"mend/{path}", said)
    return world / name


def test_another_source_of_the_same_kit_is_taken_and_remembered(place: Path) -> None:
    released(place.parent, second(), "elsewhere")

    updated(place, "--kit", "elsewhere")

    assert (record(place)["version"], record(place)["source"]) == ("1.1.0", str(place.parent / "elsewhere"))


def test_a_zip_is_a_source(place: Path) -> None:
    zipped(place.parent, second(), "mend.zip")

    updated(place, "--kit", "mend.zip")

    assert record(place)["version"] == "1.1.0"
    assert "by an electrician" in (place / "rules.md").read_text()


def test_the_same_number_from_elsewhere_is_another_release(place: Path) -> None:
    """Going sideways: somebody's own edition of the kit."""
    files = first()
    files[f"{TEMPLATE}/poster.md"] = "Welcome to {{ cookiecutter.place_name }}.\n"
    released(place.parent, files, "ours")

    outcome = updated(place, "--kit", "ours")

    assert outcome.stdout.startswith("Harrow · Mend 1.0.0, as it is there now\n")
    assert (place / "poster.md").read_text() == "Welcome to Harrow.\n"


def test_another_kit_is_refused(place: Path) -> None:
    files = second()
    files["kit.yaml"] = str(files["kit.yaml"]).replace("name: mend", "name: cook", 1)
    released(place.parent, files, "other")
    before = own(place)

    assert updated(place, "--kit", "other", status=2) == Outcome(
        2,
        "",
        f'error: {place.parent}/other: this local version was made from the kit "mend"; that one is "cook"\n'
        "hint: Name a source of mend, or make a new local version: localkit adapt cook.\n",
    )
    assert own(place) == before


def test_an_earlier_release_is_refused_unless_it_is_named(place: Path) -> None:
    released(place.parent, second())
    updated(place)
    released(place.parent, first())
    before = whole(place)

    assert updated(place, status=2) == Outcome(
        2,
        "",
        "error: the release there is 1.0.0; this place has 1.1.0 already\n"
        "hint: To go back on purpose, say: localkit update --to 1.0.0\n",
    )
    assert whole(place) == before
    assert updated(place, "--to", "1.0.0").stdout.startswith("Harrow · Mend 1.1.0 → 1.0.0\n")
    assert own(place) == own(taken_again(place.parent))


def taken_again(world: Path) -> Path:
    run_localkit("adapt", "kit", "again", "--no-input", cwd=world).assert_ok()
    return world / "again"


def test_a_release_that_is_not_there_is_told(place: Path) -> None:
    assert updated(place, "--to", "9.0.0", status=2) == Outcome(
        2, "", 'error: there is no release "9.0.0"\nhint: Releases there are: 1.0.0.\n'
    )


def test_a_source_that_is_gone_is_told(place: Path) -> None:
    shutil.rmtree(place.parent / "kit")

    assert updated(place, status=2) == Outcome(
        2,
        "",
        f"error: the kit is not where it was any more: {place.parent}/kit\n"
        "hint: Say where it is now: --kit with a folder, a zip, or a git address.\n",
    )


def test_a_source_that_is_gone_does_not_matter_where_another_is_named(place: Path) -> None:
    shutil.rmtree(place.parent / "kit")
    released(place.parent, second(), "elsewhere")

    updated(place, "--kit", "elsewhere")

    assert record(place)["version"] == "1.1.0"


def test_a_kit_in_a_folder_of_a_source_is_found_again(tmp_path: Path) -> None:
    released(tmp_path, first(), "many/mend")
    run_localkit("adapt", "many", "here", "--directory", "mend", "--no-input", cwd=tmp_path).assert_ok()
    released(tmp_path, second(), "many/mend")

    updated(tmp_path / "here")

    assert record(tmp_path / "here")["version"] == "1.1.0"


def committed(repository: object, files: dict[str, str | bytes], tag: str) -> None:
    import pygit2  # imports libgit2

    assert isinstance(repository, pygit2.Repository)
    folder = Path(repository.workdir)
    for path in folder.iterdir():
        if path.name != ".git":
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    write_world(folder, files)
    repository.index.clear()
    repository.index.add_all()
    repository.index.write()
    by = pygit2.Signature("A", "a@example.org", 1, 0)
    parents = [] if repository.head_is_unborn else [repository.head.target]
    made = repository.create_commit("HEAD", by, by, tag, repository.index.write_tree(), parents)
    repository.references.create(f"refs/tags/{tag}", made)


@pytest.fixture
def tagged(tmp_path: Path) -> Path:
    """A repository with releases 1.0.0, 1.1.0, 1.2.0 and 2.0.0-rc.1, and a place that has the first."""
    pygit2 = pytest.importorskip("pygit2")
    repository = pygit2.init_repository(str(tmp_path / "mend"))
    committed(repository, first(), "v1.0.0")
    committed(repository, second(), "v1.1.0")
    committed(repository, versioned(second(), "1.2.0"), "v1.2.0")
    committed(repository, versioned(second(), "2.0.0-rc.1"), "v2.0.0-rc.1")
    address = f"{tmp_path / 'mend'}@v1.0.0"
    run_localkit("adapt", address, "here", "--no-input", cwd=tmp_path).assert_ok()
    return tmp_path / "here"


def test_the_newest_tag_that_is_no_pre_release_is_taken(tagged: Path) -> None:
    updated(tagged)

    assert (record(tagged)["version"], record(tagged)["ref"]) == ("1.2.0", "v1.2.0")
    assert (
        updated(tagged).stdout == "Harrow · Mend 1.2.0 is the newest release there is. Nothing was changed.\n"
    )


def test_a_tag_between_is_taken_where_it_is_named(tagged: Path) -> None:
    updated(tagged, "--to", "1.1.0")

    assert (record(tagged)["version"], record(tagged)["ref"]) == ("1.1.0", "v1.1.0")
    known = parse((tagged / ".localkit/known.yaml").read_text("utf-8")).data
    assert (known["latest"], known["releases"]) == ("1.2.0", 1)
    assert updated(tagged).stdout.startswith("Harrow · Mend 1.1.0 → 1.2.0\n")


def test_a_release_can_be_left_for_an_earlier_tag(tagged: Path) -> None:
    updated(tagged)

    updated(tagged, "--to", "v1.0.0")

    assert record(tagged)["version"] == "1.0.0"
    assert "a person who has been shown how" in (tagged / "rules.md").read_text()


def test_a_tag_that_is_not_there_is_told_with_those_that_are(tagged: Path) -> None:
    assert updated(tagged, "--to", "3.0.0", status=2).stderr == (
        'error: there is no release "3.0.0"\nhint: Releases there are: 1.0.0, 1.1.0, 1.2.0, 2.0.0-rc.1.\n'
    )


def test_a_kit_that_came_with_localkit_is_updated_from_there(tmp_path: Path) -> None:
    run_localkit("adapt", "mend-together@1.0.0", "here", "--no-input", cwd=tmp_path).assert_ok()

    outcome = updated(tmp_path / "here")

    assert outcome.stdout.startswith("Harrowmere · Mend Together 1.0.0 → 1.1.0\n")
    assert record(tmp_path / "here")["source"] == "mend-together"


HOOKED = {"hooks/post_gen_project.py": "open('made-by-hook.md', 'w').write('made\\n')\n"}


def test_a_release_with_code_is_refused_until_it_is_trusted(place: Path, settings: Path) -> None:
    released(place.parent, {**second(), **HOOKED})
    before = whole(place)

    outcome = updated(place, status=3)

    assert outcome.stdout == ""
    assert "hooks/post_gen_project.py" in outcome.stderr
    assert {**whole(place), ".localkit/lock": None} == {**before, ".localkit/lock": None}
    updated(place, "--trust")
    assert (place / "made-by-hook.md").read_text() == "made\n"


def test_a_release_with_code_can_be_taken_without_it(place: Path, settings: Path) -> None:
    released(place.parent, {**second(), **HOOKED})

    updated(place, "--without-code")

    assert not (place / "made-by-hook.md").exists()
    assert "by an electrician" in (place / "rules.md").read_text()


def test_a_template_that_fails_changes_nothing(place: Path) -> None:
    released(place.parent, {**second(), f"{TEMPLATE}/bad.md": "{{ cookiecutter.nothing }}\n"})
    before = own(shaped(place))

    outcome = updated(place, status=2)

    assert "bad.md" in outcome.stderr
    assert own(place) == before


def test_a_plain_cookiecutter_template_has_later_states(tmp_path: Path) -> None:
    plain = {"cookiecutter.json": '{"slug": "here"}', f"{TEMPLATE}/a.md": "# A\n\nOne sentence.\n"}
    released(tmp_path, plain, "plain")
    run_localkit("adapt", "plain", "here", "--no-input", cwd=tmp_path).assert_ok()
    released(tmp_path, {**plain, f"{TEMPLATE}/a.md": "# A\n\nOne better sentence.\n"}, "plain")

    updated(tmp_path / "here")

    assert (tmp_path / "here/a.md").read_text() == "# A\n\nOne better sentence.\n"
