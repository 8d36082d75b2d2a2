"""``localkit log``: what was recorded is read again, by people, by programs and by spreadsheets."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from localkit.hooks.kinds import Vocabulary
from localkit.hooks.markers import hookimpl
from localkit.store.schemas import problems
from localkit.store.vocabularies import frame
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
WINTER = {
    "id": "winter",
    "element": "turns",
    "summary": "Four items in winter.",
    "date": "2026-03-02",
    "what": ["content", "contextual"],
    "nature": ["loosening_structure", "drift_with_return"],
    "contextual": ["setting"],
    "goal": ["improve_feasibility", "reduce_cost"],
    "reasons": ["available_resources"],
    "who": ["friends", "recipients"],
    "decided_by": "the volunteers' meeting",
    "visibility": "network",
}
QUEUE = {
    "id": "queue",
    "element": "turns",
    "summary": "A winter queue.",
    "date": "2026-04-01",
    "what": ["content"],
    "goal": [],
    "merged_into": "winter",
}
TEA = {
    "id": "tea",
    "element": None,
    "summary": "Tea is on the house.",
    "date": "2026-05-01",
    "what": ["contextual"],
    "goal": [],
    "passages": ["tea.md"],
    "fidelity": "unknown",
}


@pytest.fixture
def place(tmp_path: Path) -> Path:
    files = {
        "kit/kit.yaml": KIT,
        "kit/cookiecutter.json": '{"slug": "here"}',
        "kit/{{cookiecutter.slug}}/rules.md": "# Rules\n\n## Stay\n\nVisitors stay until it is mended.\n",
        "kit/{{cookiecutter.slug}}/settings.yaml": "turns: 1\n",
    }
    write_world(tmp_path, files)
    run_localkit("adapt", "kit", "here", "--no-input", cwd=tmp_path).assert_ok()
    return write_world(tmp_path / "here", {"settings.yaml": "turns: 4\n"})


def recorded(place: Path, *entries: dict[str, Any]) -> Path:
    text = json.dumps({"format": 1, "adaptations": entries})
    return write_world(place, {".localkit/adaptations.yaml": text})


def log(place: Path, *arguments: str) -> Outcome:
    return run_localkit("log", *arguments, cwd=place)


def ids(place: Path, *arguments: str) -> list[str]:
    value = log(place, "--format", "json", *arguments).assert_ok().json
    assert problems(value, "log") == []
    return [item["id"] for item in value["adaptations"]]


def row(place: Path, number: int = 0) -> dict[str, str]:
    text = log(place, "--format", "csv").assert_ok().stdout
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))[number]


# ---------------------------------------------------------------------------------------------------
# For people
# ---------------------------------------------------------------------------------------------------


def test_the_log_of_nothing_says_how_to_begin(place: Path) -> None:
    assert log(place) == Outcome(
        0, "Nothing was recorded yet. Say why something was changed:\n  localkit record\n", ""
    )
    assert run_localkit("log", "here", cwd=place.parent).stdout.endswith("  localkit record here\n")
    assert run_localkit("log", ".localkit", cwd=place).stdout.endswith(f"  localkit record {place}\n")


def test_the_log_tells_what_for_why_and_by_whom_newest_first_and_each_once(place: Path) -> None:
    recorded(place, WINTER, QUEUE, TEA)

    assert log(place) == Outcome(
        0,
        "\n2026-05-01  what no element claims  tea\n"
        "    Tea is on the house.\n"
        "    kind: the way it is given: form, setting, people\n"
        "    seen by: this place only\n"
        "\n2026-03-02  Items per turn  winter\n"
        "    Four items in winter.\n"
        "    kind: a looser structure; moved away from the plan and came back; the setting\n"
        "    for: make it doable here; cost less\n"
        "    why here: the means there are\n"
        "    decided by: friends of the café; people the programme is for; the volunteers' meeting\n"
        "    seen by: the places of the network\n"
        "    same as this: queue, 2026-04-01: A winter queue.\n"
        "\n2 adaptations; 1 entry more about the same.\n",
        "",
    )


def test_entries_of_one_day_stand_with_the_last_recorded_first(place: Path) -> None:
    recorded(place, {**TEA, "id": "one"}, {**TEA, "id": "two"}, {**TEA, "id": "old", "date": "2025-01-01"})

    assert ids(place) == ["two", "one", "old"]


def test_a_text_that_was_changed_since_says_how_to_let_the_record_hold(place: Path) -> None:
    recorded(place, {**TEA, "element": "turns", "passages": [], "fingerprint": "sha256:old"})
    told = (
        "\n2026-05-01  Items per turn  tea\n"
        "    Tea is on the house.\n"
        "    kind: the way it is given: form, setting, people\n"
        "    seen by: this place only\n"
        "    The text was changed since. If this still holds:\n"
        "      localkit record turns{0} --again tea\n"
        "\n1 adaptation.\n"
    )

    assert log(place) == Outcome(0, told.replace("{0}", ""), "")
    assert run_localkit("log", "here", cwd=place.parent).stdout == told.replace("{0}", " here")
    run_localkit("record", "turns", "here", "--again", "tea", cwd=place.parent).assert_ok()
    assert "changed since" not in log(place).stdout


def test_a_text_that_is_as_the_core_again_says_so(place: Path) -> None:
    recorded(place, {**TEA, "element": "stay", "passages": []})

    assert "    seen by: this place only\n    now: as the core\n" in log(place).stdout


def test_an_element_that_the_kit_does_not_have_is_named_as_it_was_recorded(place: Path) -> None:
    recorded(place, {**TEA, "element": "gone"})

    assert log(place).stdout.startswith("\n2026-05-01  gone  tea\n")
    assert ids(place, "--element", "gone") == ["tea"]


# ---------------------------------------------------------------------------------------------------
# Entries about the same
# ---------------------------------------------------------------------------------------------------


def test_entries_are_joined_over_several_steps_and_over_elements(place: Path) -> None:
    recorded(place, WINTER, QUEUE, {**TEA, "merged_into": "queue"})

    told = log(place).assert_ok().stdout

    assert told.endswith(
        "    same as this: tea, 2026-05-01: what no element claims: Tea is on the house.\n"
        "    same as this: queue, 2026-04-01: A winter queue.\n"
        "\n1 adaptation; 2 entries more about the same.\n"
    )
    assert [(row(place, number)["Id"], row(place, number)["Title"]) for number in range(3)] == [
        ("winter", "Items per turn"),
        ("tea", ""),
        ("queue", "Items per turn"),
    ]


def test_records_that_are_joined_in_a_circle_or_to_nothing_are_told_of(place: Path) -> None:
    recorded(
        place,
        {**TEA, "id": "a", "merged_into": "b"},
        {**TEA, "id": "b", "merged_into": "a"},
        {**TEA, "id": "c", "merged_into": "lost"},
        {**TEA, "id": "d", "merged_into": "d"},
        {**TEA, "id": "e", "merged_into": "a"},
    )

    told = log(place).assert_ok().stdout
    value = log(place, "--format", "json").json

    circle = 'It is said to be the same as "{0}", and that leads round in a circle. It is counted by itself.'
    assert [(item["id"], item["note"]) for item in value["adaptations"]] == [
        ("d", circle.format("d")),
        ("c", 'It is said to be the same as "lost", which is not here.'),
        ("b", circle.format("a")),
        ("a", circle.format("b")),
    ]
    assert '    It is said to be the same as "lost", which is not here.\n' in told
    assert told.endswith("\n4 adaptations; 1 entry more about the same.\n")


def test_an_id_that_is_there_twice_loses_no_entry(place: Path) -> None:
    recorded(place, WINTER, {**TEA, "id": "queue", "merged_into": "winter"}, {**TEA, "id": "queue"})

    value = log(place, "--format", "json").json["adaptations"]

    assert [(item["id"], item["note"], len(item["joined"])) for item in value] == [
        ("queue", "Another entry has this id, too. Give each its own.", 0),
        ("winter", None, 1),
    ]


def test_a_long_chain_of_joined_entries_takes_no_time(place: Path) -> None:
    chain = [{**TEA, "id": f"e{number}", "merged_into": f"e{number + 1}"} for number in range(3000)]
    recorded(place, *chain)

    value = log(place, "--format", "json").json["adaptations"]

    assert [(item["id"], len(item["joined"])) for item in value] == [("e2999", 2999)]


# ---------------------------------------------------------------------------------------------------
# Filters
# ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (("--element", "turns"), ["winter"]),
        (("--element", "stay"), []),
        (("--since", "2026-03-03"), ["tea", "winter"]),  # what was joined to it is of April
        (("--since", "2026-05-01"), ["tea"]),
        (("--since", "2026-05-02"), []),
        (("--who", "friends"), ["winter"]),
        (("--who", "funder"), []),
        (("--reason", "available-resources"), ["winter"]),
        (("--nature", "drift with return"), ["winter"]),
        (("--goal", "Reduce_Cost"), ["winter"]),
        (("--goal", "increase_retention"), []),
        (("--text", "ON THE house"), ["tea"]),
        (("--text", "a winter QUEUE"), ["winter"]),
        (("--text", "biscuits"), []),
        (("--visibility", "local"), ["tea", "queue"]),
        (("--visibility", "network"), ["winter"]),
        (("--visibility", "public"), []),
        (("--visibility", "network", "--text", "queue"), []),
        (("--element", "turns", "--goal", "reduce_cost", "--since", "2026-03-02"), ["winter"]),
    ],
)
def test_the_log_is_filtered(place: Path, filters: tuple[str, ...], found: list[str]) -> None:
    recorded(place, WINTER, QUEUE, TEA)

    assert ids(place, *filters) == found


@pytest.mark.parametrize("form", ["text", "json", "csv"])
def test_what_others_may_see_brings_along_no_private_entry(place: Path, form: str) -> None:
    recorded(place, WINTER, QUEUE, TEA)

    told = log(place, "--visibility", "network", "--format", form).assert_ok().stdout

    assert "Four items in winter." in told
    assert "queue" not in told


def test_a_filter_that_nothing_fits_says_so(place: Path) -> None:
    recorded(place, WINTER, TEA)

    assert log(place, "--text", "biscuits") == Outcome(0, "None of 2 entries is of that kind.\n", "")


@pytest.mark.parametrize(
    ("arguments", "message", "hint"),
    [
        (
            ("--goal", "reduce-costs"),
            '"reduce-costs" is no code of "goal"',
            'Did you mean "reduce_cost"? There are: increase_reach_or_engagement, increase_retention, '
            "improve_feasibility, improve_fit_with_recipients, address_cultural_factors, "
            "improve_effectiveness_outcomes, reduce_cost, increase_satisfaction.",
        ),
        (
            ("--who", "zzz"),
            '"zzz" is no code of "who"',
            "There are: political_leaders, program_leader, funder, administrator, program_manager, "
            "intervention_developer_purveyor, researcher, treatment_intervention_team, individual_practitioner, "
            "community_members, recipients, friends.",
        ),
        (("--since", "March"), '"March" is no day of the calendar', "Write days as 2026-03-31."),
        (("--since", ""), '"" is no day of the calendar', "Write days as 2026-03-31."),
        (
            ("--element", "turn"),
            'the kit has no element "turn"',
            'Did you mean "turns"? `localkit status --all` lists them.',
        ),
        (
            ("--visibility", "all"),
            "Invalid value for '--visibility': 'all' is not one of 'local', 'network', 'public'",
            "`localkit log --help` tells what can be said.",
        ),
    ],
)
def test_a_filter_that_cannot_be_says_what_can(
    place: Path, arguments: tuple[str, ...], message: str, hint: str
) -> None:
    assert log(place, *arguments) == Outcome(2, "", f"error: {message}\nhint: {hint}\n")


def test_codes_of_a_plugin_have_words_and_can_be_asked_for(place: Path) -> None:
    class Parishes:
        @hookimpl
        def localkit_vocabularies(self) -> list[Vocabulary]:
            codes = {"parish_council": "the parish council", "funder": "somebody else"}
            return [Vocabulary("ours", "Who decides in a parish.", "who", codes)]

    recorded(place, {**TEA, "who": ["parish_council", "funder", "of_old"]})

    told = run_localkit("log", "--who", "parish-council", cwd=place, plugins=[Parishes()]).assert_ok()

    assert "    decided by: the parish council; a funder; of old\n" in told.stdout


def test_a_plugin_whose_codes_have_another_form_is_named(place: Path) -> None:
    class Parishes:
        @hookimpl
        def localkit_vocabularies(self) -> list[Vocabulary]:
            return [Vocabulary("ours", "Who decides.", "who", {"Parish council": "the parish council"})]

    recorded(place, TEA)

    told = run_localkit("log", cwd=place, plugins=[Parishes()])

    assert told.status == 1
    assert told.stdout.endswith("\n1 adaptation.\n")
    assert told.stderr.endswith(
        'failed: localkit_vocabularies: the Vocabulary "ours" has the code "Parish council"; '
        "a code is small letters, digits and underscores, a letter first\n"
    )


# ---------------------------------------------------------------------------------------------------
# For programs and spreadsheets
# ---------------------------------------------------------------------------------------------------


def test_the_json_has_every_field_as_it_was_recorded(place: Path) -> None:
    recorded(place, {**WINTER, "x-ours": 7}, QUEUE)

    assert log(place, "--format", "json").json == {
        "format": 1,
        "path": str(place),
        "adaptations": [
            {
                **WINTER,
                "x-ours": 7,
                "title": "Items per turn",
                "state": "recorded",
                "note": None,
                "joined": [QUEUE],
            }
        ],
    }


def test_the_table_has_a_column_for_each_field_of_frame(place: Path) -> None:
    recorded(place, {**WINTER, "duration": "temporary", "evidence": ["a count", "a talk"]}, QUEUE)

    assert row(place) == {
        "Id": "winter",
        "Date": "2026-03-02",
        "Element": "turns",
        "Title": "Items per turn",
        "Brief description": "Four items in winter.",
        "When did the modification occur?": "",
        "Were adaptations planned?": "",
        "Who participated in the decision to modify?": "friends; recipients",
        "What is modified?": "content; contextual",
        "At what level of delivery (for whom/what is the modification made?)": "",
        "Contextual modifications are made to which of the following?": "setting",
        "What is the nature of the content modification?": "loosening_structure; drift_with_return",
        "Relationship to fidelity": "",
        "What was the goal?": "improve_feasibility; reduce_cost",
        "What were the reasons for the modification?": "available_resources",
        "Duration (an extension)": "temporary",
        "What it was meant to bring": "",
        "What else it brought": "",
        "Evidence": "a count; a talk",
        "Who made the ultimate decision": "the volunteers' meeting",
        "Visibility": "network",
        "Same as": "",
    }
    assert set(row(place)) >= {field.column for field in frame().fields}
    assert (row(place, 1)["Id"], row(place, 1)["Visibility"], row(place, 1)["Same as"]) == (
        "queue",
        "local",
        "winter",
    )


@pytest.mark.parametrize(
    "text", ["=1+1", "+44", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1", '=HYPERLINK("x","y")']
)
def test_the_table_runs_no_formula(place: Path, text: str) -> None:
    recorded(place, {**TEA, "summary": text, "id": text, "evidence": [text, "x"], "decided_by": text})

    cells = row(place)

    kept = text.replace("\r", "")  # it would paint over the line
    assert cells["Id"] == cells["Brief description"] == f"'{kept}"
    assert cells["Who made the ultimate decision"] == f"'{kept}"
    assert cells["Evidence"] == f"'{kept}; x"


def test_the_table_keeps_commas_quotes_line_breaks_and_every_letter(place: Path) -> None:
    text = 'Paned, "te"\nâ ŵyl; 茶 — ☕'
    recorded(place, {**TEA, "summary": text})

    assert row(place)["Brief description"] == text


def test_an_empty_log_is_a_table_of_heads_alone(place: Path) -> None:
    text = log(place, "--format", "csv").assert_ok().stdout

    assert text.startswith("\ufeffId,Date,Element,Title,Brief description,")
    assert text.count("\r\n") == 1


@pytest.mark.parametrize("form", ["text", "json", "csv"])
def test_a_file_gets_what_the_screen_would(place: Path, form: str) -> None:
    recorded(place, WINTER)
    target = place.parent / "log.out"

    told = log(place, "--format", form, "-o", str(target))

    assert told == Outcome(0, "", f"Written: {target}, 1 adaptation.\n")
    shown = log(place, "--format", form).stdout
    assert target.read_bytes().decode() == (shown.lstrip("\n") if form == "text" else shown)
    assert target.read_bytes().startswith(b"\xef\xbb\xbf") == (form == "csv")


def test_a_file_that_is_there_is_not_written_over(place: Path) -> None:
    recorded(place, WINTER)
    target = write_world(place.parent, {"log.csv": "mine"}) / "log.csv"

    assert log(place, "--format", "csv", "-o", str(target)) == Outcome(
        2,
        "",
        f"error: {target}: the file is there already\nhint: Name a new file; nothing is written over.\n",
    )
    assert target.read_text() == "mine"


def test_the_log_changes_nothing(place: Path) -> None:
    recorded(place, WINTER, QUEUE)
    before = {path: path.read_bytes() for path in place.rglob("*") if path.is_file()}

    log(place).assert_ok()

    assert {path: path.read_bytes() for path in place.rglob("*") if path.is_file()} == before
