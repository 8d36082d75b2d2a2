"""``localkit adapt`` as a person meets it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from localkit.actions.adapt import AdaptRequest, adapt
from localkit.store.schemas import problems
from localkit.testing import Outcome, fixed_workspace, run_localkit, write_world
from localkit.wording import counted

STANDARD = "See the kit's cookiecutter.json."


def adapted(world: Path, *arguments: str) -> Outcome:
    return run_localkit("adapt", "kit", *arguments, cwd=world)


def files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_adapt_says_what_it_made_and_what_to_do_next(world: Path) -> None:
    outcome = adapted(world, "--no-input", "--set", "place_name=Barnsley")

    assert outcome == Outcome(
        0,
        f"Barnsley: a local version of small 1.0.0, 3 files\n  in {world}/barnsley\n\n"
        "Edit the files in any editor. Then see what you changed:\n  localkit status barnsley\n",
        "",
    )
    assert files(world / "barnsley") == [
        ".localkit/.gitignore",
        ".localkit/core.zip",
        ".localkit/local.yaml",
        "poster.md",
        "rules.md",
        "settings.yaml",
    ]
    assert (world / "barnsley/settings.yaml").read_text() == "turns: 1\nkitchen: True\n"


def test_adapt_gives_one_json_document(world: Path) -> None:
    outcome = adapted(
        world, "new/place", "--no-input", "--set", "languages=en, cy", "--format", "json"
    ).assert_ok()

    assert outcome.stderr == ""
    made = outcome.json
    assert re.fullmatch("sha256:[0-9a-f]{64}", made["kit"].pop("digest"))
    assert made == {
        "format": 1,
        "path": str(world / "new/place"),
        "kit": {"name": "small", "version": "1.0.0"},
        "place": "Harrow",
        "files": 3,
        "parameters": {
            "place_name": "Harrow",
            "nation": "england",
            "turns": 1,
            "languages": ["en", "cy"],
            "kitchen": True,
            "slug": "harrow",
            "code": "",
        },
    }


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.yaml", "place_name: Barnsley\nturns: 2\nlanguages: [en, cy]\nkitchen: false\n"),
        ("a.json", '{"place_name": "Barnsley", "turns": 2, "languages": ["en", "cy"], "kitchen": false}'),
    ],
)
def test_answers_come_from_a_file_and_set_goes_before_them(world: Path, name: str, text: str) -> None:
    write_world(world, {name: text})

    outcome = adapted(world, "x", "--answers", name, "--set", "turns=1", "--no-input", "--format", "json")

    assert outcome.json["parameters"] == {
        "place_name": "Barnsley",
        "nation": "england",
        "turns": 1,
        "languages": ["en", "cy"],
        "kitchen": False,
        "slug": "barnsley",
        "code": "",
    }


@pytest.mark.parametrize(
    ("pair", "message", "hint"),
    [
        (
            "turns=many",
            'turns: it must be a whole number; it is "many"',
            "Items per turn. One or two is best.",
        ),
        ("turns=3", "turns: it must be at most 2; it is 3", "Items per turn. One or two is best."),
        ("nation=france", 'nation: it must be one of england, wales; it is "france"', "Which nation?"),
        ("place_name=X", "place_name: it must have at least 2 characters", "What is the place called?"),
        ("kitchen=perhaps", 'kitchen: it must be true or false; it is "perhaps"', STANDARD),
        (
            "place_nam=X",
            'the kit asks nothing named "place_nam"',
            'Did you mean "place_name"? It asks: place_name, nation, turns, languages, kitchen, slug, code.',
        ),
        (
            "zzz=X",
            'the kit asks nothing named "zzz"',
            "It asks: place_name, nation, turns, languages, kitchen, slug, code.",
        ),
        (
            "code=\udcff",
            "code: it has signs that are no text; type it again, or save the answers as UTF-8",
            STANDARD,
        ),
        ("turns", '--set "turns" is not NAME=VALUE', "For example: --set place_name=Barnsley"),
        ("=2", '--set "=2" is not NAME=VALUE', "For example: --set place_name=Barnsley"),
    ],
    ids=[
        "wrong type",
        "too much",
        "not offered",
        "too short",
        "no yes or no",
        "slip",
        "unknown",
        "no text",
        "no sign",
        "no name",
    ],
)
def test_an_answer_that_does_not_fit_is_told(world: Path, pair: str, message: str, hint: str) -> None:
    outcome = adapted(world, "x", "--no-input", "--set", pair)

    assert outcome == Outcome(2, "", f"error: {message}\nhint: {hint}\n")
    assert not (world / "x").exists()


def test_a_whole_number_written_with_a_point_is_one(world: Path) -> None:
    write_world(world, {"a.yaml": "turns: 2.0\n"})

    made = adapted(world, "x", "--answers", "a.yaml", "--no-input", "--format", "json").assert_ok().json

    assert made["parameters"]["turns"] == 2
    assert (world / "x/settings.yaml").read_text() == "turns: 2\nkitchen: True\n"


def test_without_a_schema_a_choice_that_is_not_offered_is_told(world: Path) -> None:
    (world / "kit/parameters.schema.json").unlink()

    outcome = adapted(world, "x", "--no-input", "--set", "nation=france")

    assert outcome == Outcome(
        2,
        "",
        f"error: {world}/kit: 'france' is not one of the choices for 'nation'\n"
        "hint: Choose one of: england, wales.\n",
    )
    assert not (world / "x").exists()


def test_with_no_terminal_the_open_question_is_named(world: Path) -> None:
    outcome = adapted(world, "x", "--set", "place_name=Barnsley")

    assert outcome == Outcome(
        2,
        "",
        'error: "nation" is not answered, and there is no terminal to ask in\n'
        "hint: Answer with --set nation=… or --answers FILE; --no-input takes the defaults.\n",
    )


def test_a_destination_that_holds_something_is_refused_before_anything_is_asked(world: Path) -> None:
    outcome = adapted(world, "kit")

    assert outcome == Outcome(
        2,
        "",
        "error: kit: the folder is not empty\n"
        "hint: Name a folder that is new or empty; localkit writes over nothing.\n",
    )


@pytest.mark.parametrize("slug", ["../../etc", "/etc/x", "C:\\x", "a\nb", "..", "x\x1b[31m"])
@pytest.mark.parametrize("destination", [[], ["dest"]], ids=["by its name", "named"])
def test_a_folder_name_that_leads_out_is_refused_for_safety(
    world: Path, slug: str, destination: list[str]
) -> None:
    outcome = adapted(world, *destination, "--no-input", "--set", f"slug={slug}")

    message, hint = outcome.stderr.splitlines()
    assert outcome.status == 3
    assert message.endswith(
        f"would be written outside its folder, or under a name that is not safe: {slug!r}"
    )
    assert hint == "hint: Look at the answers that this name is made of, or ask the kit's authors."
    assert sorted(path.name for path in world.iterdir()) == ["kit"]


def test_a_kit_that_is_not_there_is_told(world: Path) -> None:
    outcome = run_localkit("adapt", "kti", "--no-input", cwd=world)

    assert outcome == Outcome(
        2,
        "",
        "error: there is no kit at kti\n"
        "hint: Give a folder, a zip, a git address, or one of: mend-together, open-door-homes.\n",
    )


def test_a_fault_of_the_kit_is_told_every_time_not_only_at_first(world: Path) -> None:
    path = world / "kit/kit.yaml"
    path.write_text(path.read_text().replace("latitude: open", "latitude: loose"))

    for _ in range(2):
        outcome = adapted(world, "x", "--no-input")
        assert outcome == Outcome(
            2,
            "",
            f'error: {path}:20: "latitude" must be one of fixed, bounded, open; it is "loose"\n'
            "hint: `localkit kit lint` lists everything that is wrong; `localkit schema kit` tells the format.\n",
        )


def test_the_same_answers_seed_and_moment_give_the_same_bytes(world: Path) -> None:
    """Two people who make the same place can compare their folders."""
    made = []
    for name in ("one", "two"):
        adapt(fixed_workspace(world / "own"), AdaptRequest(str(world / "kit"), world / name))
        made.append({path: (world / name / path).read_bytes() for path in files(world / name)})

    assert made[0] == made[1]
    assert b'created: "2026-03-02T12:00:00+00:00"\n' in made[0][".localkit/local.yaml"]


def test_local_yaml_is_as_its_schema_says(place: Path) -> None:
    from localkit.store.local_versions import read_record

    record = read_record(place)

    assert problems(record.data, "local") == []
    assert (record.kit_name, record.kit_version, record.stage) == ("small", "1.0.0", "live")
    assert (record.place_name, record.place_code) == ("Harrow", "")
    assert record.parameters["turns"] == 1


@pytest.mark.skipif(os.name == "nt", reason="pseudo-terminals")
class TestInTerminal:
    def asked(self, world: Path, typed: str, *arguments: str) -> tuple[int, str, str]:
        """Run in a pseudo-terminal: exit status, standard output, what was shown on the terminal."""
        import pty

        here, there = pty.openpty()
        try:
            os.write(here, typed.encode())
            done = subprocess.run(
                [sys.executable, "-m", "localkit", "adapt", "kit", *arguments],
                cwd=world,
                stdin=there,
                capture_output=True,
                check=False,
                timeout=30,
            )
        finally:
            os.close(there)
            os.close(here)
        return done.returncode, done.stdout.decode(), done.stderr.decode()

    def test_each_open_question_is_asked_in_plain_words(self, world: Path) -> None:
        status, out, shown = self.asked(world, "Barnsley\n2\n\n\nn\n\n\n", "--format", "json")

        assert status == 0, shown
        assert json.loads(out)["parameters"] == {
            "place_name": "Barnsley",
            "nation": "wales",
            "turns": 1,
            "languages": ["en"],
            "kitchen": False,
            "slug": "barnsley",
            "code": "",
        }
        assert "1 of 7  What is the place called?" in shown
        assert "3 of 7  Items per turn\n  One or two is best.\n" in shown
        assert "  Answer [barnsley]: " in shown  # drawn from the first answer

    def test_an_answer_that_does_not_fit_is_asked_again(self, world: Path) -> None:
        given = [
            "--set",
            "nation=england",
            "--set",
            "languages=en",
            "--set",
            "kitchen=yes",
            "--set",
            "code=E1",
        ]

        status, _, shown = self.asked(world, "B\nBarnsley\nmany\n9\n2\n\n", "x", *given)

        assert status == 0, shown
        assert "  That does not fit: it must have at least 2 characters.\n" in shown
        assert '  That does not fit: it must be a whole number; it is "many".\n' in shown
        assert "  That does not fit: it must be at most 2; it is 9.\n" in shown
        assert (world / "x/settings.yaml").read_text() == "turns: 2\nkitchen: True\n"

    def test_who_stops_leaves_nothing(self, world: Path) -> None:
        status, out, shown = self.asked(world, "Barnsley\n\x04", "x")

        assert (status, out) == (130, "")
        assert shown.endswith("\nStopped. Nothing was changed.\n")
        assert not (world / "x").exists()


@pytest.mark.parametrize("name", ["mend-together", "open-door-homes"])
def test_the_kits_we_ship_are_taken_with_their_defaults(tmp_path: Path, name: str) -> None:
    made = run_localkit("adapt", name, "x", "--no-input", "--format", "json", cwd=tmp_path).assert_ok().json
    found = run_localkit("status", "x", "--format", "json", cwd=tmp_path).assert_ok().json

    assert problems(found, "status") == []
    assert (found["core_kept"], found["locally_shaped"]) == (1.0, 0.0)
    assert (found["lights"]["yellow"], found["lights"]["red"]) == (0, 0)
    assert counted(made["files"], "file") != "0 files"


@pytest.mark.permissions
def test_a_folder_that_may_not_be_written_is_the_machines_fault(world: Path) -> None:
    world.chmod(0o500)

    try:
        outcome = adapted(world, "x", "--no-input")
    finally:
        world.chmod(0o700)

    assert outcome.status == 4
    message, hint = outcome.stderr.splitlines()
    assert re.fullmatch(
        f"error: {world}/\\.localkit-staging-[0-9a-f-]+: the system says: Permission denied", message
    )
    assert hint == "hint: You may not write here: choose a folder of your own. Nothing was changed."


def test_a_kit_from_git_is_remembered_with_its_commit(world: Path) -> None:
    import pygit2

    repository = pygit2.init_repository(str(world / "kit"), initial_head="main")
    repository.index.add_all()
    who = pygit2.Signature("A", "a@example.org", 1_700_000_000, 0)
    commit = repository.create_commit("HEAD", who, who, "First", repository.index.write_tree(), [])
    repository.create_reference("refs/tags/v1.0.0", commit)
    write_world(world, {"kit/{{cookiecutter.slug}}/poster.md": "Not released.\n"})

    made = (
        run_localkit("adapt", "kit@v1.0.0", "here", "--no-input", "--format", "json", cwd=world)
        .assert_ok()
        .json
    )

    from localkit.store.local_versions import read_record

    record = read_record(world / "here")
    assert (world / "here/poster.md").read_text() == "Come to Harrow.\n"
    assert record.data["kit"] == {
        **made["kit"],
        "source": str(world / "kit"),
        "ref": "v1.0.0",
        "commit": str(commit),
    }
    assert problems(record.data, "local") == []


def test_a_kit_in_a_zip_gives_the_same_place_as_its_folder(world: Path) -> None:
    import shutil

    shutil.make_archive(str(world / "packed"), "zip", world, "kit")
    run_localkit("adapt", "packed.zip", "one", "--no-input", cwd=world).assert_ok()
    run_localkit("adapt", "kit", "two", "--no-input", cwd=world).assert_ok()

    own = {".localkit/local.yaml"}
    assert {
        path: (world / "one" / path).read_bytes() for path in files(world / "one") if path not in own
    } == {path: (world / "two" / path).read_bytes() for path in files(world / "two") if path not in own}


def test_a_kit_with_code_is_refused_unless_it_is_trusted(world: Path, settings: Path) -> None:
    write_world(world, {"kit/hooks/post_gen_project.py": "open('made.txt', 'w').write('by the hook')\n"})

    refused = adapted(world, "x", "--no-input")
    without = adapted(world, "without", "--no-input", "--without-code").assert_ok()
    trusted = adapted(world, "trusted", "--no-input", "--trust").assert_ok()
    again = adapted(world, "again", "--no-input").assert_ok()

    assert refused == Outcome(
        3,
        "",
        f"error: {world}/kit: the kit wants to run its own code: hooks/post_gen_project.py\n"
        "hint: If you know who made it, say --trust; --without-code leaves its code out.\n",
    )
    assert [(world / name / "made.txt").exists() for name in ("without", "trusted", "again")] == [
        False,
        True,
        True,
    ]
    assert "without_code: true\n" in (world / "without/.localkit/local.yaml").read_text()
    assert {without.stderr, trusted.stderr, again.stderr} == {""}
    assert [path.name for path in settings.iterdir()] == ["trusted-kits.json"]

    write_world(world, {"kit/hooks/post_gen_project.py": "pass\n"})
    assert adapted(world, "changed", "--no-input").status == 3  # trust is in the content


def test_the_folder_one_stands_in_can_be_the_destination(world: Path) -> None:
    (world / "mine").mkdir()

    outcome = run_localkit("adapt", "../kit", ".", "--no-input", cwd=world / "mine").assert_ok()

    assert outcome.stdout.endswith("\n  localkit status .\n")
    assert ".localkit/local.yaml" in files(world / "mine")
    assert sorted(path.name for path in world.iterdir()) == ["kit", "mine"]


def test_a_source_with_several_kits_is_asked_for_one(world: Path) -> None:
    nested = {
        "templates": {"small": {"path": "./small", "title": "The small one", "description": "Few files."}}
    }
    write_world(world, {"many/cookiecutter.json": json.dumps(nested)})
    (world / "kit").rename(world / "many/small")

    refused = run_localkit("adapt", "many", "x", cwd=world)
    named = run_localkit("adapt", "many", "x", "--directory", "small", "--no-input", cwd=world).assert_ok()
    first = run_localkit("adapt", "many", "y", "--no-input", cwd=world).assert_ok()

    assert refused == Outcome(
        2,
        "",
        "error: the source holds several kits (The small one), and there is no terminal to ask in\n"
        "hint: Name one with --directory.\n",
    )
    assert named.stdout.startswith("Harrow: a local version of small 1.0.0, 3 files\n")
    assert first.stdout.startswith("Harrow: a local version of small 1.0.0, 3 files\n")


def test_keys_and_values_are_set_as_json(world: Path) -> None:
    write_world(
        world,
        {
            "kit/cookiecutter.json": '{"slug": "here", "place_name": "X", "code": "", "hours": {"sat": "10"}}',
            "kit/{{cookiecutter.slug}}/settings.yaml": "turns: 1\nsun: {{ cookiecutter.hours.sun }}\n",
        },
    )
    (world / "kit/parameters.schema.json").unlink()

    outcome = adapted(world, "--no-input", "--set", 'hours={"sun": "12"}').assert_ok()

    assert outcome.stderr == ""
    assert (world / "here/settings.yaml").read_text() == "turns: 1\nsun: 12\n"


def test_a_cache_that_cannot_be_made_only_costs_time(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")

    run_localkit(
        *("adapt", "mend-together", "here", "--no-input"),
        cwd=tmp_path,
        env={"LOCALKIT_CACHE_DIR": str(tmp_path / "file" / "x")},
    ).assert_ok()

    assert (tmp_path / "here" / "settings.yaml").is_file()


def test_a_kit_within_the_zip_of_a_repository_is_found_by_its_folder(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "repo.zip", "w") as archive:
        archive.writestr("repo-main/README.md", "hello")
        archive.writestr("repo-main/kits/tea/cookiecutter.json", '{"slug": "here"}')
        archive.writestr("repo-main/kits/tea/{{cookiecutter.slug}}/a.md", "# A\n")

    made = run_localkit(
        *("adapt", "repo.zip", "--directory", "kits/tea", "--no-input"), cwd=tmp_path
    ).assert_ok()

    assert made.stdout.splitlines()[0].endswith(", 1 file")
    assert (tmp_path / "here" / "a.md").read_text() == "# A\n"


def test_a_source_on_another_machine_is_told_of_before_it_is_asked(tmp_path: Path) -> None:
    outcome = run_localkit("adapt", "http://127.0.0.1:9/kit.git", "--no-input", cwd=tmp_path)

    assert outcome.status == 4
    assert outcome.stderr.splitlines()[0] == "Getting the kit from http://127.0.0.1:9/kit.git …"
    assert outcome.stderr.splitlines()[1].startswith(
        "error: cannot get the kit from http://127.0.0.1:9/kit.git: "
    )
    assert outcome.stdout == ""
