"""``localkit exception``: who asked, who agreed as stated, from when, until when, on which conditions."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from localkit.actions.check import check
from localkit.actions.exceptions import Request, grant, listed, request
from localkit.actions.status import status
from localkit.store.schemas import problems
from localkit.syntax.yaml import parse
from localkit.testing import Outcome, fixed_workspace, run_localkit, write_world

KIT = """\
format: 1
name: small
version: 1.0.0
title: Small
elements:
  - {id: stay, title: The visitor stays, latitude: fixed, basis: values, waivable_by: nobody,
     passages: [{file: rules.md, section: Stay}]}
  - {id: name, title: The name, latitude: fixed, basis: values, passages: [{file: rules.md, section: Name}]}
  - id: turns
    title: Items per turn
    latitude: bounded
    basis: statutory
    passages: [{file: settings.yaml, value: /turns}]
    bounds: [{schema: {type: integer, maximum: 2}}]
"""
FILES: dict[str, str | bytes] = {
    "kit/kit.yaml": KIT,
    "kit/cookiecutter.json": '{"slug": "here"}',
    "kit/{{cookiecutter.slug}}/rules.md": "# Rules\n\n## Stay\n\nStay.\n\n## Name\n\nOurs.\n",
    "kit/{{cookiecutter.slug}}/settings.yaml": "turns: 1\n",
}
ASK = ("--by", "café host", "--from", "2026-03-01", "--until", "2026-03-31")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    write_world(tmp_path, FILES)
    run_localkit("adapt", "kit", "here", "--no-input", cwd=tmp_path).assert_ok()
    return write_world(tmp_path / "here", {"settings.yaml": "turns: 4\n"})


def said(place: Path, *arguments: str) -> Outcome:
    return run_localkit("exception", *arguments, cwd=place)


def register(place: Path) -> list[dict[str, object]]:
    data = parse((place / ".localkit" / "exceptions.yaml").read_text("utf-8")).data
    assert problems(data, "exceptions") == []
    return list(data["exceptions"])


def test_an_exception_is_asked_for_agreed_and_withdrawn(place: Path) -> None:
    assert said(place, "request", "turns", *ASK, "--plan", "Two more tables in April.") == Outcome(
        0,
        " ○ turns-1  Items per turn: waits for an answer\n"
        "     asked for by café host; from 2026-03-01 until 2026-03-31, the last day included\n"
        "     plan: Two more tables in April.\n",
        "",
    )
    granted = (
        said(place, "grant", "turns-1", "--by", "the regulator", "--conditions", "A sign.").assert_ok().stdout
    )
    assert "     granted by the regulator (as stated)\n     in return: A sign.\n" in granted
    said(place, "withdraw", "turns-1", "--reason", "Back to two.").assert_ok()

    assert [(item["status"], item["granted_by"], item["reason"]) for item in register(place)] == [
        ("withdrawn", "regulator", "Back to two.")
    ]


def test_one_that_was_not_agreed_stays_in_the_register(place: Path) -> None:
    said(place, "request", "turns", *ASK).assert_ok()
    said(place, "refuse", "turns-1", "--by", "regulator", "--reason", "Queues.").assert_ok()

    assert said(place, "list").stdout == (
        " · turns-1  Items per turn: not agreed\n"
        "     asked for by café host; from 2026-03-01 until 2026-03-31, the last day included\n"
        "     not agreed by the regulator (as stated)\n"
        "     why: Queues.\n"
    )
    said(place, "request", "turns", *ASK).assert_ok()
    assert [item["id"] for item in register(place)] == ["turns-1", "turns-2"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (
            ("request", "stay", *ASK),
            'error: nobody can agree an exception for "The visitor stays"\n'
            "hint: If it does not work here, talk to the national team: it may be the core that has to change.\n",
        ),
        (
            ("request", "turn", *ASK),
            'error: the kit has no element "turn"\nhint: Did you mean "turns"? `localkit status --all` lists them.\n',
        ),
        (
            ("request", "turns", "--by", "host", "--from", "2026-04-01", "--until", "2026-03-31"),
            "error: the last day (2026-03-31) is before the first (2026-04-01)\n"
            "hint: Days are written as 2026-03-31.\n",
        ),
        (
            ("request", "turns", "--by", "host", "--until", "31/03/2026"),
            'error: "31/03/2026" is no day of the calendar\nhint: Write days as 2026-03-31.\n',
        ),
        (
            ("request", "turns", "--by", "host"),
            "error: --until DAY is missing, and there is no terminal to ask in\nhint: Say --until DAY …\n",
        ),
        (
            ("request", "turns", "--by", "ann@example.org", "--until", "2026-03-31"),
            "error: an e-mail address seems to stand in requested by (ann…)\n"
            "hint: Write the role instead of the person. If it is no personal data, say --as-written.\n",
        ),
        (
            ("grant", "turns-1", "--by", "national_team"),
            'error: there is no exception "turns-1"\nhint: `localkit exception list` lists them.\n',
        ),
    ],
)
def test_what_cannot_be_asked_is_told_and_nothing_written(
    place: Path, arguments: tuple[str, ...], told: str
) -> None:
    assert said(place, *arguments) == Outcome(2, "", told)
    assert not (place / ".localkit" / "exceptions.yaml").exists()


def test_who_can_agree_is_the_kits_to_say(place: Path) -> None:
    said(place, "request", "turns", *ASK).assert_ok()

    assert said(place, "grant", "turns-1", "--by", "national_team") == Outcome(
        2,
        "",
        'error: for "Items per turn" it is the regulator that can agree an exception, not the national team\n'
        "hint: Say --by with the role that agreed; nothing proves it, so it is shown as stated.\n",
    )
    said(place, "grant", "turns-1", "--by", "regulator").assert_ok()
    assert said(place, "grant", "turns-1", "--by", "regulator").stderr.startswith(
        'error: "turns-1" does not wait for an answer: '
    )


@pytest.mark.parametrize(
    ("day", "standing", "state", "severity"),
    [
        (datetime.date(2026, 2, 28), "not_yet", "unrecorded", "must"),
        (datetime.date(2026, 3, 1), "granted", "excepted", "info"),
        (datetime.date(2026, 3, 31), "granted", "excepted", "info"),
        (datetime.date(2026, 4, 1), "expired", "unrecorded", "must"),
    ],
)
def test_an_exception_holds_on_its_days_only(
    place: Path, tmp_path: Path, day: datetime.date, standing: str, state: str, severity: str
) -> None:
    noon = datetime.datetime.combine(day, datetime.time(12), datetime.UTC)
    workspace = fixed_workspace(tmp_path, now=noon)
    days = (datetime.date(2026, 3, 1), datetime.date(2026, 3, 31))
    request(workspace, place, Request("turns", "host", *days))
    grant(workspace, place, "turns-1", "regulator")

    element = next(
        item for item in status(workspace, place).divergence.elements if item.element.id == "turns"
    )
    found = check(workspace, place).findings

    assert [item.standing for item in listed(workspace, place)] == [standing]
    assert (element.state, element.light) == (state, "red")
    assert [item.severity for item in found if item.rule == "core.bounds"] == [severity]
    expired = "ended on 2026-03-31. Ask again, or come back within bounds."
    told = [item.message for item in found if item.rule == "core.exception" and item.severity == "should"]
    assert told == (
        [f'the exception "turns-1" for "Items per turn" {expired}'] if standing == "expired" else []
    )


def test_a_fixed_element_can_have_one_too(place: Path, tmp_path: Path) -> None:
    write_world(
        place,
        {"rules.md": "# Rules\n\n## Stay\n\nStay.\n\n## Name\n\nTheirs.\n", "settings.yaml": "turns: 1\n"},
    )
    assert run_localkit("check", place).status == 1

    said(place, "request", "name", "--by", "host", "--until", "2999-01-01").assert_ok()
    said(place, "grant", "name-1", "--by", "national_team").assert_ok()

    assert run_localkit("check", place).status == 0
    assert run_localkit("status", place, "--format", "json").json["elements"][1]["state"] == "excepted"


def test_a_grant_that_nobody_can_give_does_not_count(place: Path) -> None:
    write_world(
        place,
        {
            "rules.md": "# Rules\n\n## Stay\n\nGo.\n\n## Name\n\nOurs.\n",
            ".localkit/exceptions.yaml": "format: 1\nexceptions:\n  - {id: e, element: stay, status: granted, "
            "requested_by: host, granted_by: national_team, from: 2026-01-01, until: 2999-01-01}\n",
        },
    )

    outcome = run_localkit("check", place, "--format", "json")

    assert outcome.status == 1
    told = {item["rule"]: item["message"] for item in outcome.json["findings"]}
    assert (
        "says granted, but nobody can agree an exception here, so it does not count" in told["core.exception"]
    )
