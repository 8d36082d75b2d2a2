"""``localkit resolve`` in a real terminal: both texts, and a letter."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.mending import own, released, second, shaped, taken, updated, whole
from tests.cli.terminal import typed

from localkit.testing import run_localkit, write_world

pytest.importorskip("pty")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A place where two passages wait."""
    made = taken(tmp_path)
    released(tmp_path, second())
    updated(shaped(made), status=1)
    return made


def test_each_passage_that_waits_is_asked_for(place: Path) -> None:
    status, said = typed(place, ["resolve", "--all"], [("Letter", "c\r"), ("Letter", "p\r")])

    assert status == 0
    assert "Nothing waits any more." in said
    text = own(place)["rules.md"]
    assert "A plug is tested by an electrician." in text
    assert "Tea is one pound for everybody." in text


def test_what_the_law_asks_for_is_left_out_only_with_a_reason(place: Path) -> None:
    status, said = typed(
        place,
        ["resolve", "plugs"],
        [
            ("Letter", "p\r"),
            ("Why is it left out here?", "\r"),
            ("Why is it left out here?", "Olive is one.\r"),
        ],
    )

    assert status == 1
    assert "not taken (Olive is one.)" in said
    assert "Olive is one." in (place / ".localkit/decisions.yaml").read_text()


@pytest.mark.parametrize("named", ["rules.md#Tea", "rules.md"])
def test_a_passage_named_in_short_is_asked_for_too(place: Path, named: str) -> None:
    before = whole(place)

    status, said = typed(place, ["resolve", named], [("Letter", "l\r"), ("Letter", "l\r")])

    assert status == 1
    assert "Tea costs nothing, whoever comes." in said
    assert whole(place) == before


@pytest.mark.parametrize("key", ["\x03", "\x04"])
def test_whoever_stops_has_changed_nothing(place: Path, key: str) -> None:
    before = whole(place)

    status, said = typed(place, ["resolve", "--all"], [("Letter", key)])

    assert (status, "Nothing was changed." in said) == (130, True)
    assert whole(place) == before


def test_where_only_the_place_is_named_each_is_asked_for(place: Path) -> None:
    status, said = typed(place.parent, ["resolve", "here"], [("Letter", "c\r"), ("Letter", "p\r")])

    assert status == 0
    assert "Nothing waits any more." in said


def test_where_nothing_waits_and_nothing_is_said_it_says_so(tmp_path: Path) -> None:
    status, said = typed(taken(tmp_path), ["resolve"], [])

    assert (status, "nothing waits for a decision here" in said) == (2, True)


def test_what_waits_is_listed_in_a_terminal_where_that_is_asked_for(place: Path) -> None:
    status, said = typed(place, ["resolve", "--list"], [])

    assert (status, "Letter" in said, "Tea costs nothing, whoever comes." in said) == (1, False, True)


def test_a_letter_that_is_none_is_asked_for_again(place: Path) -> None:
    status, said = typed(place, ["resolve", "tea"], [("Letter", "x\r"), ("Letter", "l\r")])

    assert status == 1
    assert "  That is none of the four letters.\r\n  Type c, p, f or l, then Enter; Enter alone" in said
    assert "Error" not in said


def test_a_text_of_its_own_comes_from_a_file(place: Path) -> None:
    """A name that is left out, or that no file has, leads back."""
    write_world(place.parent, {"ours.txt": "Tea is what you give.\n"})

    status, said = typed(
        place,
        ["resolve", "tea"],
        [
            ("Letter", "f\r"),
            ("back)", "\r"),
            ("Letter", "f\r"),
            ("back)", "../hours.txt\r"),
            ("Letter", "f\r"),
            ("back)", "../ours.txt\r"),
        ],
    )

    assert status == 1
    assert "  ../hours.txt: there is no such file\r\n  Look for a slip in its name.\r\n" in said
    assert "Tea: a text of its own is there now." in said
    assert "## Tea\n\nTea is what you give.\n" in own(place)["rules.md"]


def test_a_reason_that_was_said_before_is_not_asked_for(place: Path) -> None:
    status, said = typed(place, ["resolve", "plugs", "--reason", "Olive is one."], [("Letter", "p\r")])

    assert status == 1
    assert "not taken (Olive is one.)" in said


def test_whoever_stops_later_is_told_that_the_first_stays_settled(place: Path) -> None:
    status, said = typed(place, ["resolve", "--all"], [("Letter", "c\r"), ("Letter", "\x03")])

    assert status == 130
    assert "Stopped. What was settled before stays settled." in said
    assert "Nothing was changed" not in said
    assert "A plug is tested by an electrician." in own(place)["rules.md"]


def test_where_nothing_waits_it_says_so(place: Path) -> None:
    run_localkit("resolve", "--all", "here", "--take", "core", cwd=place.parent).assert_ok()

    status, said = typed(place, ["resolve", "--all"], [])

    assert (status, "nothing waits for a decision here" in said) == (2, True)
