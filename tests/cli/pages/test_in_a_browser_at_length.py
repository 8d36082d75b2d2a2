"""The large pages in a browser, at every width and in every look; minutes."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any, Final

import pytest
from tests.cli.pages.browsing import Browser, browser, sheets
from tests.cli.pages.many import many

from localkit.cli.pages.portfolio_page import portfolio_page
from localkit.cli.pages.script import SCRIPT
from localkit.testing import run_localkit

__all__ = ["browser"]

WIDTHS: Final = (1280, 768, 360)
LOOKS: Final[dict[str, dict[str, Any]]] = {
    "light": {},
    "dark": {"color_scheme": "dark"},
    "forced-colours": {"forced_colors": "active"},
}
NAMES: Final = ("demo", "demo-place", "sixty")

pytestmark = [pytest.mark.leaves_threads, pytest.mark.slow, pytest.mark.timeout(900)]


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The pages of the demo, made as a person makes them, and one of sixty places with two years behind them."""
    folder = tmp_path_factory.mktemp("pages")
    for command in (
        ("demo", "schemes"),
        ("portfolio", "add", "schemes"),
        ("portfolio", "scan", "--workers", "1"),
        ("portfolio", "report", "--html", "demo.html"),
        ("report", "schemes/lough-arden", "--html", "demo-place.html"),
    ):
        run_localkit(*command, cwd=folder).assert_ok()
    (folder / "sixty.html").write_bytes(portfolio_page(many(60)))
    return {name: folder / f"{name}.html" for name in NAMES}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(("width", "look"), list(itertools.product(WIDTHS, LOOKS)))
def test_axe_finds_nothing_at_any_width_in_any_look(
    browser: Browser, pages: dict[str, Path], name: str, width: int, look: str
) -> None:
    with browser.open(pages[name], width=width, **LOOKS[look]) as seen:
        assert browser.problems(seen) == []
        assert (seen.asked, seen.said, seen.too_wide) == ([], [], 0)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing_in_what_is_there_without_scripts(
    browser: Browser, pages: dict[str, Path], name: str, width: int
) -> None:
    plain = pages[name].with_name(f"plain-{name}.html")  # axe itself is a script, so the browser runs them
    plain.write_text(pages[name].read_text("utf-8").replace(f"<script>{SCRIPT}</script>", ""), "utf-8")

    with browser.open(plain, width=width) as seen:
        assert seen.page.locator("button, input, script").count() == 0
        assert browser.problems(seen) == []
        assert (seen.asked, seen.said, seen.too_wide) == ([], [], 0)


@pytest.mark.parametrize(("name", "most"), [("demo", 9), ("demo-place", 6), ("sixty", 60)])
def test_a_large_page_prints_on_as_many_sheets_as_a_person_can_hold(
    browser: Browser, pages: dict[str, Path], name: str, most: int
) -> None:
    with browser.open(pages[name]) as seen:
        assert 1 <= sheets(seen.page.pdf(prefer_css_page_size=True)) <= most
