"""``localkit report`` and ``localkit portfolio report``: pages on disk."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.pages.reading import Page, problems

from localkit.testing import run_localkit, write_world


@pytest.fixture
def place(world: Path) -> Path:
    write_world(world, {"answers.json": '{"place_name": "<b>Harrow", "code": "HA1"}'})
    run_localkit("adapt", "kit", "here", "--no-input", "--answers", "answers.json", cwd=world).assert_ok()
    return world


def read(path: Path) -> Page:
    page = Page(path.read_bytes())
    assert problems(page) == []
    return page


def test_a_place_has_a_page_of_its_own(place: Path) -> None:
    settings = place / "here/settings.yaml"
    settings.write_text(settings.read_text().replace("turns: 2", "turns: 4").replace("turns: 1", "turns: 4"))
    run_localkit(
        "record", "turns", "here", "--summary", "Two <b> queues", "--nature", "reordering", cwd=place
    ).assert_ok()

    outcome = run_localkit("report", "here", "--html", "page.html", cwd=place).assert_ok()

    page = read(place / "page.html")
    assert outcome.stdout == "Written to page.html.\n"
    assert "<b>Harrow" in page.said("bdi")
    assert (
        "Items per turn may change within bounds ▲ needs care: recorded it must be at most 2; it is 4"
        in page.text
    )
    assert "Two <b> queues" in page.text
    assert page.named("script") == []


def test_nothing_is_written_over_nor_among_the_places_own_files(place: Path) -> None:
    write_world(place, {"page.html": "mine"})

    over = run_localkit("report", "here", "--html", "page.html", cwd=place)
    among = run_localkit("report", "here", "--html", "here/page.html", cwd=place)
    nowhere = run_localkit("report", "here", "--html", "no/page.html", cwd=place)

    assert (over.status, among.status, nowhere.status) == (2, 2, 2)
    assert "the file is there already\nhint: Name a new file; nothing is written over.\n" in over.stderr
    assert "the page would lie among the place's own files, and count as one of them\n" in among.stderr
    assert f"hint: Write it beside the folder: --html {place.resolve() / 'page.html'}\n" in among.stderr
    assert "there is no such folder\nhint: Name a file in a folder that is.\n" in nowhere.stderr
    assert (place / "page.html").read_text() == "mine"
    assert not (place / "here/page.html").exists()


def test_a_portfolio_has_a_page_by_the_last_scan(place: Path) -> None:
    run_localkit("portfolio", "add", "here", cwd=place).assert_ok()
    run_localkit("portfolio", "scan", "--workers", "1", cwd=place).assert_ok()

    outcome = run_localkit("portfolio", "report", "--html", "all.html", cwd=place).assert_ok()

    page = read(place / "all.html")
    assert outcome.stdout == "Written to all.html.\n"
    assert "1 place followed, 1 of them measured. 1 place with small 1.0.0." in page.text
    assert "<b>Harrow" in page.said("bdi")


def test_a_portfolio_that_is_not_there_has_no_page(place: Path) -> None:
    outcome = run_localkit("portfolio", "report", "--html", "all.html", cwd=place)

    assert outcome.status == 2
    assert not (place / "all.html").exists()
