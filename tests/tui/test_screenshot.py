"""Pictures of screens, drawn from the command line."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from localkit.testing import run_localkit


def test_picture_asks_nothing_of_anybody_else(demo_places: Path, tmp_path: Path) -> None:
    """A board's letter or a page shows it without fetching a font."""
    out = tmp_path / "place.svg"

    outcome = run_localkit(
        "tui", "hartsmere", "--screenshot", "place", "-o", str(out), "--size", "90x20", cwd=demo_places
    )

    outcome.assert_ok()
    drawn = out.read_text("utf-8")
    assert set(re.findall(r"[a-z]+://[^\s\"')<]+", drawn)) == {"http://www.w3.org/2000/svg"}
    assert "@font-face" not in drawn
    assert "url(" not in drawn
    said = "".join(ElementTree.fromstring(drawn).itertext()).replace("\xa0", " ")
    assert "Hartsmere · Open Door Homes 1.1.0" in said


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (
            ("hartsmere", "--screenshot", "plce", "-o", "x.svg"),
            'error: there is no screen "plce"\nhint: Did you mean "place"?',
        ),
        (
            ("hartsmere", "--screenshot", "kit", "-o", "x.svg"),
            'the screen "kit" shows a kit, and this is a local version',
        ),
        (("hartsmere", "--screenshot", "place"), "error: -o FILE.svg is missing"),
        (("hartsmere", "-o", "x.svg"), "error: --screenshot SCREEN is missing"),
        (("hartsmere", "--screenshot", "place", "-o", "x.svg", "--size", "big"), 'error: "big" is no size'),
        (
            ("hartsmere", "--screenshot", "place", "-o", "x.svg", "--theme", "pink"),
            'error: there are no colours called "pink"',
        ),
        (("nowhere", "--screenshot", "place", "-o", "x.svg"), "there is no such file or folder"),
    ],
    ids=["no such screen", "another noun", "no file", "no screen", "size", "theme", "path"],
)
def test_wrong_wish_is_told_and_draws_nothing(
    demo_places: Path, arguments: tuple[str, ...], told: str
) -> None:
    outcome = run_localkit("tui", *arguments, cwd=demo_places)

    assert outcome.status == 2
    assert told in outcome.stderr
    assert not (demo_places / "x.svg").exists()


def test_picture_is_not_written_over_a_file(demo_places: Path, tmp_path: Path) -> None:
    out = tmp_path / "there.svg"
    out.write_text("mine")

    outcome = run_localkit("tui", "hartsmere", "--screenshot", "why", "-o", str(out), cwd=demo_places)

    assert outcome.status == 2
    assert out.read_text() == "mine"
