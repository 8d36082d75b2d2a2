"""Help: made from the bindings that are there, on every screen, and closed by the key that opened it."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from tests.tui.opened import Opened
from tests.tui.opened import journey as opened
from tests.tui.worlds import workspaces
from textual.app import ComposeResult
from textual.binding import Binding
from textual.screen import ModalScreen, Screen
from textual.widgets import Footer, Input, Static, Tree

from localkit.tui.app import LocalkitApp
from localkit.tui.key_help import key_in_words, label_of, listed
from localkit.tui.running import first_screen
from localkit.tui.screens.help import HelpScreen
from localkit.tui.target import target_of


class Sheet(Screen[None]):
    """A screen with keys of each sort."""

    HELP_LINE = "Apples and pears, one line for each."
    BINDINGS = [  # noqa: RUF012
        Binding(
            "r", "record", "Record why", id="element.record", tooltip="Says why an apple is not as it was."
        ),
        Binding("ctrl+up,k", "climb", "Climb", id="view.climb", tooltip="One branch up."),
        Binding("x", "cross", "Cross out"),
        Binding("f5", "cross_again", show=False, tooltip="Crosses out once more."),
    ]

    def compose(self) -> ComposeResult:
        yield Tree("Apples")
        yield Input()
        yield Footer()

    def action_record(self) -> None: ...
    def action_climb(self) -> None: ...
    def action_cross(self) -> None: ...
    def action_cross_again(self) -> None: ...


class Question(ModalScreen[None]):
    """A dialog with an input."""

    BINDINGS = [Binding("ctrl+s", "send", "Send")]  # noqa: RUF012

    def compose(self) -> ComposeResult:
        yield Input()

    def action_send(self) -> None: ...


def shown(app: LocalkitApp) -> str:
    return "\n".join(str(one.render()) for one in app.screen.query(Static))


def test_every_visible_binding_appears_with_its_keys_and_sentence(tmp_path: Path) -> None:
    async def journey() -> None:
        app = LocalkitApp(workspaces(tmp_path), Sheet())
        async with app.run_test(size=(80, 24)) as pilot:
            there = listed(app.screen.active_bindings.values())
            await pilot.press("question_mark")
            await pilot.pause()
            assert isinstance(app.screen, HelpScreen)
            text = shown(app)
            assert len(there) > 15
            for item in there:
                assert key_in_words(item.binding.key) in text
                assert label_of(item.binding) in text
                assert item.binding.tooltip in text
            assert "Apples and pears, one line for each." in text
            assert "■ touches the core: talk first" in text
            assert "not yet recorded" in text

    asyncio.run(journey())


def test_keys_are_grouped_by_what_they_are_about(tmp_path: Path) -> None:
    async def journey() -> None:
        app = LocalkitApp(workspaces(tmp_path), Sheet())
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.press("f1")
            await pilot.pause()
            assert isinstance(app.screen, HelpScreen)
            groups = {group.title: group.lines for group in app.screen.groups}
            assert list(groups) == ["Element", "View", "On this screen", "Moving about", "Everywhere"]
            assert [line.keys for line in groups["View"]] == [("Ctrl+Up arrow", "k")]
            assert [line.label for line in groups["On this screen"]] == [
                "Cross out",
                "Crosses out once more.",
            ]
            assert "Help" in [line.label for line in groups["Everywhere"]]

    asyncio.run(journey())


def test_question_mark_and_escape_close_it_and_little_terminals_scroll(tmp_path: Path) -> None:
    async def journey() -> None:
        app = LocalkitApp(workspaces(tmp_path), Sheet())
        async with app.run_test(size=(80, 24)) as pilot:
            for key in ("question_mark", "escape", "f1"):
                await pilot.press("f1")
                await pilot.pause()
                scroll = app.screen.query_one(".help")
                await pilot.press("end")
                await pilot.pause(0.3)
                assert scroll.scroll_y == scroll.max_scroll_y > 0
                await pilot.press(key)
                await pilot.pause()
                assert isinstance(app.screen, Sheet)

    asyncio.run(journey())


def test_who_types_gets_a_question_mark_and_f1_helps(tmp_path: Path) -> None:
    async def journey() -> None:
        app = LocalkitApp(workspaces(tmp_path), Sheet())
        async with app.run_test() as pilot:
            app.push_screen(Question())
            await pilot.pause()
            await pilot.press("h", "question_mark")
            assert app.screen.query_one(Input).value == "h?"
            await pilot.press("f1")
            await pilot.pause()
            assert isinstance(app.screen, HelpScreen)
            assert "Ctrl+s" in shown(app)

    asyncio.run(journey())


@pytest.mark.parametrize("stated", ["mend-together", "hartsmere"])
def test_help_and_palette_leave_out_nothing_that_a_screen_can_do(
    tmp_path: Path, demo_places: Path, stated: str
) -> None:
    place = demo_places / stated
    screen = first_screen(workspaces(tmp_path), target_of(str(place) if place.exists() else stated))

    async def look(one: Opened) -> None:
        there = listed(one.app.screen.active_bindings.values())
        named = [item.title for item in one.app.get_system_commands(one.app.screen)]
        await one.press("f1")
        text = shown(one.app)
        assert type(screen).__dict__.get("HELP_LINE") in text.split("\n")
        for item in there:
            assert key_in_words(item.binding.key) in text
            assert label_of(item.binding) in text
            assert item.binding.tooltip in text
            if item.binding.show and item.enabled:
                assert item.binding.description in named

    opened(workspaces(tmp_path), screen, look)
