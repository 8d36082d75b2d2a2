"""The tour: once by itself, again when asked for, and nobody is stopped by what cannot be remembered."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.tui.worlds import workspaces
from textual.app import App
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Button, Static

from localkit.store.screen_memory import ScreenMemory, keep_screen_memory, read_screen_memory
from localkit.tui.app import LocalkitApp
from localkit.tui.screens.tour import TourScreen
from localkit.tui.tour_words import CARDS


def title(app: App[Any]) -> str:
    return str(app.screen.query_one("#title", Static).render())


def toured(
    tmp_path: Path, then: Callable[[LocalkitApp, Pilot[None]], Any], size: tuple[int, int] = (80, 24)
) -> None:
    async def journey() -> None:
        app = LocalkitApp(workspaces(tmp_path), Screen(), memory=workspaces(tmp_path)().config)
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            await then(app, pilot)

    asyncio.run(journey())


def test_six_cards_go_by_with_enter_and_are_not_shown_again(tmp_path: Path) -> None:
    async def first(app: LocalkitApp, pilot: Pilot[None]) -> None:
        for number, card in enumerate(CARDS, 1):
            assert title(app) == f"{card.title}  ({number} of 6)"
            await pilot.press("enter")
            await pilot.pause()
        assert not isinstance(app.screen, TourScreen)

    async def again(app: LocalkitApp, pilot: Pilot[None]) -> None:
        assert not isinstance(app.screen, TourScreen)

    toured(tmp_path, first)
    assert read_screen_memory(tmp_path / "config").tour
    toured(tmp_path, again)


def test_arrow_keys_go_back_and_forth_and_escape_skips_for_good(tmp_path: Path) -> None:
    async def back_and_forth(app: LocalkitApp, pilot: Pilot[None]) -> None:
        await pilot.press("left", "right", "right", "left")
        assert "(2 of 6)" in title(app)
        await pilot.press("escape")
        await pilot.pause()
        assert not isinstance(app.screen, TourScreen)

    toured(tmp_path, back_and_forth)
    assert read_screen_memory(tmp_path / "config").tour


def test_a_mouse_does_the_same(tmp_path: Path) -> None:
    async def click(app: LocalkitApp, pilot: Pilot[None]) -> None:
        for button in ("#next", "#next", "#back"):
            await pilot.click(button)
            await pilot.pause()
        assert "(2 of 6)" in title(app)
        await pilot.click("#skip")
        await pilot.pause()
        assert not isinstance(app.screen, TourScreen)

    toured(tmp_path, click)


def test_each_card_fits_eighty_columns(tmp_path: Path) -> None:
    async def look(app: LocalkitApp, pilot: Pilot[None]) -> None:
        for _ in CARDS:
            card = app.screen.query_one("#card")
            assert card.max_scroll_y == 0, title(app)
            assert app.screen.query_one("#skip", Button).region.bottom < 24
            await pilot.press("right")
            await pilot.pause()

    toured(tmp_path, look)


def test_the_palette_takes_it_again(tmp_path: Path) -> None:
    keep_screen_memory(tmp_path / "config", ScreenMemory(tour=True))

    async def ask(app: LocalkitApp, pilot: Pilot[None]) -> None:
        await pilot.press("ctrl+p", *"tour")
        await pilot.pause(0.5)
        await pilot.press("enter")
        await pilot.pause(0.3)
        assert isinstance(app.screen, TourScreen)

    toured(tmp_path, ask)


def test_a_damaged_memory_is_told_once_and_written_anew(tmp_path: Path) -> None:
    (tmp_path / "config").mkdir()
    (tmp_path / "config/screens.json").write_text("{")

    async def told(app: LocalkitApp, pilot: Pilot[None]) -> None:
        assert isinstance(app.screen, TourScreen)
        (one,) = app._notifications
        assert one.message == (
            f"{tmp_path}/config/screens.json: what the screens remember is damaged, so they begin as for the first "
            "time. Nothing needs to be done: the file is written anew."
        )
        await pilot.press("escape")
        await pilot.pause()

    toured(tmp_path, told)
    assert read_screen_memory(tmp_path / "config").tour


def test_what_cannot_be_remembered_stops_nobody_and_is_told_once(tmp_path: Path) -> None:
    (tmp_path / "config").write_text("no folder")

    async def told(app: LocalkitApp, pilot: Pilot[None]) -> None:
        await pilot.press("escape")
        await pilot.pause()
        app.theme = "nord"
        await pilot.pause()
        (one,) = app._notifications
        assert one.message.startswith(f"{tmp_path}/config/screens.json: cannot read what was remembered")
        assert not isinstance(app.screen, TourScreen)

    toured(tmp_path, told)


def test_chosen_colours_are_there_again_and_tests_remember_nothing(tmp_path: Path) -> None:
    async def choose(app: LocalkitApp, pilot: Pilot[None]) -> None:
        app.theme = "localkit-high-contrast"
        await pilot.pause()

    async def again(app: LocalkitApp, pilot: Pilot[None]) -> None:
        assert app.theme == "localkit-high-contrast"

    toured(tmp_path, choose)
    assert read_screen_memory(tmp_path / "config") == ScreenMemory(theme="localkit-high-contrast")
    toured(tmp_path, again)
    assert LocalkitApp(workspaces(tmp_path), Screen()).theme == "localkit-dark"


@pytest.mark.parametrize("name", ["no-such-colours", "", "\x1b[31m"])
def test_colours_that_nobody_knows_fall_back(tmp_path: Path, name: str) -> None:
    keep_screen_memory(tmp_path / "config", ScreenMemory(theme=name))

    assert (
        LocalkitApp(workspaces(tmp_path), Screen(), memory=workspaces(tmp_path)().config).theme
        == "localkit-dark"
    )
