"""What a kit renamed between two releases, over one step or several, forth and back."""

from __future__ import annotations

from typing import Any

import pytest

from localkit.engine.merging.headings import HeadingMoves
from localkit.engine.migrating import NO_MOVES, Moves, changes_between, moves_between
from localkit.model.kit import Kit
from localkit.testing import kit

ONE = "- {id: e, title: E, latitude: open, passages: [{file: a.md}]}"


def release(version: str, *steps: dict[str, Any], elements: str = ONE, **more: Any) -> Kit:
    return kit(elements, version=version, migrations=list(steps), **more)


def test_only_steps_between_the_two_releases_count() -> None:
    steps = [{"to": f"1.{n}.0", "rename_files": {f"{n}.md": f"new-{n}.md"}} for n in (3, 1, 2)]

    moves = moves_between(release("1.1.0"), release("1.2.0", *steps))

    assert moves == Moves(files={"2.md": "new-2.md"})


def test_what_is_renamed_twice_is_one_move() -> None:
    first = {
        "to": "1.1.0",
        "rename_files": {"a.md": "b.md"},
        "rename_parameters": {"p": "q"},
        "rename_elements": {"e": "f"},
        "retire_elements": ["old"],
    }
    second = {
        "to": "2.0.0",
        "rename_files": {"b.md": "c.md", "x.md": "y.md"},
        "rename_parameters": {"q": "r"},
        "rename_elements": {"f": "g"},
        "retire_elements": ["older"],
    }

    moves = moves_between(
        release("1.0.0"), release("2.0.0", second, first, elements=ONE.replace("id: e", "id: g"))
    )

    assert moves == Moves(
        {"p": "r"}, {"a.md": "c.md", "x.md": "y.md"}, {"e": "g"}, {}, frozenset({"old", "older"})
    )


def test_headings_go_with_their_file() -> None:
    first = {"to": "1.1.0", "rename_sections": {"a.md": {"Start": "Begin"}}}
    second = {
        "to": "1.2.0",
        "rename_files": {"a.md": "b.md"},
        "rename_sections": {"a.md": {"Book > Begin": "First steps"}},
    }

    moves = moves_between(release("1.0.0"), release("1.2.0", first, second))

    assert moves.headings == {"b.md": HeadingMoves({"Start": "First steps"})}


def test_a_heading_that_is_renamed_and_then_split_is_found_by_its_first_name() -> None:
    first = {"to": "1.1.0", "rename_sections": {"a.md": {"Start": "Begin"}}}
    second = {"to": "1.2.0", "split_sections": {"a.md": {"Begin": ["Before", "After"]}}}
    third = {"to": "1.3.0", "rename_sections": {"a.md": {"Before": "Earlier"}}}

    moves = moves_between(release("1.0.0"), release("1.3.0", first, second, third))

    assert moves.headings["a.md"].split == {"Start": ("Earlier", "After")}


def test_the_way_back_turns_names_round() -> None:
    step = {
        "to": "1.1.0",
        "rename_files": {"a.md": "b.md"},
        "rename_elements": {"e": "f"},
        "rename_parameters": {"p": "q"},
        "rename_sections": {"a.md": {"Start": "Begin"}},
    }

    moves = moves_between(release("1.1.0", step, elements=ONE.replace("id: e", "id: f")), release("1.0.0"))

    assert moves == Moves(
        {"q": "p"}, {"b.md": "a.md"}, {"f": "e"}, {"a.md": HeadingMoves({"Begin": "Start"})}
    )


@pytest.mark.parametrize(("before", "after"), [("1.0.0", "1.0.0"), ("1.0.0", "1.0.1")])
def test_no_step_between_two_releases_moves_nothing(before: str, after: str) -> None:
    step = {"to": "1.1.0", "rename_files": {"a.md": "b.md"}}

    assert moves_between(release(before, step), release(after, step)) == NO_MOVES


def test_changes_since_the_place_s_release_the_most_pressing_first() -> None:
    changes = [
        {"id": "old", "class": "statutory", "summary": "Old.", "since": "1.0.0"},
        {"id": "typo", "class": "editorial", "summary": "Typo.", "since": "1.1.0"},
        {"id": "law", "class": "statutory", "summary": "Law.", "since": "1.2.0"},
        {"id": "fire", "class": "safety", "summary": "Fire.", "since": "1.1.0"},
        {"id": "later", "class": "statutory", "summary": "Later.", "since": "1.3.0"},
    ]

    found = changes_between(release("1.0.0"), release("1.2.0", changes=changes))

    assert [change.id for change in found] == ["law", "fire", "typo"]
    assert changes_between(release("1.2.0", changes=changes), release("1.0.0")) == ()
