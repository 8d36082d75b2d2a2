"""``localkit adopt`` as a person meets it."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pygit2
import pytest

from localkit.actions.adopt import AdoptRequest, adopt
from localkit.actions.interview import Asked
from localkit.model.rendering import KitCode
from localkit.store.local_versions import read_record
from localkit.store.schemas import problems
from localkit.testing import Outcome, fixed_workspace, run_localkit, write_world

PLACE = {
    "rules.md": "# Rules of Barnsley\r\n\r\n## Stay\r\n\r\nStay with your item, please.\r\n",
    "poster.md": "Come to Barnsley.\n",
    "settings.yaml": "turns: 2\nkitchen: False\n",
}
ANSWERS = {
    "place_name": "Barnsley",
    "nation": "england",
    "turns": 2,
    "languages": ["en"],
    "kitchen": False,
    "slug": "barnsley",
    "code": "",
}


@pytest.fixture
def copied(world: Path) -> Path:
    """A folder that somebody made by hand from the kit's pages."""
    return write_world(world / "cafe", PLACE)


def adopted(world: Path, *arguments: str) -> Outcome:
    return run_localkit("adopt", "cafe", "--kit", "kit", *arguments, cwd=world)


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and ".localkit" not in path.parts
    }


def in_git(folder: Path, *tags: str) -> None:
    """Commit a folder as it is, and tag it."""
    new = not (folder / ".git").exists()
    repository = (
        pygit2.init_repository(str(folder), initial_head="main") if new else pygit2.Repository(folder)
    )
    repository.index.add_all()
    repository.index.write()
    who = pygit2.Signature("A", "a@example.org", 1_700_000_000, 0)
    parents = [] if new else [repository.head.target]
    made = repository.create_commit("HEAD", who, who, "A state", repository.index.write_tree(), parents)
    for tag in tags:
        repository.create_reference(f"refs/tags/{tag}", made)


def next_release(kit: Path, version: str, files: dict[str, str]) -> None:
    path = kit / "kit.yaml"
    path.write_text(re.sub("version: .*", f"version: {version}", path.read_text()))
    write_world(kit / "{{cookiecutter.slug}}", files)


def test_adopt_says_how_sure_it_is_and_what_it_found(world: Path, copied: Path) -> None:
    (copied / "poster.md").unlink()

    assert adopted(world, "--no-input") == Outcome(
        0,
        "Barnsley: now a local version of small 1.0.0, 3 files in the core\n"
        f"  in {copied}\n"
        "\n"
        "How sure: very. Of all words here and in that release, 81 % are the same. There was no other release\n"
        "  to compare with.\n"
        "\n"
        "Answers that your text tells\n"
        "  place_name  Barnsley\n"
        "  turns       2\n"
        "  kitchen     no\n"
        "\n"
        "Not in your text, so the kit's defaults; look whether they are right\n"
        "  nation      england\n"
        "  languages   en\n"
        "  slug        barnsley\n"
        "  code        \n"
        "\n"
        "Not found in your files: 1 of 3 elements\n"
        "  poster  Poster\n"
        "\n"
        "Only the folder .localkit was written. Your own files are as they were. See what you changed:\n"
        "  localkit status cafe\n",
        "",
    )


def test_adopt_gives_one_json_document(world: Path, copied: Path) -> None:
    made = adopted(world, "--no-input", "--format", "json", "--set", "nation=wales").assert_ok().json

    assert re.fullmatch("sha256:[0-9a-f]{64}", made["kit"].pop("digest"))
    assert made == {
        "format": 1,
        "path": str(copied),
        "kit": {"name": "small", "version": "1.0.0"},
        "place": "Barnsley",
        "files": 3,
        "fit": 0.9143,
        "releases": [{"name": "small", "version": "1.0.0", "fit": 0.9143}],
        "parameters": {**ANSWERS, "nation": "wales"},
        "read": ["place_name", "turns", "kitchen"],
        "missing": [],
        "partly": [],
    }


def test_an_element_of_which_only_a_part_is_missing_is_told_as_found_but_for_that(
    world: Path, copied: Path
) -> None:
    """That a poster is not there does not mean that a place has no words of its own."""
    kit = (world / "kit/kit.yaml").read_text()
    own = "[{file: poster.md}, {file: rules.md, section: 'Rules of {{ cookiecutter.place_name }}'}]"
    (world / "kit/kit.yaml").write_text(kit.replace("[{file: poster.md}]", own))
    (copied / "poster.md").unlink()

    said = adopted(world, "--no-input").assert_ok().stdout

    assert (
        "\n\nFound but for a part: 1 of 3 elements\n"
        "  poster  Poster\n"
        "          not there: poster.md\n"
        "\n"
        "Only the folder" in said
    )
    assert "Not found" not in said


def test_nothing_but_its_own_folder_is_written(world: Path, copied: Path) -> None:
    before = contents(world)

    adopted(world, "--no-input").assert_ok()

    assert contents(world) == before
    assert sorted(path.name for path in copied.iterdir()) == [
        ".localkit",
        "poster.md",
        "rules.md",
        "settings.yaml",
    ]
    assert sorted(path.name for path in (copied / ".localkit").iterdir()) == [
        ".gitignore",
        "core.zip",
        "local.yaml",
    ]
    assert problems(read_record(copied).data, "local") == []


def test_what_was_made_edited_and_lost_its_records_is_found_again(world: Path) -> None:
    """The whole point: status, diff and record go on as if nothing had happened."""
    given = ["--set", "place_name=Upper Barnsley", "--set", "turns=2", "--set", "kitchen=no"]
    run_localkit("adapt", "kit", "cafe", "--no-input", *given, cwd=world).assert_ok()
    place = world / "cafe"
    (place / "settings.yaml").write_text("turns: 5\nkitchen: False\n")
    (place / "rules.md").write_bytes(
        b"# Rules of Upper Barnsley\r\n\r\n## Stay\r\n\r\nSit with\r\nyour item.\r\n"
    )
    (place / "poster.md").rename(place / "our-poster.md")
    (place / "own.md").write_text("Our own page, about nothing that the kit knows of.\n")
    before, was = status(world), read_record(place)

    for path in (place / ".localkit").iterdir():
        path.unlink()
    (place / ".localkit").rmdir()
    adopted(world, "--no-input", "--set", "turns=2").assert_ok()

    after, now = status(world), read_record(place)
    assert after == before
    assert (now.parameters, now.kit_digest, now.core_digest) == (
        was.parameters,
        was.kit_digest,
        was.core_digest,
    )
    said = ["--summary", "We sit.", "--nature", "reordering", "--goal", "improve_feasibility"]
    run_localkit("record", "rule", "cafe", *said, cwd=world).assert_ok()
    assert [item["state"] for item in status(world)["elements"] if item["id"] == "rule"] == ["recorded"]


def status(world: Path) -> Any:
    return run_localkit("status", "cafe", "--format", "json", cwd=world).json


class TestReleases:
    def test_the_tag_that_fits_best_is_found(self, world: Path) -> None:
        kit = world / "kit"
        page = "We open at ten, {}. Bring your own cup, {}, and a friend.\n"
        for number, (version, words) in enumerate(
            [("1.0.0", ("rain or shine", "please")), ("1.1.0", ("if it is dry", "a big one"))], 1
        ):
            next_release(kit, version, {"open.md": page.format(*words)})
            in_git(kit, f"v1.{number - 1}.0")
        next_release(kit, "2.0.0", {"open.md": "All of it is new now.\n"})
        write_world(world / "cafe", {**PLACE, "open.md": page.format("if it is dry", "one of ours")})

        made = adopted(world, "--no-input", "--format", "json").assert_ok().json

        assert made["kit"]["version"] == "1.1.0"
        assert [item["version"] for item in made["releases"]] == ["1.1.0", "1.0.0", "2.0.0"]
        fits = [item["fit"] for item in made["releases"]]
        assert fits == sorted(fits, reverse=True)
        kept = read_record(world / "cafe").data["kit"]
        assert (kept["source"], kept["ref"]) == (str(kit), "v1.1.0")

    def test_of_two_that_fit_the_same_the_newest_is_taken(self, world: Path, copied: Path) -> None:
        in_git(world / "kit", "v1.0.0")
        next_release(world / "kit", "1.0.1", {})
        in_git(world / "kit", "v1.0.1")

        outcome = adopted(world, "--no-input").assert_ok()

        assert (
            "How sure: sure of the kit, less of the release. Of all words here and in that release, 91 % are the\n"
            "  same. Nothing here tells it from small 1.0.0; the newest was taken.\n"
        ) in outcome.stdout
        assert read_record(copied).kit_version == "1.0.1"

    def test_a_page_that_the_place_took_out_does_not_speak_for_an_older_release(self, world: Path) -> None:
        """It has more words in common then; but at every place where the two differ it says what the newer says."""
        kit = world / "kit"
        long = "A page about opening hours in winter, new in the later release.\n"
        next_release(kit, "1.0.0", {"a.md": "One to begin with.\n", "b.md": "Two, and so on.\n"})
        in_git(kit, "v1.0.0")
        next_release(kit, "1.1.0", {"a.md": "One to start with.\n", "b.md": "Two, or so.\n", "new.md": long})
        in_git(kit, "v1.1.0")
        own = {"a.md": "One to start with.\n", "b.md": "Two, or so.\n"}
        copied = write_world(world / "cafe", {**PLACE, **own})

        outcome = adopted(world, "--no-input").assert_ok()

        assert read_record(copied).kit_version == "1.1.0"
        assert (
            "How sure: sure of the kit, less of the release. Of all words here and in that release, 75 % are the\n"
            "  same. small 1.0.0 has 80 %; where the two differ, your text goes with 1.1.0 at 2 places and with\n"
            "  1.0.0 at 1.\n"
        ) in outcome.stdout

    def test_a_repository_without_a_commit_is_a_folder(self, world: Path, copied: Path) -> None:
        pygit2.init_repository(str(world / "kit"))

        adopted(world, "--no-input").assert_ok()

        assert "ref" not in read_record(copied).data["kit"]

    def test_several_kits_may_be_named(self, world: Path, copied: Path) -> None:
        outcome = adopted(world, "--kit", "mend-together", "--no-input", "--format", "json").assert_ok()

        first, *others = outcome.json["releases"]
        assert (first["name"], {item["name"] for item in others}) == ("small", {"mend-together"})

    def test_a_release_that_cannot_be_read_is_named_and_left_out(self, world: Path, copied: Path) -> None:
        in_git(world / "kit", "v1.0.0")
        next_release(world / "kit", "1.1.0", {"poster.md": "{% if %}\n"})

        outcome = adopted(world, "--no-input").assert_ok()

        assert read_record(copied).kit_version == "1.0.0"
        assert outcome.stderr.startswith("small 1.1.0 is left out: ")

    def test_where_no_release_can_be_read_the_fault_is_told(self, world: Path, copied: Path) -> None:
        write_world(world, {"kit/{{cookiecutter.slug}}/poster.md": "{% if %}\n"})

        outcome = adopted(world, "--no-input")

        assert outcome.status == 2
        assert f"error: {world}/kit/{{{{cookiecutter.slug}}}}/poster.md:1: " in outcome.stderr
        assert not (copied / ".localkit").exists()


class TestRefused:
    @pytest.mark.parametrize(
        ("files", "message", "hint"),
        [
            ({}, "there is no such folder", "Name the folder that was copied from a kit."),
            ({"cafe": "x"}, "this is a file, not a folder", "Name the folder that was copied from a kit."),
            (
                {"cafe/": ""},
                "the folder has no files",
                "Name the folder that was copied; a new place begins with localkit adapt.",
            ),
            (
                {**{f"cafe/{path}": text for path, text in PLACE.items()}, "cafe/.localkit/x": ""},
                "this is a local version already",
                "See what it changed with localkit status. If its .localkit is of no use, move it away first.",
            ),
            (
                {"cafe/shopping.txt": "milk, eggs, a rope and seven candles\n"},
                "nothing that was tried looks like where this folder comes from",
                "Tried: small 1.0.0 (0 %). Name other kits or releases with --kit.",
            ),
        ],
        ids=["not there", "a file", "empty", "known", "nothing fits"],
    )
    def test_what_cannot_be_adopted_is_told_and_stays_as_it_is(
        self, world: Path, files: dict[str, str], message: str, hint: str
    ) -> None:
        write_world(world, dict(files))
        before = sorted(world.rglob("*"))

        outcome = adopted(world, "--no-input")

        assert outcome == Outcome(2, "", f"error: cafe: {message}\nhint: {hint}\n")
        assert sorted(world.rglob("*")) == before

    def test_an_answer_that_the_kit_does_not_ask_for_is_told(self, world: Path, copied: Path) -> None:
        outcome = adopted(world, "--no-input", "--set", "place_nam=X")

        assert outcome.status == 2
        assert outcome.stderr.startswith('error: the kit asks nothing named "place_nam"\n')
        assert not (copied / ".localkit").exists()

    def test_with_no_terminal_the_open_question_is_named(self, world: Path, copied: Path) -> None:
        outcome = adopted(world)

        assert outcome == Outcome(
            2,
            "",
            'error: "nation" is not answered, and there is no terminal to ask in\n'
            "hint: Answer with --set nation=… or --answers FILE; --no-input takes the defaults.\n",
        )
        assert not (copied / ".localkit").exists()

    def test_a_kit_with_code_is_refused_unless_it_is_trusted(
        self, world: Path, copied: Path, settings: Path
    ) -> None:
        write_world(world, {"kit/hooks/post_gen_project.py": "open('made.txt', 'w').write('by the hook')\n"})

        refused = adopted(world, "--no-input")
        assert refused == Outcome(
            3,
            "",
            f"error: {world}/kit: the kit wants to run its own code: hooks/post_gen_project.py\n"
            "hint: If you know who made it, say --trust; --without-code leaves its code out.\n",
        )
        assert not (copied / ".localkit").exists()

        made = adopted(world, "--no-input", "--trust", "--format", "json").assert_ok().json
        assert made["files"] == 4
        assert contents(copied) == {path: text.encode() for path, text in PLACE.items()}

    def test_a_template_that_needs_its_extensions_is_tried_only_if_it_is_trusted(
        self, world: Path, copied: Path, settings: Path
    ) -> None:
        kit = world / "kit"
        about = json.loads((kit / "cookiecutter.json").read_text())
        code = (
            "from jinja2.ext import Extension\n"
            "class Loud(Extension):\n"
            "    def __init__(self, environment):\n"
            "        super().__init__(environment)\n"
            "        environment.filters['loud'] = str.upper\n"
        )
        write_world(
            kit,
            {
                "cookiecutter.json": json.dumps({**about, "_extensions": ["loud.Loud"]}),
                "loud.py": code,
                "{{cookiecutter.slug}}/loud.md": "{{ cookiecutter.place_name|loud }}\n",
            },
        )

        assert adopted(world, "--no-input").status == 3
        assert adopted(world, "--no-input", "--without-code").status == 2
        assert not (copied / ".localkit").exists()
        made = adopted(world, "--no-input", "--trust", "--format", "json").assert_ok().json
        assert (made["files"], made["parameters"]["place_name"]) == (4, "Barnsley")

    def test_without_its_code_a_kit_is_taken_as_it_is(self, world: Path, copied: Path) -> None:
        write_world(world, {"kit/hooks/post_gen_project.py": "open('made.txt', 'w').write('by the hook')\n"})

        made = adopted(world, "--no-input", "--without-code", "--format", "json").assert_ok().json

        assert made["files"] == 3
        assert read_record(copied).data["without_code"] is True


class Somebody:
    """Answers what is asked with what is offered, and remembers it."""

    def __init__(self) -> None:
        self.asked: dict[str, Any] = {}

    def nested(self, titles: Sequence[str]) -> int:
        return 0

    def trusts(self, kit: str, code: KitCode) -> bool:
        return False

    def answer(self, question: Asked, refused: str | None) -> Any:
        assert refused is None
        self.asked[question.name] = question.default
        return question.default


def asked(world: Path, **files: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """What is asked with which default, and the answers in the end."""
    write_world(world / "cafe", {**PLACE, **{f"{name}.md": text for name, text in files.items()}})
    somebody = Somebody()
    request = AdoptRequest(world / "cafe", (str(world / "kit"),))
    made = adopt(fixed_workspace(world / "own"), request, somebody)
    assert set(made.asked) == set(somebody.asked)
    return somebody.asked, dict(made.parameters)


def test_only_what_the_text_does_not_tell_is_asked(world: Path) -> None:
    questions, answers = asked(world)

    assert questions == {"nation": "england", "languages": "en", "slug": "barnsley", "code": ""}
    assert answers == ANSWERS


def test_where_the_text_says_two_things_the_first_is_offered(world: Path) -> None:
    questions, _ = asked(world, rules="# Rules of Leeds\n\n## Stay\n\nStay with your item.\n")

    assert questions["place_name"] in ("Leeds", "Barnsley")


def test_a_choice_is_found_by_what_follows_from_it(world: Path) -> None:
    template = "{% if cookiecutter.nation == 'wales' %}Croeso i bawb.{% else %}Welcome, all.{% endif %}\n"
    write_world(world, {"kit/{{cookiecutter.slug}}/hello.md": template})

    questions, answers = asked(world, hello="Croeso i bawb yma!\n")

    assert "nation" not in questions
    assert answers["nation"] == "wales"


def test_a_template_that_counts_with_an_answer_tells_the_others_all_the_same(world: Path) -> None:
    template = (
        "{{ ['one', 'two'][cookiecutter.turns|int - 1] ~ ('x' * (4 - (cookiecutter.turns ~ '0')|int)) }}\n"
    )
    write_world(
        world, {"kit/{{cookiecutter.slug}}/hello.md": template + "{{ 1 // cookiecutter.turns|int }}\n"}
    )

    questions, answers = asked(world, hello="two\n0\n")

    assert "place_name" not in questions
    assert (answers["place_name"], answers["turns"]) == ("Barnsley", 2)
