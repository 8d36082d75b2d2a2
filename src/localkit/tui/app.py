"""The application: themes, what every screen has in common, and what happens to errors."""

from __future__ import annotations

import asyncio
import os
import signal
import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from textual._context import active_message_pump  # textual tells in no other way whose mistake it was
from textual.app import App, SystemCommand
from textual.binding import Binding
from textual.screen import Screen

from localkit.syntax.harmless import harmless
from localkit.tui import themes
from localkit.tui.remembering import Remembered
from localkit.tui.screens.problem import ProblemScreen
from localkit.tui.widgets.plugin_panel import whose

if TYPE_CHECKING:
    from localkit.workspace import Workspace

_PATIENCE: Final = 5.0
"""Seconds in which the screens can end in peace when somebody ends them from outside."""
_HELP: Final = "What this screen shows and what can be pressed on it."
_FIND: Final = "Finds by its name all that can be done here; colours and the tour, too."


class LocalkitApp(App[None]):
    """Screens over one local version, one kit, or a portfolio.

    Args:
        workspace: Makes a workspace, a new one for each piece of work.
        first: The screen to begin with.
        memory: Folder in which it is remembered that the tour was seen, and which colours were chosen; None where
            nothing is read or kept, as for pictures.
    """

    TITLE = "localkit"
    CSS_PATH = "styles/app.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-tiny"), (60, "-narrow"), (100, "-wide"), (160, "-very-wide")]  # noqa: RUF012
    BINDINGS = [  # noqa: RUF012
        Binding("question_mark", "show_help", "Help", id="app.help", priority=True, tooltip=_HELP),
        Binding(
            "f1",
            "show_help('typing')",
            "Help",
            id="app.help_while_typing",
            priority=True,
            show=False,
            tooltip=_HELP,
        ),
        Binding(
            "q,ctrl+q",
            "quit",
            "Quit",
            id="app.quit",
            key_display="q",
            tooltip="Leave; all that was applied is kept.",
        ),
        Binding(
            "ctrl+p", "command_palette", "Commands", id="app.find", priority=True, show=False, tooltip=_FIND
        ),
    ]

    def __init__(
        self, workspace: Callable[[], Workspace], first: Screen[Any], *, memory: Path | None = None
    ) -> None:
        super().__init__()
        self.new_workspace = workspace
        self.mistake: Exception | None = None
        self.whose: str | None = None
        self._first = first
        for theme in themes.THEMES:
            self.register_theme(theme)
        self.remembered = Remembered(memory)
        chosen = self.remembered.now.theme
        self.theme = chosen if chosen in self.available_themes else themes.DEFAULT

    def on_mount(self) -> None:
        """Show the first screen, and the tour to who has not seen it."""
        self._end_by_signals()
        self.push_screen(self._first)
        if not self.remembered.now.tour:
            self.action_take_tour()
        self.remembered.tell_waiting(self.tell)
        self.watch(self, "theme", lambda name: self.remembered.chose_theme(name, self.tell), init=False)

    def _end_by_signals(self) -> None:
        """Give the terminal back before somebody else's wish ends this; Windows has no such wishes."""
        if self.is_headless or os.name == "nt":
            return
        for number in (signal.SIGTERM, signal.SIGHUP):
            asyncio.get_running_loop().add_signal_handler(number, self._end_soon, 128 + number)

    def _end_soon(self, status: int) -> None:
        """End; where the terminal is gone and something waits for it for ever, without it."""
        last = threading.Timer(_PATIENCE, os._exit, [status])
        last.daemon = True
        last.start()
        self.exit(return_code=status)

    def tell(self, sentence: str) -> None:
        """Tell in passing what stops nobody."""
        self.notify(harmless(sentence), markup=False, severity="warning", timeout=10)

    def action_take_tour(self) -> None:
        """Six short cards; whoever saw them need not see them again."""
        from localkit.tui.screens.tour import TourScreen

        self.push_screen(TourScreen(), lambda _seen: self.remembered.saw_tour(self.tell))

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """What the command palette finds."""
        from localkit.tui.palette import commands_of

        yield from commands_of(self, screen)
        yield SystemCommand("Take the tour", "Six short cards about these screens.", self.action_take_tour)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Names of colours that textual's own themes do not have."""
        return themes.FALLBACKS

    def action_command_palette(self) -> None:
        """Find by its name what can be done; there is never more than one palette."""
        from localkit.tui.palette import Palette

        if not any(isinstance(screen, Palette) for screen in self.screen_stack):
            self.push_screen(Palette(id="--command-palette"))

    def search_themes(self) -> None:
        """Choose colours."""
        from localkit.tui.palette import Colours, Palette

        self.push_screen(Palette(providers=[Colours], placeholder="Which colours?"))

    def action_help_quit(self) -> None:
        """Ctrl+C copies where text is chosen, so it does not end anything; whoever means that is told how."""
        self.notify("Press q to leave, or Ctrl+Q while you type.", title="Do you want to leave?")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A question mark is a sign like any other where somebody types; F1 is help there, too."""
        if action == "show_help" and not parameters:
            return self.focused is None or not self.focused.check_consume_key("question_mark", "?")
        return super().check_action(action, parameters)

    def action_show_help(self, _while: str = "") -> None:
        """Help about the screen that is there; once more closes it."""
        from localkit.tui.screens.help import HelpScreen

        if isinstance(self.screen, HelpScreen):
            self.screen.dismiss()
        else:
            self.push_screen(HelpScreen.about(self.screen))

    def show_problem(self, error: BaseException) -> None:
        """Tell of an error over the screen that is there: what is wrong, and what to do."""
        self.push_screen(ProblemScreen.of(error, self.new_workspace().cache))

    def _handle_exception(self, error: Exception) -> None:
        """A mistake in a screen ends the application; whoever started it tells of it in words.

        The part that failed is dead by then, so going on would leave a person before a screen that does not answer.
        Nothing is lost: whatever was applied is on disk, whole.
        """
        if self.is_headless:
            super()._handle_exception(error)
            return
        if self.mistake is None:
            self.mistake = error
            self.whose = whose(error, active_message_pump.get(None))
            self.exit(return_code=4)
