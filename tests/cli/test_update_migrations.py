"""``localkit update`` over releases that gave answers, files, headings and elements other names."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.cli.mending import TEMPLATE, edited, own, released, rows, updated, whole

from localkit.syntax.yaml import parse
from localkit.testing import run_localkit, write_world

START = "# Beginning\n\n## Start\n\nFind a room with {{ cookiecutter.%s }} tables.\n\nAsk a neighbour to bring tea.\n"
RULES = (
    "# Rules\n\n## Stay\n\nThe visitor stays at the table, hands over tools, and asks what is done.\n\n"
    "## Tea\n\nTea is free for all who come.\n"
)
ELEMENTS_1 = """\
elements:
  - {id: turns, title: Turns, latitude: bounded, passages: [{file: settings.yaml, value: /turns}]}
  - {id: stay, title: Stay, latitude: fixed, passages: [{file: rules.md, section: Stay}]}
  - {id: stamps, title: Stamp card, latitude: open, passages: [{file: stamps.md}]}
"""
ELEMENTS_2 = """\
elements:
  - {id: items-per-turn, title: Items per turn, latitude: bounded, passages: [{file: settings.yaml, value: /turns}]}
  - {id: stay, title: Stay, latitude: fixed, passages: [{file: handbook/rules.md, section: Stay with your item}]}
  - {id: stamps, title: Stamp card, latitude: open, passages: [{file: stamps.md}]}
migrations:
  - to: 2.0.0
    rename_parameters: {town: place}
    rename_files: {rules.md: handbook/rules.md}
    rename_sections: {handbook/rules.md: {Stay: Stay with your item}}
    rename_elements: {turns: items-per-turn}
"""
ELEMENTS_3 = """\
elements:
  - {id: items, title: Items, latitude: bounded, passages: [{file: settings.yaml, value: /turns}]}
  - {id: stay, title: Stay, latitude: fixed, passages: [{file: handbook/01-rules.md, section: Stay at the table}]}
migrations:
  - to: 2.0.0
    rename_parameters: {town: place}
    rename_files: {rules.md: handbook/rules.md}
    rename_sections: {handbook/rules.md: {Stay: Stay with your item}}
    rename_elements: {turns: items-per-turn}
  - to: 3.0.0
    rename_parameters: {place: place_name, tables: desks}
    rename_files: {handbook/rules.md: handbook/01-rules.md}
    rename_sections: {handbook/01-rules.md: {Stay with your item: Stay at the table}}
    split_sections: {start.md: {Start: [Before you open, The first day]}}
    rename_elements: {items-per-turn: items}
    retire_elements: [stamps]
"""


def kit(version: str, elements: str, asked: dict[str, str], files: dict[str, str]) -> dict[str, str | bytes]:
    head = f"format: 1\nname: moving\nversion: {version}\ntitle: Moving\n{elements}"
    return {
        "kit.yaml": head,
        "cookiecutter.json": json.dumps({**asked, "slug": "here"}),
        **{f"{TEMPLATE}/{path}": text for path, text in files.items()},
    }


FIRST = kit(
    "1.0.0",
    ELEMENTS_1,
    {"town": "Harrow", "tables": "3"},
    {
        "rules.md": RULES,
        "start.md": START % "tables",
        "settings.yaml": "turns: 1\nplace: {{ cookiecutter.town }}\n",
        "stamps.md": "# Stamp card\n\nTen visits give a cake.\n",
    },
)
SECOND = kit(
    "2.0.0",
    ELEMENTS_2,
    {"place": "X", "tables": "3"},
    {
        "handbook/rules.md": RULES.replace("## Stay", "## Stay with your item"),
        "start.md": START % "tables",
        "settings.yaml": "turns: 1\nplace: {{ cookiecutter.place }}\n",
        "stamps.md": "# Stamp card\n\nTen visits give a cake.\n",
    },
)
THIRD = kit(
    "3.0.0",
    ELEMENTS_3,
    {"place_name": "X", "desks": "4"},
    {
        "handbook/01-rules.md": RULES.replace("## Stay", "## Stay at the table").replace(
            "and asks what is done.", "and asks what is done and why."
        ),
        "start.md": (START % "desks")
        .replace("## Start", "## Before you open")
        .replace("Ask a neighbour", "## The first day\n\nAsk a neighbour"),
        "settings.yaml": "turns: 1\nplace: {{ cookiecutter.place_name }}\nlamps: 2\n",
    },
)
RECORDED = """\
# what we changed
format: 1
adaptations:
  # the tea
  - id: two-a-turn   # since May
    element: turns
    summary: Two items a turn.
    date: "2026-02-01"
    what: [content]
    goal: [improve_feasibility]
    passages: ["settings.yaml#/turns"]
  - id: sit-down
    element: stay
    summary: The visitor sits.
    date: "2026-02-01"
    what: [content]
    goal: [improve_feasibility]
    passages: ["rules.md#Stay"]
"""
AGREED = """\
format: 1
exceptions:
  - id: ex-1 # by phone
    element: turns
    status: granted
    requested_by: coordinator
    from: "2026-02-01"
    until: "2099-12-31"
"""


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A place with release 1.0.0, edited."""
    released(tmp_path, FIRST)
    run_localkit("adapt", "kit", "here", "--no-input", "--set", "town=Pinner", cwd=tmp_path).assert_ok()
    made = tmp_path / "here"
    edited(made, "settings.yaml", "turns: 1", "turns: 2 # by May")
    edited(made, "rules.md", "Tea is free", "Tea is a pound")
    edited(made, "start.md", "bring tea", "bring good tea")
    return made


WANTED = {
    "handbook/01-rules.md": "# Rules\n\n## Stay at the table\n\nThe visitor stays at the table, hands over tools, "
    "and asks what is done and why.\n\n"
    "## Tea\n\nTea is a pound for all who come.\n",
    "start.md": "# Beginning\n\n## Before you open\n\nFind a room with 3 tables.\n\n## The first day\n\n"
    "Ask a neighbour to bring good tea.\n",
    "settings.yaml": "turns: 2 # by May\nplace: Pinner\nlamps: 2\n",
}


def test_two_releases_at_once_do_what_they_do_one_after_the_other(place: Path) -> None:
    released(place.parent, THIRD)

    outcome = updated(place, "--format", "json")

    assert own(place) == WANTED
    assert outcome.json["answers"] == {
        "added": {},
        "renamed": {"town": "place_name", "tables": "desks"},
        "removed": {},
        "changed": {},
        "invalid": [],
    }


def test_one_release_after_the_other_ends_at_the_same(place: Path) -> None:
    released(place.parent, SECOND)
    updated(place)
    released(place.parent, THIRD)
    updated(place)

    assert own(place) == WANTED


def test_moves_are_told(place: Path) -> None:
    released(place.parent, THIRD)

    said = updated(place).stdout

    assert "renamed: rules.md → handbook/01-rules.md\n" in said
    assert "renamed: town is now place_name\n" in said


def test_words_of_the_place_s_go_along_with_what_moved(place: Path) -> None:
    released(place.parent, THIRD)
    edited(place, "rules.md", "stays at the table", "stays at her table")

    found = rows(updated(place, "--format", "json"))

    assert found["handbook/01-rules.md#Rules > Stay"] == "merged"
    assert (
        "## Stay at the table\n\nThe visitor stays at her table, hands over tools, and asks what is done and why.\n"
        in own(place)["handbook/01-rules.md"]
    )


def test_records_follow_what_they_are_of(place: Path) -> None:
    edited(place, "rules.md", "The visitor stays", "The visitor sits")
    write_world(place, {".localkit/adaptations.yaml": RECORDED, ".localkit/exceptions.yaml": AGREED})
    released(place.parent, THIRD)

    updated(place)

    assert (place / ".localkit/adaptations.yaml").read_text() == (
        RECORDED.replace("element: turns", "element: items").replace(
            'passages: ["rules.md#Stay"]', 'passages: ["handbook/01-rules.md#Stay at the table"]'
        )
    )
    assert (place / ".localkit/exceptions.yaml").read_text() == AGREED.replace("turns", "items")
    found = run_localkit("status", "here", "--format", "json", cwd=place.parent).json["elements"]
    assert {item["id"]: item["state"] for item in found} == {"items": "excepted", "stay": "recorded"}


def test_a_step_back_over_two_releases_takes_all_back(place: Path) -> None:
    write_world(place, {".localkit/adaptations.yaml": RECORDED})
    kept = whole(place, but=lambda path: path.startswith((".localkit/history", ".localkit/lock")))
    released(place.parent, THIRD)
    updated(place)

    run_localkit("undo", "here", cwd=place.parent).assert_ok()

    assert whole(place, but=lambda path: path.startswith((".localkit/history", ".localkit/lock"))) == kept


def test_a_downgrade_goes_the_way_back(place: Path) -> None:
    released(place.parent, THIRD)
    updated(place)
    released(place.parent, FIRST)

    outcome = updated(place, "--to", "1.0.0", "--format", "json", status=1)

    waiting = [row["address"] for row in outcome.json["passages"] if row["outcome"] == "needs_decision"]
    assert waiting == ["start.md#Beginning > The first day"]
    assert outcome.json["answers"]["renamed"] == {"place_name": "town", "desks": "tables"}
    found = own(place)
    assert found["rules.md"] == RULES.replace("Tea is free", "Tea is a pound")
    assert found["settings.yaml"] == "turns: 2 # by May\nplace: Pinner\n"
    assert "bring good tea" in found["start.md"]
    parameters = parse((place / ".localkit/local.yaml").read_text("utf-8")).data["parameters"]
    assert (parameters["town"], parameters["tables"]) == ("Pinner", "3")
