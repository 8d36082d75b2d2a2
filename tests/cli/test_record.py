"""``localkit record``: why something was changed, said."""

from __future__ import annotations

from pathlib import Path

import pytest

from localkit.store.schemas import problems
from localkit.syntax.yaml import parse
from localkit.testing import Outcome, run_localkit, write_world

KIT = """\
format: 1
name: small
version: 1.0.0
title: Small
vocabulary: {who: {friends: friends of the café}}
elements:
  - {id: stay, title: The visitor stays, latitude: fixed, basis: values, passages: [{file: rules.md, section: Stay}]}
  - id: turns
    title: Items per turn
    latitude: bounded
    passages: [{file: settings.yaml, value: /turns}]
    bounds: [{schema: {type: integer, maximum: 2}}]
"""
FILES: dict[str, str | bytes] = {
    "kit/kit.yaml": KIT,
    "kit/cookiecutter.json": '{"slug": "here"}',
    "kit/{{cookiecutter.slug}}/rules.md": "# Rules\n\n## Stay\n\nVisitors stay until it is mended.\n",
    "kit/{{cookiecutter.slug}}/settings.yaml": "turns: 1\n",
}


@pytest.fixture
def place(tmp_path: Path) -> Path:
    write_world(tmp_path, FILES)
    run_localkit("adapt", "kit", "here", "--no-input", cwd=tmp_path).assert_ok()
    return write_world(tmp_path / "here", {"settings.yaml": "turns: 4\n"})


def said(place: Path, *arguments: str) -> Outcome:
    return run_localkit(*arguments, cwd=place)


def entries(place: Path) -> list[dict[str, object]]:
    data = parse((place / ".localkit" / "adaptations.yaml").read_text("utf-8")).data
    assert problems(data, "adaptations") == []
    return list(data["adaptations"])


def four(place: Path, *more: str) -> Outcome:
    words = (
        "--summary",
        "Four items in winter.",
        "--nature",
        "loosening-structure",
        "--goal",
        "improve_feasibility",
    )
    return said(place, "record", "turns", *words, "--date", "2026-03-02", *more)


def test_a_change_is_recorded_and_known_from_then_on(place: Path) -> None:
    assert four(place, "--who", "friends") == Outcome(
        0,
        "Recorded. four-items-in-winter: Four items in winter.\n"
        "  ▲ Items per turn: recorded\n"
        "    It takes an agreed exception, too: agree it among yourselves.\n"
        "    localkit exception request turns\n",
        "",
    )
    entry = entries(place)[0]
    assert {**entry, "fingerprint": ""} == {
        "id": "four-items-in-winter",
        "element": "turns",
        "summary": "Four items in winter.",
        "date": "2026-03-02",
        "what": ["content"],
        "nature": ["loosening_structure"],
        "goal": ["improve_feasibility"],
        "who": ["friends"],
        "visibility": "local",
        "fingerprint": "",
    }
    assert said(place, "status", "--format", "json").json["elements"][1]["state"] == "recorded"


def test_a_later_edit_shows_and_the_record_can_be_made_to_hold_again(place: Path) -> None:
    four(place).assert_ok()
    write_world(place, {"settings.yaml": "turns: 5\n"})

    found = said(place, "check", "--format", "json").json["findings"]

    assert [item["message"] for item in found if item["rule"] == "core.unrecorded"] == [
        '"Items per turn" was changed again since it was recorded (four-items-in-winter). If the reason still holds: '
        "localkit record turns --again four-items-in-winter"
    ]
    said(place, "record", "turns", "--again", "four-items-in-winter", "--duration", "temporary").assert_ok()
    assert [entry["duration"] for entry in entries(place)] == ["temporary"]
    assert said(place, "status", "--format", "json").json["elements"][1]["state"] == "recorded"


def test_comments_and_order_of_the_file_are_kept(place: Path) -> None:
    head = (
        "# ours\nadaptations: # newest last\n- what: [content]   # as Ann said\n  id: old\n  element: stay\n"
    )
    text = head + "  summary: s\n  date: 2026-01-01\n  goal: []\n# end\nformat: 1"
    path = place / ".localkit" / "adaptations.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())

    four(place).assert_ok()

    after = path.read_bytes().decode("utf-8-sig")
    new = after.index("- id: four-items-in-winter")
    assert path.read_bytes().startswith(b"\xef\xbb\xbf# ours\r\n")
    assert after.startswith(head.replace("\n", "\r\n"))
    assert after.index("goal: []") < new < after.index("# end") < after.index("format: 1")
    assert "\n" not in after.replace("\r\n", "")
    assert [entry["id"] for entry in entries(place)] == ["old", "four-items-in-winter"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (
            ("turnss", "--summary", "s", "--nature", "reordering"),
            'error: the kit has no element "turnss"\nhint: Did you mean "turns"? `localkit status --all` lists them.\n',
        ),
        (
            ("turns", "--summary", "s", "--contextual", "seting"),
            'error: "seting" is no code of "contextual"\n'
            'hint: Did you mean "setting"? There are: format, setting, personnel, population.\n',
        ),
        (
            ("turns", "--summary", "s"),
            "error: not everything was said, and there is no terminal to ask in: --nature CODE or --contextual CODE\n"
            "hint: `localkit record --help` tells the options, docs/reference/vocabulary.md the codes.\n",
        ),
        (
            ("turns", "--summary", "Ring Ann on 07700 900123", "--nature", "reordering"),
            "error: a phone number seems to stand in --summary (077…)\n"
            "hint: Write the role instead of the person. If it is no personal data, say --as-written.\n",
        ),
        (
            (),
            "error: no element was named\nhint: Changed and not yet recorded: turns.\n",
        ),
        (
            ("turns", "--again", "nothing"),
            'error: there is no adaptation "nothing"\nhint: `localkit log` lists them.\n',
        ),
        (
            ("turns", "--summary", "s", "--nature", "reordering", "--date", "2026-02-30"),
            'error: "2026-02-30" is no day of the calendar\nhint: Write days as 2026-03-31.\n',
        ),
        (
            ("turns", "--summary", "s", "--nature", "reordering", "--merged-into", "other"),
            'error: there is no adaptation "other" to join\nhint: `localkit log` lists them.\n',
        ),
        (
            ("turns", "--passage", "rules.md", "--summary", "s", "--nature", "reordering"),
            "error: nothing was changed at rules.md\nhint: Changed are: settings.yaml#/turns.\n",
        ),
    ],
)
def test_what_cannot_be_recorded_is_told_and_nothing_written(
    place: Path, arguments: tuple[str, ...], told: str
) -> None:
    assert said(place, "record", *arguments) == Outcome(2, "", told)
    assert not (place / ".localkit" / "adaptations.yaml").exists()


def test_what_no_element_claims_is_recorded_by_its_passage(place: Path) -> None:
    write_world(place, {"tea.md": "# Tea\n"})

    said(
        place, "record", "--passage", "tea.md", "--summary", "A page on tea.", "--nature", "adding_elements"
    ).assert_ok()

    assert (entries(place)[0]["element"], entries(place)[0]["passages"]) == (None, ["tea.md"])


def test_a_kind_that_needs_care_turns_the_light_and_asks_for_nothing(place: Path) -> None:
    write_world(place, {"settings.yaml": "turns: 2\n"})

    outcome = said(
        place, "record", "turns", "--summary", "For a school.", "--contextual", "setting"
    ).assert_ok()

    assert "▲ Items per turn: recorded" in outcome.stdout
    assert "It informs; nobody asks you for anything." in " ".join(outcome.stdout.split())
    assert said(place, "check", "--fail-on", "should").status == 0


def test_what_looks_like_personal_data_is_kept_on_request(place: Path) -> None:
    words = ("--summary", "Ring 0800 111 1111", "--nature", "reordering", "--as-written")

    said(place, "record", "turns", *words).assert_ok()

    found = said(place, "check", "--format", "json").json["findings"]
    assert [(item["file"], item["line"]) for item in found if item["rule"] == "core.personal_data"] == [
        (".localkit/adaptations.yaml", 6)
    ]


def test_a_file_that_is_not_as_it_should_be_is_left_alone(place: Path) -> None:
    path = write_world(place, {".localkit/adaptations.yaml": "format: 1\nadaptations: 3\n"}) / ".localkit"

    assert four(place).status == 2
    assert (path / "adaptations.yaml").read_text() == "format: 1\nadaptations: 3\n"
