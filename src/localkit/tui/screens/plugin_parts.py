"""What plugins bring to the screen of a place: panels, and commands of the palette."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from textual import on, work
from textual.app import SystemCommand
from textual.message import Message
from textual.widget import Widget

from localkit.actions.look import Look
from localkit.hooks.kinds import Given
from localkit.syntax.harmless import harmless, in_one_line
from localkit.tui.plugin_panels import PluginFailedError, command_line, failure_widget, panel_widget
from localkit.tui.screens.watching import WatchingScreen
from localkit.tui.widgets.detail_pane import DetailPane
from localkit.workspace import Workspace


class PluginPartsScreen(WatchingScreen):
    """A screen with plugins' panels in the tabs of its detail.

    Args:
        workspace: Makes a workspace for each piece of work.
        root: The local version's folder.
    """

    @dataclass
    class PanelMade(Message):
        """A plugin made the widget of its panel."""

        number: int
        who: str
        widget: Widget

    def __init__(self, workspace: Callable[[], Workspace], root: Path) -> None:
        super().__init__(workspace, root)
        self.shown: Look | None = None

    @on(DetailPane.PanelOpened)
    def load_panel(self, event: DetailPane.PanelOpened) -> None:
        """Ask a plugin for its panel when somebody wants to see it."""
        if self.shown is not None:
            self.make_panel(self.shown, event.number)

    @work(thread=True, exclusive=True, group="panel", exit_on_error=False)
    def make_panel(self, found: Look, number: int) -> None:
        """A plugin's panel, or why there is none."""
        try:
            widget = panel_widget(found.panels[number], found.local)
        except PluginFailedError as error:
            widget = failure_widget(error)
        self.post_message(self.PanelMade(number, found.panels[number].who, widget))

    @on(PanelMade)
    async def show_panel(self, event: PanelMade) -> None:
        """Show a plugin's panel."""
        await self.query_one(DetailPane).fill_panel(event.number, event.who, event.widget)

    def palette_commands(self) -> Iterable[SystemCommand]:
        """What plugins bring to the palette for this place."""
        found = self.shown
        for given in found.commands if found else ():
            name, told = in_one_line(given.record.name), in_one_line(given.record.summary)
            yield SystemCommand(name, told, partial(self.run_command, found, given))

    @work(thread=True, group="command", exit_on_error=False)
    def run_command(self, found: Look, given: Given) -> None:
        """Run a plugin's command, and show the line that it gives."""
        try:
            told = command_line(given, found.local)
        except PluginFailedError as error:
            self.app.call_from_thread(self.notify, harmless(str(error)), severity="error", markup=False)
            return
        if told:
            self.app.call_from_thread(self.notify, harmless(told), markup=False)

    def tell_plugin_failures(self, found: Look) -> None:
        """Name the plugins that failed."""
        for failure in found.failures:
            told = f"The plugin {failure.plugin} failed: {failure.reason}"
            self.notify(harmless(told), severity="warning", markup=False)
