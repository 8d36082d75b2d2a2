"""``localkit resolve`` in a real terminal: both texts, and a letter."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.mending import own, released, second, shaped, taken, updated, whole
from tests.cli.terminal import typed

from localkit.testing import run_localkit

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
