"""What a path leads to."""

from __future__ import annotations

from pathlib import Path

import pytest

from localkit.errors import InputError
from localkit.testing import run_localkit
from localkit.tui.target import Target, target_of


@pytest.mark.parametrize(
    ("below", "noun", "at"),
    [
        ("hartsmere", "local version", "hartsmere"),
        ("hartsmere/handbook", "local version", "hartsmere"),
        (".", "portfolio", "portfolio.db"),
        ("portfolio.db", "portfolio", "portfolio.db"),
        ("kit-1.1.0", "kit", "kit-1.1.0"),
    ],
)
def test_path_leads_to_what_lies_there(demo_places: Path, below: str, noun: str, at: str) -> None:
    found = target_of(str(demo_places / below))

    assert (found.noun, Path(found.at)) == (noun, demo_places / at)


def test_address_of_a_database_is_a_portfolio() -> None:
    assert target_of("postgresql://here/places") == Target("portfolio", "postgresql://here/places")


@pytest.mark.parametrize("name", ["mend-together", "open-door-homes@1.0.0"])
def test_name_of_a_kit_that_came_with_localkit_is_that_kit(name: str) -> None:
    assert target_of(name) == Target("kit", name)


def test_folder_of_places_says_which_there_are(demo_places: Path, tmp_path: Path) -> None:
    for name in ("b", "a"):
        (tmp_path / name / ".localkit").mkdir(parents=True)

    with pytest.raises(InputError) as told:
        target_of(str(tmp_path))

    assert str(told.value) == "this is no local version, no kit and no portfolio"
    assert told.value.hint == "Name one of the local versions in it: a, b."


def test_nothing_there_says_how_to_begin(tmp_path: Path) -> None:
    with pytest.raises(InputError) as told:
        target_of(str(tmp_path / "nowhere"))

    assert str(told.value) == "there is no such file or folder"
    assert told.value.hint == "Make something to look at: localkit demo, then localkit tui localkit-demo"


def test_screens_ask_for_a_terminal(demo_places: Path) -> None:
    outcome = run_localkit("tui", "hartsmere", cwd=demo_places)

    assert outcome.status == 2
    assert outcome.stderr == (
        "error: the screens need a terminal, and this is none\n"
        "hint: Open a terminal and type it there; `localkit status` prints the same as text.\n"
    )
