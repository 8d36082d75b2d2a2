"""The screen of a portfolio, opened for a test, and what it shows."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

from tests.tui.opened import Opened, journey
from tests.tui.worlds import workspaces

from localkit.model.place_look import PlaceLook
from localkit.tui.place_list import View
from localkit.tui.screens.portfolio import PortfolioScreen
from localkit.tui.widgets.place_table import PlaceTable

BY_NAME = ["Brackwater", "Cwm Derwydd", "Hartsmere", "Isle of Corrasay", "Lough Arden", "St Orran's Bay"]


def at(
    portfolio: Path | str, steps: Callable[[Opened], Awaitable[None]], size: tuple[int, int] = (100, 30)
) -> None:
    home = portfolio.parent if isinstance(portfolio, Path) else Path()
    new = workspaces(home / "home")
    journey(new, PortfolioScreen(new, str(portfolio)), steps, size)


def shown(opened: Opened) -> list[str]:
    rows = opened.app.screen.query_one(PlaceTable).rows
    return [row.place.label if isinstance(row, PlaceLook) else f"# {row.text}" for row in rows]


def view(opened: Opened) -> View:
    assert isinstance(opened.app.screen, PortfolioScreen)
    return opened.app.screen.view
