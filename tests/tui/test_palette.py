"""The command palette finds all that a screen can do, by names that people use."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from pathlib import Path

from tests.tui.worlds import workspaces
from textual.app import ComposeResult, SystemCommand
from textual.binding import Binding
from textual.screen import Screen
from textual.widgets import Tree

from localkit.tui.app import LocalkitApp


class Sheet(Screen[None]):
    """A screen with bindings and a plugin's command."""

    BINDINGS = [  # noqa: RUF012
        Binding("r,ctrl+r", "record", "Record why", id="element.record", tooltip="Says why."),
        Binding("x", "cross", "Cross out"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.done: list[str] = []

    def compose(self) -> ComposeResult:
        yield Tree("Apples")

    def palette_commands(self) -> Iterable[SystemCommand]:
        yield SystemCommand("Count apples", "How many there are.", lambda: self.done.append("counted"))

    def action_record(self) -> None:
        self.done.append("recorded")

    def action_cross(self) -> None:
        self.done.append("crossed")


def test_everything_on_a_screen_is_found_with_its_sentence(tmp_path: Path) -> None:
    async def journey() -> None:
        app = LocalkitApp(workspaces(tmp_path), Sheet())
        async with app.run_test() as pilot:
            await pilot.pause()
            found = {item.title: item.help for item in app.get_system_commands(app.screen)}
            assert found == {
                "Record why": "Says why. (r or Ctrl+r)",
                "Cross out": "Key: x",
                "Help": "What this screen shows and what can be pressed on it. (? or F1)",
                "Quit": "Leave; all that was applied is kept. (q or Ctrl+q)",
                "Count apples": "How many there are.",
                "Choose colours (theme)": "Light, dark or high contrast; it is remembered.",
                "Save a picture of this screen": "As an SVG file, which any browser shows.",
                "Take the tour": "Six short cards about these screens.",
            }

    asyncio.run(journey())


def test_what_is_found_is_done(tmp_path: Path) -> None:
    async def journey() -> None:
        screen = Sheet()
        app = LocalkitApp(workspaces(tmp_path), screen)
        async with app.run_test() as pilot:
            for words in ("record", "count"):
                await pilot.press("ctrl+p", *words)
                await pilot.pause(0.5)
                await pilot.press("enter")
                await pilot.pause(0.3)
            assert screen.done == ["recorded", "counted"]

    asyncio.run(journey())
