"""``localkit report`` and ``localkit portfolio report``: pages on disk."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.pages.place import place_with_everything
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
    assert "the page would lie among a place's own files, and count as one of them\n" in among.stderr
    assert f"hint: Write it beside the folder: --html {place.resolve() / 'page.html'}\n" in among.stderr
    assert "there is no such folder\nhint: Name a file in a folder that is.\n" in nowhere.stderr
    assert (place / "page.html").read_text() == "mine"
    assert not (place / "here/page.html").exists()


@pytest.mark.parametrize(
    ("command", "what", "option"),
    [
        ("report here --html", "the page", "--html"),
        ("portfolio report --html", "the page", "--html"),
        ("rehearse kit here --workers 1 --html", "the page", "--html"),
        ("export here --to html -o", "it", "-o"),
        ("bundle here --yes -o", "the bundle", "-o"),
    ],
)
def test_nothing_is_written_among_another_places_files(
    place: Path, command: str, what: str, option: str
) -> None:
    write_world(place, {"other/.localkit/local.yaml": "", "other/papers/inner/.localkit/local.yaml": ""})
    run_localkit("portfolio", "add", "here", cwd=place).assert_ok()

    outcome = run_localkit(*command.split(), "other/papers/inner/x.html", cwd=place)

    assert (outcome.status, outcome.stderr) == (
        2,
        f"error: other/papers/inner/x.html: {what} would lie among a place's own files, and count as one of them\n"
        f"hint: Write it beside the folder: {option} {place.resolve() / 'x.html'}\n",
    )
    assert not (place / "other/papers/inner/x.html").exists()


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


def test_a_page_about_some_places_says_which(place: Path) -> None:
    run_localkit("portfolio", "add", "here", cwd=place).assert_ok()
    run_localkit("portfolio", "scan", "--workers", "1", cwd=place).assert_ok()
    report = ("portfolio", "report", "--html")

    run_localkit(*report, "live.html", "--filter", "stage=live", cwd=place).assert_ok()
    run_localkit(*report, "none.html", "--filter", "stage=pilot", cwd=place).assert_ok()
    wrong = run_localkit(*report, "wrong.html", "--filter", "light", cwd=place)

    assert "Only places with stage=live. " in read(place / "live.html").text
    assert "1 place followed, 1 of them measured." in read(place / "live.html").text
    assert "0 places followed, 0 of them measured." in read(place / "none.html").text
    assert wrong.status == 2
    assert '"light" is no filter' in wrong.stderr
    assert not (place / "wrong.html").exists()


def test_outcomes_come_to_a_page_with_what_they_mean_as_the_kit_was_published(tmp_path: Path) -> None:
    here = place_with_everything(tmp_path)
    run_localkit("portfolio", "add", "here", cwd=tmp_path).assert_ok()
    run_localkit("portfolio", "scan", "--workers", "1", cwd=tmp_path).assert_ok()

    run_localkit("report", str(here), "--html", "one.html", cwd=tmp_path).assert_ok()
    run_localkit("portfolio", "report", "--html", "all.html", cwd=tmp_path).assert_ok()

    one, every = (read(tmp_path / name).text.replace("\u00a0", " ") for name in ("one.html", "all.html"))
    mended = "20 out of 40: 50 % (35 % to 65 %)"
    assert f"Items mended Items mended, out of items brought in. 2025 {mended}" in one
    assert (
        f"Items mended Items mended, out of items brought in. Items mended Place 2025 here {mended}" in every
    )
    assert (
        "Falls, per 100 Falls, out of nights. Lower is better. 2025 10 out of 400: 2.50 (1.20 to 4.60)" in one
    )
    assert "Weight Kilograms, out of sessions. 2025 31.5 out of 3 " in one
