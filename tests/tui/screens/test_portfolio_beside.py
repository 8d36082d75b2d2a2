"""The screens that hold places beside each other."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.tui.opened import Opened
from tests.tui.screens_of_places import at
from textual.app import App

from localkit.tui.screens.core_changes import CoreChangesScreen
from localkit.tui.screens.exception_days import ExceptionDaysScreen
from localkit.tui.screens.heat_map import HeatMapScreen
from localkit.tui.screens.local_version import LocalVersionScreen
from localkit.tui.screens.portfolio import PortfolioScreen
from localkit.tui.screens.quadrant import QuadrantScreen
from localkit.tui.widgets.heat_table import HeatTable
from localkit.tui.widgets.line_table import LineTable
from localkit.tui.widgets.quadrant import Quadrant


def test_opening_the_worst_cell_of_the_heat_map(
    demo_portfolio: Path, picture: Callable[[App[None]], None]
) -> None:
    """The journey that the map is for: see red, go there, read why."""

    async def steps(opened: Opened) -> None:
        await opened.press("h")
        assert opened.is_on(HeatMapScreen)
        table = opened.app.screen.query_one(HeatTable)
        line = next(line for line in opened.lines() if "Brackwater" in line)
        await opened.press(*["right"] * (line.index("■") - line.index("·")))
        assert "■ touches the core: talk first; not yet recorded" in opened.text
        assert table.at is not None
        title = table.at[2]
        assert f"Brackwater: {title}" in opened.text
        picture(opened.app)
        await opened.press("enter")
        assert [(m.look.place.label, m.element) for m in opened.posted(HeatTable.Opened)] == [
            ("Brackwater", table.at[1])
        ]
        screen = opened.app.screen
        assert isinstance(screen, LocalVersionScreen)
        assert (screen.root.name, screen.chosen) == ("brackwater", table.at[1])
        await opened.press("escape")
        assert opened.is_on(HeatMapScreen)
        await opened.press("escape")
        assert opened.is_on(PortfolioScreen)

    at(demo_portfolio, steps)


def test_heat_map_shows_the_places_that_were_chosen(demo_portfolio: Path) -> None:
    async def steps(opened: Opened) -> None:
        await opened.press("w", "h", "end", "right", "left", "left", "pageup", "ctrl+right")
        heat = opened.app.screen.query_one(HeatTable).heat
        assert [look.place.label for look in heat.places] == ["Brackwater", "Lough Arden", "St Orran's Bay"]
        assert "only places at which something waits" in opened.text
        assert "Element 11 of 38" in opened.text

    at(demo_portfolio, steps)


def test_quadrant_names_the_place_under_the_cursor(demo_portfolio: Path) -> None:
    async def steps(opened: Opened) -> None:
        await opened.press("x")
        assert opened.is_on(QuadrantScreen)
        assert "Brackwater: core kept 96 %, locally shaped under 1 %  (1 of 6 by name)" in opened.text
        assert "No corner is a rank." in opened.text
        await opened.press("end", "up")
        assert "Lough Arden: core kept 96 %" in opened.text
        await opened.press("pageup", "enter")
        assert [message.look.place.label for message in opened.posted(Quadrant.Opened)] == ["Brackwater"]
        assert opened.is_on(LocalVersionScreen)

    at(demo_portfolio, steps)


def test_exceptions_by_the_day_they_end(demo_portfolio: Path) -> None:
    async def steps(opened: Opened) -> None:
        await opened.press("e")
        assert opened.is_on(ExceptionDaysScreen)
        assert "1 exception, 0 of them ended" in opened.text
        assert "Lough Arden: Every arrangement is reviewed within twelve months" in opened.text
        await opened.press("enter")
        screen = opened.app.screen
        assert isinstance(screen, LocalVersionScreen)
        assert (screen.root.name, screen.chosen) == ("lough-arden", "arrangement-review")

    at(demo_portfolio, steps)


def test_who_has_taken_which_core_change(demo_portfolio: Path) -> None:
    async def steps(opened: Opened) -> None:
        await opened.press("c", "down")
        assert opened.is_on(CoreChangesScreen)
        upper, lower = opened.app.screen.query(LineTable).results()
        assert upper.lines[upper.cursor].told == ("2027-02-employment-status", "4 adopted; 2 not decided")
        names = [line.cells[0][0] for line in lower.lines]
        assert names == [
            "Not decided: 2",
            "Brackwater",
            "Lough Arden",
            "Adopted: 4",
            "Cwm Derwydd",
            "Hartsmere",
            "Isle of Corrasay",
            "St Orran's Bay",
        ]
        await opened.press("enter", "down", "enter")
        screen = opened.app.screen
        assert isinstance(screen, LocalVersionScreen)
        assert screen.root.name == "lough-arden"

    at(demo_portfolio, steps)


@pytest.mark.parametrize("size", [(80, 24), (10, 5)], ids=str)
def test_every_screen_stands_any_terminal(many_places: Path, size: tuple[int, int]) -> None:
    async def steps(opened: Opened) -> None:
        for key in ("h", "x", "e", "c"):
            await opened.press(key, "right", "end")
            await opened.pilot.resize_terminal(size[0] + 7, size[1] + 2)
            await opened.press("escape")
            assert opened.is_on(PortfolioScreen)
        if size[0] >= 80:
            assert "? Help" in opened.text

    at(many_places, steps, size)
