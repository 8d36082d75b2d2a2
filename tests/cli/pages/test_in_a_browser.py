"""Pages in a real browser: what a checker of accessibility says, and what mouse, keyboard and printer do."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import pytest
from tests.cli.pages.browsing import CONTRAST, Browser, browser, sheets
from tests.cli.pages.many import many, of_two_kits
from tests.cli.pages.place import place_with_everything

from localkit.cli.pages.portfolio_page import portfolio_page
from localkit.testing import run_localkit, write_world

pytestmark = pytest.mark.leaves_threads

__all__ = ["browser"]

PLACES: Final = 9
FIRE: Final = (
    "# Safety\n\n| who | what |\n|---|---|\n| host | door |\n\n## More\n\n"
    + "| a | b |\n|---|---|\n| c | d |\n\nand\n\n" * 2
)
LOOKS: Final[list[tuple[int, dict[str, Any]]]] = [
    (1280, {}),
    (360, {"color_scheme": "dark"}),
    (768, {"forced_colors": "active"}),
]


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The page of a portfolio, one about two kits, that of a place, and its documents."""
    folder = tmp_path_factory.mktemp("pages")
    (folder / "all.html").write_bytes(portfolio_page(many(PLACES, elements=5)))
    (folder / "two.html").write_bytes(portfolio_page(of_two_kits(PLACES)))
    place_with_everything(folder)
    run_localkit("report", "here", "--html", "one.html", cwd=folder).assert_ok()
    write_world(folder / "here", {"fire.md": FIRE, "water.md": FIRE})
    run_localkit("export", "here", "--to", "html", "-o", "book.html", cwd=folder).assert_ok()
    return {name: folder / f"{name}.html" for name in ("all", "two", "one", "book")}


@pytest.mark.parametrize("name", ["all", "one"])
@pytest.mark.parametrize(("width", "looks"), LOOKS, ids=["wide", "narrow-dark", "forced-colours"])
def test_axe_finds_nothing_and_nothing_is_asked_for(
    browser: Browser, pages: dict[str, Path], name: str, width: int, looks: dict[str, Any]
) -> None:
    with browser.open(pages[name], width=width, **looks) as seen:
        # Another test works out each pair of colours, and those at length ask for them in every look.
        assert browser.problems(seen, but=() if width == 1280 and name == "one" else CONTRAST) == []
        assert (seen.asked, seen.said, seen.too_wide) == ([], [], 0)


@pytest.mark.parametrize("name", ["two", "book"])
def test_parts_and_tables_of_like_pages_can_be_told_apart(
    browser: Browser, pages: dict[str, Path], name: str
) -> None:
    with browser.open(pages[name]) as seen:
        assert browser.problems(seen, but=CONTRAST) == []
        assert (seen.asked, seen.said, seen.too_wide) == ([], [], 0)


@pytest.mark.parametrize("column", ["Place", "Nation", "Stage", "Last heard"])
def test_places_are_sorted_by_what_ranks_nobody(
    browser: Browser, pages: dict[str, Path], column: str
) -> None:
    with browser.open(pages["all"]) as seen:
        table = seen.page.locator("table.places")
        button = seen.page.get_by_role("button", name=column, exact=True)
        head = table.locator("thead th", has=button)
        at = head.evaluate("th => th.cellIndex")
        orders = ("descending", "ascending") if column == "Place" else ("ascending", "descending")

        for order, press in zip(orders, (button.click, lambda: button.press("Enter")), strict=True):
            press()
            cells = table.evaluate(
                "(table, at) => [...table.tBodies[0].rows].map(r => r.cells[at].innerText)", at
            )

            assert len(cells) == PLACES
            assert cells == sorted(cells, reverse=order == "descending")
            assert head.get_attribute("aria-sort") == order
            assert table.locator("[aria-sort]").count() == 1
            end = ", from the end" if order == "descending" else ""
            assert seen.page.get_by_role("status").inner_text() == f"Sorted by {column}{end}"


def test_what_would_rank_places_cannot_be_sorted_by(browser: Browser, pages: dict[str, Path]) -> None:
    with browser.open(pages["all"]) as seen:
        assert seen.page.locator("th button").all_inner_texts() == ["Place", "Nation", "Stage", "Last heard"]


def test_places_are_filtered_by_typing_and_a_screen_reader_is_told(
    browser: Browser, pages: dict[str, Path]
) -> None:
    with browser.open(pages["all"]) as seen:
        field = seen.page.get_by_role("searchbox", name="Show only places with")
        field.focus()
        seen.page.keyboard.type("NORTHERN")

        shown = seen.page.locator("table.places tbody tr:visible").all_inner_texts()
        assert 0 < len(shown) < PLACES
        assert all("Northern Ireland" in row for row in shown)
        assert seen.page.get_by_role("status").inner_text() == f"{len(shown)} of {PLACES} places shown"

        seen.page.get_by_role("button", name="Stage").click()
        assert seen.page.locator("table.places tbody tr:visible").count() == len(shown)

        field.fill("nowhere")
        assert seen.page.get_by_role("status").inner_text() == f"0 of {PLACES} places shown"
        field.fill("")
        assert seen.page.locator("table.places tbody tr:visible").count() == PLACES


@pytest.mark.parametrize("name", ["all", "one"])
def test_without_scripts_all_is_there(browser: Browser, pages: dict[str, Path], name: str) -> None:
    with (
        browser.open(pages[name], width=360) as scripted,
        browser.open(pages[name], width=360, script=False) as plain,
    ):
        assert plain.page.locator("button, input").count() == 0
        assert (
            plain.page.locator("main td").all_inner_texts()
            == scripted.page.locator("main td").all_inner_texts()
        )
        assert (plain.asked, plain.said, plain.too_wide) == ([], [], 0)


def test_the_keyboard_reaches_the_content_and_what_lies_beyond_the_frame(
    browser: Browser, pages: dict[str, Path]
) -> None:
    with browser.open(pages["all"], width=360) as seen:
        seen.page.keyboard.press("Tab")
        assert seen.page.evaluate("document.activeElement.textContent") == "To the content"
        seen.page.keyboard.press("Enter")
        assert seen.page.evaluate("document.activeElement.id") == "content"

        frame = seen.page.get_by_role("region", name="Table: Every place that was measured")
        frame.focus()
        seen.page.keyboard.press("ArrowRight")
        seen.page.wait_for_function("frame => frame.scrollLeft > 0", arg=frame.element_handle())


@pytest.mark.parametrize(("name", "most"), [("all", 10), ("one", 3)])
def test_a_page_prints_on_a_few_sheets(
    browser: Browser, pages: dict[str, Path], name: str, most: int
) -> None:
    with browser.open(pages[name]) as seen:
        assert 1 <= sheets(seen.page.pdf(prefer_css_page_size=True)) <= most


def test_on_paper_nothing_is_cut_off_by_a_frame(browser: Browser, pages: dict[str, Path]) -> None:
    with browser.open(pages["all"], width=1032) as seen:  # A4 landscape less its margins, at 96 dots an inch
        seen.page.emulate_media(media="print")

        assert seen.page.locator(".filter:visible, nav:visible, .skip:visible").count() == 0
        assert (
            seen.page.locator(".scroll").evaluate_all(
                "frames => frames.filter(f => f.scrollWidth > f.clientWidth + 1).map(f => f.ariaLabel)"
            )
            == []
        )
