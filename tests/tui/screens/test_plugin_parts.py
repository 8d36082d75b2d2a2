"""What plugins bring to a place's screen, and that nothing they do takes the screen away."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from tests.tui.opened import Opened, journey
from textual.widgets import Static, TabbedContent

from localkit.hooks.kinds import PaletteCommand, Panel, Rule
from localkit.hooks.markers import hookimpl
from localkit.model.finding import Finding
from localkit.model.local_version import LocalVersion
from localkit.testing import fixed_workspace
from localkit.tui.screens.local_version import LocalVersionScreen
from localkit.tui.widgets.detail_pane import DetailPane
from localkit.workspace import Workspace


class Plugin:
    """A panel and a command.

    Args:
        load: Of the panel.
        run: Of the command.
    """

    def __init__(self, load: Callable[[LocalVersion], Any], run: Callable[[LocalVersion], Any]) -> None:
        self.load, self.run = load, run

    @hookimpl
    def localkit_panels(self) -> Iterable[Panel]:
        """One panel."""
        return [Panel("Weather", "How it is outside.", self.load)]

    @hookimpl
    def localkit_palette_commands(self) -> Iterable[PaletteCommand]:
        """One command."""
        return [PaletteCommand("Count the elements", "Says how many there are.", self.run)]


def _count(local: LocalVersion) -> str:
    return f"{len(local.kit.elements)} elements"


def _weather(local: LocalVersion) -> Static:
    return Static(f"Rain in {local.place_name}", id="weather")


def _fails(_local: LocalVersion) -> Any:
    raise ValueError("no weather today")


def _workspaces(folder: Path, plugin: object) -> Callable[[], Workspace]:
    def make() -> Workspace:
        made = fixed_workspace(folder)
        made.extra_plugins = [plugin]
        return made

    return make


@pytest.fixture(autouse=True)
def _plugins_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LOCALKIT_DISABLE_PLUGINS")


async def _open_panel(opened: Opened) -> None:
    tabs = opened.app.screen.query_one(TabbedContent)
    tabs.active = "panel-0"
    await opened.settle()


def test_panel_is_asked_for_when_its_tab_is_opened(demo_places: Path, tmp_path: Path) -> None:
    asked: list[str | None] = []

    def load(local: LocalVersion) -> Static:
        asked.append(local.place_name)
        return _weather(local)

    make = _workspaces(tmp_path, Plugin(load, _count))

    async def steps(opened: Opened) -> None:
        tabs = opened.app.screen.query_one(TabbedContent)
        assert str(tabs.get_tab("panel-0").label) == "Weather"
        assert asked == []
        await _open_panel(opened)
        assert [message.number for message in opened.posted(DetailPane.PanelOpened)] == [0]
        assert asked == ["Hartsmere"]
        assert opened.said("#weather") == "Rain in Hartsmere"

    journey(make, LocalVersionScreen(make, demo_places / "hartsmere"), steps)


@pytest.mark.parametrize(
    ("load", "told"),
    [
        (_fails, "Weather: ValueError: no weather today"),
        (lambda _local: "just text", "its panel Weather gave str, no widget"),
    ],
    ids=["raises", "no widget"],
)
def test_panel_that_fails_tells_so_in_its_tab(
    demo_places: Path, tmp_path: Path, load: Callable[[LocalVersion], Any], told: str
) -> None:
    make = _workspaces(tmp_path, Plugin(load, _count))

    async def steps(opened: Opened) -> None:
        await _open_panel(opened)
        said = str(opened.app.screen.query_one("#panel-0 Static", Static).render())
        assert said.startswith("The plugin ")
        assert said.endswith(told)
        await opened.press("1", "2")
        assert opened.app.screen.query_one(TabbedContent).active == "why"

    journey(make, LocalVersionScreen(make, demo_places / "hartsmere"), steps)


@pytest.mark.parametrize(
    ("run", "told"),
    [(_count, ["42 elements"]), (_fails, None), (lambda _local: None, [])],
    ids=["line", "raises", "nothing to say"],
)
def test_command_of_the_palette_is_run(
    demo_places: Path,
    tmp_path: Path,
    run: Callable[[LocalVersion], Any],
    told: list[str] | None,
) -> None:
    make = _workspaces(tmp_path, Plugin(_weather, run))

    async def steps(opened: Opened) -> None:
        screen = opened.app.screen
        assert isinstance(screen, LocalVersionScreen)
        commands = list(screen.palette_commands())
        assert [(one.title, one.help) for one in commands] == [
            ("Count the elements", "Says how many there are.")
        ]
        assert any(one.title == "Count the elements" for one in opened.app.get_system_commands(screen))
        commands[0].callback()
        await opened.settle()
        if told is None:
            assert len(opened.toasts) == 1
            assert opened.toasts[0].endswith("Count the elements: ValueError: no weather today")
        else:
            number = len(screen.shown.local.kit.elements) if screen.shown else 0
            assert opened.toasts == [one.replace("42", str(number)) for one in told]

    journey(make, LocalVersionScreen(make, demo_places / "hartsmere"), steps)


def test_plugin_that_fails_at_its_hook_is_named(demo_places: Path, tmp_path: Path) -> None:
    class Broken:
        @hookimpl
        def localkit_panels(self) -> Iterable[Panel]:
            raise ValueError("not today")

    make = _workspaces(tmp_path, Broken())

    async def steps(opened: Opened) -> None:
        assert len(opened.toasts) == 1
        assert opened.toasts[0].endswith("localkit_panels: ValueError: not today")
        assert opened.said("#recorded").startswith("Recorded\n")

    journey(make, LocalVersionScreen(make, demo_places / "hartsmere"), steps)


def test_what_a_rule_asks_of_an_untouched_element_is_not_called_recorded(
    demo_places: Path, tmp_path: Path
) -> None:
    """A regulator's rule may ask for something where nobody changed or recorded anything."""

    class Regulator:
        @hookimpl
        def localkit_rules(self) -> Iterable[Rule]:
            return [Rule("regulator.fridge", "A fridge that locks.", _fridge)]

    make = _workspaces(tmp_path, Regulator())

    async def steps(opened: Opened) -> None:
        assert opened.said("#next") == "■ Buy a fridge that locks. Press 4 for what rules say."

    journey(make, LocalVersionScreen(make, demo_places / "hartsmere"), steps)


def _fridge(_local: LocalVersion) -> Iterable[Finding]:
    return [Finding("regulator.fridge", "must", "Buy a fridge that locks.", element="medicines")]
