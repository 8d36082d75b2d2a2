"""``localkit status`` as a person and as a program meet it."""

from __future__ import annotations

import datetime
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from localkit.actions.status import status
from localkit.store.schemas import problems
from localkit.testing import Outcome, fixed_workspace, run_localkit, write_world

MEND = "Mend this line, or put the file back from a copy"
LATER = "the file has format 2; this localkit knows format 1"
TELLS = f"{MEND}; `localkit schema local` tells the format."


def told(place: Path) -> Outcome:
    return run_localkit("status", "here", cwd=place.parent)


def measured(place: Path) -> dict[str, object]:
    """The whole JSON, held against its schema."""
    found: dict[str, object] = run_localkit("status", "--format", "json", cwd=place).assert_ok().json
    assert problems(found, "status") == []
    return found


def test_a_plain_copy_is_as_the_core(place: Path) -> None:
    assert told(place) == Outcome(
        0,
        f"Harrow · Small 1.0.0 · live\n{place}\n\n"
        "  Behind the core    nobody has looked for later releases yet\n"
        "  Recorded           nothing\n"
        "  Not yet recorded   nothing\n"
        "  Measures           core kept 100 % · locally shaped 0 %\n\n"
        "  ■ 0 touches the core: talk first   ▲ 0 needs care   ● 4 fine\n\n"
        "4 elements as the core. Files: 3 as the core.\n",
        "",
    )


def test_what_was_changed_is_told_by_element(place: Path) -> None:
    """Core kept: turns lost whole; of the rule 6 words against 3, of which 2 are the same: 1 - (1 + 5/9) / 2.

    Locally shaped: turns 2 of 2, the poster 3 of 3, the tea 3 of 3; unchanged are 8 words of the rules and kitchen's 2.
    """
    write_world(
        place,
        {
            "settings.yaml": "# ours\nkitchen: true\nturns: 4\n",
            "rules.md": "# Rules of Harrow\n\n## Stay\n\nStay.\n",
        },
    )
    (place / "poster.md").unlink()
    write_world(place, {"tea.md": "No repair\nfee.\n"})

    assert told(place).stdout == (
        f"Harrow · Small 1.0.0 · live\n{place}\n\n"
        "  Behind the core    nobody has looked for later releases yet\n"
        "  Recorded           nothing\n"
        "  Not yet recorded   3 elements\n"
        "  Measures           core kept 22 % · locally shaped 44 %\n\n"
        "  ■ 2 touches the core: talk first   ▲ 1 needs care   ● 1 fine\n\n"
        "Asks for a word\n"
        " ▲ Items per turn  turns\n"
        "     may change within bounds · it keeps the work running · not yet recorded\n"
        "     settings.yaml#/turns (line 3): 1 in the core, 4 here\n"
        "     outside its bounds: it must be at most 2; it is 4\n"
        "     → say why, or put it back; an exception can be agreed: agree it among yourselves\n"
        " ■ The visitor stays  rule\n"
        "     keep as it is · it is what the programme stands for · not yet recorded\n"
        "     rules.md#Stay (line 3): 56 % of the words changed\n"
        "     → talk to the national team\n"
        " ■ No fee  no-fee\n"
        "     must not be here · it keeps the work running · not yet recorded\n"
        '     tea.md (line 1): "repair fee" is here\n'
        "     → agree it among yourselves\n\n"
        "Changed, and your own\n"
        " ● Poster  poster\n"
        "     yours to shape · not used\n"
        "     poster.md: not used\n\n"
        "0 elements as the core. Files: 0 as the core, 2 changed, 1 of your own, 1 taken out.\n"
        "  your own: tea.md\n"
        "  taken out: poster.md\n\n"
        "See the words: localkit diff here --element turns\nSay why, in a minute: localkit record turns here\n"
    )


def test_a_program_gets_the_whole_of_it(place: Path) -> None:
    write_world(place, {"settings.yaml": "kitchen: true\nturns: 4\n"})
    (place / "poster.md").rename(place / "wall.md")

    found = measured(place)

    kit = found.pop("kit")
    assert isinstance(kit, dict)
    assert (kit["name"], kit["version"]) == ("small", "1.0.0")
    plain: dict[str, object] = {"adaptations": [], "exception": None, "basis": "operational"}
    nothing = {"core": None, "local": None, "moved_from": None, "line": None}
    assert (
        found
        == {
            "format": 1,
            "path": str(place),
            "place": {"name": "Harrow", "code": ""},
            "stage": "live",
            "divergence": {"behind": None, "recorded": 0, "unrecorded": 1},
            "lights": {"green": 3, "yellow": 1, "red": 0},
            "core_kept": 0.5,  # turns lost whole, the rule kept
            "locally_shaped": 0.1111,  # 2 of 18: turns 1 + 1, kitchen 1 + 1, the poster 3 + 3, the rules' head 4 + 4
            "elements": [
                {
                    **plain,
                    "id": "turns",
                    "title": "Items per turn",
                    "latitude": "bounded",
                    "necessity": "essential",
                    "light": "yellow",
                    "state": "unrecorded",
                    "changed": 1.0,
                    "in_bounds": False,
                    "broken": ["it must be at most 2; it is 4"],
                    "passages": [
                        {
                            "file": "settings.yaml",
                            "value": "/turns",
                            "change": "changed",
                            "light": "yellow",
                            "changed": 1.0,
                            "core": "1",
                            "local": "4",
                            "moved_from": None,
                            "line": 2,
                        }
                    ],
                },
                {
                    **plain,
                    "id": "rule",
                    "title": "The visitor stays",
                    "latitude": "fixed",
                    "necessity": "essential",
                    "basis": "values",
                    "light": "green",
                    "state": "as_core",
                    "changed": 0.0,
                    "in_bounds": None,
                    "passages": [
                        {
                            **nothing,
                            "file": "rules.md",
                            "section": "Stay",
                            "change": "unchanged",
                            "light": "green",
                            "changed": 0.0,
                        }
                    ],
                },
                {
                    **plain,
                    "id": "poster",
                    "title": "Poster",
                    "latitude": "open",
                    "necessity": "optional",
                    "light": "green",
                    "state": "as_core",
                    "changed": 0.0,
                    "in_bounds": None,
                    "passages": [
                        {
                            **nothing,
                            "file": "wall.md",
                            "change": "moved",
                            "light": "green",
                            "changed": 0.0,
                            "moved_from": "poster.md",
                        }
                    ],
                },
                {
                    **plain,
                    "id": "no-fee",
                    "title": "No fee",
                    "latitude": None,
                    "necessity": "proscribed",
                    "light": "green",
                    "state": "as_core",
                    "changed": 0.0,
                    "in_bounds": None,
                    "passages": [
                        {
                            **nothing,
                            "file": "**/*.md",
                            "change": "unchanged",
                            "light": "green",
                            "changed": 0.0,
                        }
                    ],
                },
            ],
            "unclaimed": {"light": "green", "files": []},
            "files": {
                "unchanged": 1,
                "changed": ["settings.yaml"],
                "added": [],
                "removed": [],
                "moved": [["poster.md", "wall.md"]],
            },
            "open_update": None,
        }
    )


def test_any_folder_in_a_local_version_will_do(place: Path) -> None:
    write_world(place, {"notes/deep/": ""})

    assert run_localkit("status", cwd=place / "notes/deep").assert_ok().stdout == told(place).stdout


def test_status_writes_nothing(place: Path) -> None:
    def seen() -> dict[str, tuple[int, int]]:
        facts = {str(path): path.stat() for path in place.rglob("*")}
        return {path: (one.st_mtime_ns, one.st_size) for path, one in facts.items()}

    before = seen()
    told(place).assert_ok()

    assert seen() == before


def test_places_that_are_none_are_told(tmp_path: Path) -> None:
    assert run_localkit("status", "nowhere", cwd=tmp_path) == Outcome(
        2, "", "error: nowhere: there is no such folder\nhint: See whether the name is written as on disk.\n"
    )
    assert run_localkit("status", cwd=tmp_path) == Outcome(
        2,
        "",
        "error: .: this is no local version, and lies in none\n"
        "hint: Go to the folder that `localkit adapt` made, or make one: localkit adapt KIT.\n",
    )


FORM = "does not have the right form"


@pytest.mark.parametrize(
    ("spoil", "line", "message", "hint"),
    [
        (lambda _: b"", 1, "it must be a set of keys and values", TELLS),
        (lambda _: b"- a\n", 1, "it must be a set of keys and values", TELLS),
        (lambda _: b"a:\n\tb: 1\n", 2, "a tab where YAML wants spaces; indent with spaces", f"{MEND}."),
        (lambda good: b"format: 1\n" + good, 3, "the key 'format' is there twice", f"{MEND}."),
        (lambda _: b"\xff", None, "not UTF-8 text", "Save the file as UTF-8."),
        (lambda good: b"stag: live\n" + good, 1, 'unknown key "stag"; did you mean "stage"?', TELLS),
        (
            lambda good: good.replace(b"stage: live", b"stage: open"),
            12,
            '"stage" must be one of exploring, preparing, pilot, live, sustaining, exited; it is "open"',
            TELLS,
        ),
        (
            lambda good: good.replace(b'core: "sha256:', b'core: "sha1:'),
            8,
            f'"core" {FORM} (Digest of core.zip, the core as received); it is "sha1:',
            TELLS,
        ),
        (
            lambda good: good.replace(b"format: 1", b"format: 2"),
            2,
            LATER,
            "A later localkit wrote it: install that one.",
        ),
        (lambda good: good.replace(b"seed:", b"x-seed:"), 2, '"seed" is missing', TELLS),
        (
            lambda good: good + b"#" * 5_000_000,
            None,
            "the file is over 5 MB",
            "Is it the right file?",
        ),
    ],
    ids=[
        *("empty", "a list", "a tab", "a key twice", "not UTF-8", "unknown key", "stage", "digest", "format"),
        *("key missing", "too big"),
    ],
)
def test_a_broken_local_yaml_is_told(
    place: Path, spoil: Callable[[bytes], bytes], line: int | None, message: str, hint: str
) -> None:
    path = place / ".localkit/local.yaml"
    path.write_bytes(spoil(path.read_bytes()))

    outcome = told(place)

    at = path if line is None else f"{path}:{line}"
    assert (outcome.status, outcome.stdout) == (2, "")
    assert outcome.stderr.startswith(f"error: {at}: {message}")
    assert outcome.stderr.endswith(f"\nhint: {hint}\n")
    assert outcome.stderr.count("\n") == 2


def test_a_missing_local_yaml_is_told(place: Path) -> None:
    (place / ".localkit/local.yaml").unlink()

    assert told(place) == Outcome(
        2,
        "",
        f"error: {place}/.localkit/local.yaml: local.yaml is missing\n"
        "hint: Put it back from a copy; without it localkit does not know what this was made from.\n",
    )


@pytest.mark.parametrize(
    ("name", "text", "line", "message"),
    [
        ("adaptations", "format: 1\nadaptations:\n  - {id: a, element: turns}\n", 3, '"summary" is missing'),
        (
            "exceptions",
            "format: 1\nexceptions: {}\n",
            2,
            '"exceptions" must be a list; it is a set of keys and values',
        ),
    ],
)
def test_the_other_records_are_told_alike(place: Path, name: str, text: str, line: int, message: str) -> None:
    write_world(place, {f".localkit/{name}.yaml": text})

    assert told(place) == Outcome(
        2,
        "",
        f"error: {place}/.localkit/{name}.yaml:{line}: {message}\n"
        f"hint: {MEND}; `localkit schema {name}` tells the format.\n",
    )


def test_a_damaged_list_of_releases_can_be_made_anew(place: Path) -> None:
    write_world(place, {".localkit/known.yaml": "format: 1\nlatest: 2\n"})

    assert told(place) == Outcome(
        2,
        "",
        f'error: {place}/.localkit/known.yaml:1: "releases" is missing\n'
        "hint: Say `localkit refresh`: it looks for later releases again and writes this file anew.\n",
    )


def test_a_day_that_is_not_in_the_calendar_is_told(place: Path) -> None:
    text = "format: 1\nexceptions:\n  - {id: x, element: turns, status: granted, requested_by: us, "
    write_world(place, {".localkit/exceptions.yaml": f"{text}from: 2026-02-30, until: 2026-03-31}}\n"})

    assert told(place) == Outcome(
        2,
        "",
        f"error: {place}/.localkit/exceptions.yaml: a day that is not in the calendar: day is out of range for month\n"
        "hint: Write days as 2026-03-31.\n",
    )


class TestCore:
    REPAIR = "Make it again from the release that it came from: localkit repair --kit KIT"

    def test_a_missing_one_is_told(self, place: Path) -> None:
        (place / ".localkit/core.zip").unlink()

        assert told(place) == Outcome(
            2,
            "",
            f"error: {place}/.localkit/core.zip: the core as received is missing\nhint: {self.REPAIR}\n",
        )

    def test_a_damaged_one_is_told(self, place: Path) -> None:
        path = place / ".localkit/core.zip"
        path.write_bytes(path.read_bytes().replace(b"Stay with your item", b"Drop with your item"))

        assert told(place) == Outcome(
            2,
            "",
            f"error: {path}: the core as received cannot be read: this is not a zip archive, or a damaged one "
            f"(Bad CRC-32 for file 'files/rules.md')\nhint: {self.REPAIR}\n",
        )

    def test_one_that_somebody_edited_is_told(self, place: Path) -> None:
        """Else who edits the core as received could make any change look like none."""
        path = place / ".localkit/core.zip"
        packed = io.BytesIO(path.read_bytes())
        with zipfile.ZipFile(packed, "a") as archive:
            archive.writestr("files/new.md", "x")
        path.write_bytes(packed.getvalue())

        assert told(place) == Outcome(
            2,
            "",
            f"error: {path}: the core as received is not the one that was received: "
            "somebody or something changed core.zip\n"
            f"hint: {self.REPAIR}\n",
        )

    def test_one_with_an_unsafe_path_is_refused(self, place: Path) -> None:
        path = place / ".localkit/core.zip"
        with zipfile.ZipFile(path, "a") as archive:
            archive.writestr("files/../../x", "x")

        outcome = told(place)

        assert outcome.status == 3
        assert outcome.stderr.splitlines()[0] == (
            f"error: {path}: the archive has the path 'files/../../x': it leads out of the folder"
        )


@pytest.mark.parametrize(
    ("day", "state", "asks"),
    [
        (datetime.date(2025, 12, 31), "unrecorded", True),
        (datetime.date(2026, 1, 1), "excepted", False),
        (datetime.date(2026, 3, 31), "excepted", False),
        (datetime.date(2026, 4, 1), "unrecorded", True),
    ],
)
def test_an_agreed_exception_lives_by_the_clock(
    place: Path, tmp_path: Path, day: datetime.date, state: str, asks: bool
) -> None:
    write_world(
        place,
        {
            "settings.yaml": "turns: 4\nkitchen: true\n",
            ".localkit/exceptions.yaml": "format: 1\nexceptions:\n  - {id: winter, element: turns, status: granted,"
            " requested_by: host, granted_by: national team, from: 2026-01-01, until: 2026-03-31}\n",
        },
    )
    now = datetime.datetime.combine(day, datetime.time(23, 59), datetime.UTC)

    turns = status(fixed_workspace(tmp_path / "own", now=now), place).divergence.elements[0]

    assert (turns.state, turns.asks, turns.light) == (state, asks, "yellow")


def test_a_record_and_an_exception_are_shown_beside_the_light(place: Path) -> None:
    write_world(
        place,
        {
            "settings.yaml": "turns: 4\nkitchen: true\n",
            "poster.md": "Come along.\n",
            ".localkit/adaptations.yaml": "format: 1\nadaptations:\n"
            "  - {id: a1, element: poster, summary: Shorter, date: 2026-01-01, what: [content], goal: [reduce_cost],"
            " nature: [substituting]}\n",
            ".localkit/exceptions.yaml": "format: 1\nexceptions:\n  - {id: winter, element: turns, status: granted,"
            " requested_by: host, from: 2000-01-01, until: 2999-03-31}\n",
        },
    )

    found = measured(place)
    elements = {item["id"]: item for item in found["elements"]}  # type: ignore[attr-defined]

    assert found["divergence"] == {"behind": None, "recorded": 2, "unrecorded": 0}
    assert [
        (name, elements[name]["light"], elements[name].get("raised_by"), elements[name]["state"])
        for name in ("turns", "poster")
    ] == [("turns", "yellow", None, "excepted"), ("poster", "yellow", "record", "recorded")]
    assert (elements["turns"]["exception"], elements["poster"]["adaptations"]) == ("winter", ["a1"])
    assert " ▲ Items per turn  turns\n" in told(place).stdout
    assert "Known and recorded\n" in told(place).stdout


def test_text_from_a_place_cannot_paint_over_the_screen(place: Path) -> None:
    write_world(
        place,
        {
            "settings.yaml": 'turns: "\\x1b[2J\\r\\u202Eno"\nkitchen: true\n',
            "a\x1b[31m.md": "x",
            ".localkit/adaptations.yaml": 'format: 1\nadaptations: ["\\x1b]0;x\\x07"]\n',
        },
    )
    refused = told(place)
    (place / ".localkit/adaptations.yaml").unlink()
    shown = told(place)

    assert (refused.status, shown.status) == (2, 0)
    for text in (refused.stdout, refused.stderr, shown.stdout, shown.stderr):
        assert not set(text) & set("\x1b\x07\r\u202e")
    assert "settings.yaml#/turns (line 1): 1 in the core, ␛[2J<U+202E>no here\n" in shown.stdout
    assert "your own: a␛[31m.md\n" in shown.stdout


def test_names_that_are_no_text_do_not_end_a_command(place: Path) -> None:
    import os

    (place / os.fsdecode(b"caf\xe9.md")).write_text("One.\n")

    told(place).assert_ok()
    json.dumps(measured(place))


@pytest.mark.parametrize(
    "arguments", [["status", "nowhere"], ["status", "--what"], ["adapt", "kti", "--no-input"]]
)
@pytest.mark.parametrize("option", [["--format", "json"], ["--format=json"]])
def test_an_error_is_one_json_document_too(tmp_path: Path, arguments: list[str], option: list[str]) -> None:
    outcome = run_localkit(*arguments, *option, cwd=tmp_path)

    assert outcome.status == 2
    assert problems(outcome.json, "error") == []
    assert outcome.json["error"]["message"] in outcome.stderr


@pytest.mark.permissions
@pytest.mark.parametrize("name", ["rules.md", ".localkit/local.yaml", ".localkit/core.zip"])
def test_a_file_that_may_not_be_read_is_the_machines_fault(place: Path, name: str) -> None:
    (place / name).chmod(0)

    outcome = told(place)

    assert (outcome.status, outcome.stdout) == (4, "")
    assert outcome.stderr.startswith(f"error: {place / name}: cannot read the ")
    assert "Permission denied\n" in outcome.stderr


@pytest.mark.permissions
def test_a_file_of_the_places_own_that_may_not_be_read_is_only_listed(place: Path) -> None:
    write_world(place, {"mine.md": "Ours.\n"})
    (place / "mine.md").chmod(0)

    outcome = told(place).assert_ok()

    assert "  your own: mine.md\n" in outcome.stdout
    assert (
        "Worth knowing\n   mine.md is only listed: cannot read the file: Permission denied\n"
        in outcome.stdout
    )


def test_a_file_that_cannot_be_read_is_told_first_with_its_line(place: Path) -> None:
    """One wrong space must not look like a dozen broken rules."""
    settings = place / "settings.yaml"
    settings.write_text(settings.read_text("utf-8") + "wrong: [1\n", "utf-8")

    said = told(place).assert_ok().stdout

    first = said.index("First of all")
    assert said[first:].splitlines()[1].startswith("   settings.yaml:")
    assert first < said.index("Asks for a word")
    assert "cannot be read any more; see First of all" in said
    assert "100 % of the words changed" not in said


def test_a_record_about_an_unknown_element_is_told(place: Path) -> None:
    entry = "{id: r1, element: turnss, summary: s, date: 2026-03-01, what: [content], goal: []}"
    (place / ".localkit" / "adaptations.yaml").write_text(f"format: 1\nadaptations:\n  - {entry}\n", "utf-8")
    (place / ".localkit" / "exceptions.yaml.txt").write_text("x", "utf-8")

    said = told(place).assert_ok().stdout

    assert (
        '   .localkit/adaptations.yaml:3 "r1" is about the element "turnss", which the kit does not have; did\n'
        "     you mean turns?\n"
        "   .localkit/exceptions.yaml.txt is not read: its name must be exceptions.yaml, without .txt\n"
    ) in said
