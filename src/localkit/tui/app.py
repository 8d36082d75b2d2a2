"""The application: themes, what every screen has in common, and what happens to errors."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from textual import on
from textual.app import App
from textual.binding import Binding
from textual.screen import Screen
from textual.worker import Worker, WorkerState

from localkit.tui import themes
from localkit.tui.screens.problem import ProblemScreen

if TYPE_CHECKING:
    from localkit.workspace import Workspace


class LocalkitApp(App[None]):
    """Screens over one local version, one kit, or a portfolio.

    Args:
        workspace: Makes a workspace, a new one for each piece of work.
        first: The screen to begin with.
    """

    TITLE = "localkit"
    CSS_PATH = "styles/app.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide"), (160, "-very-wide")]  # noqa: RUF012
    BINDINGS = [  # noqa: RUF012
        Binding("question_mark,f1", "show_help", "Help", id="app.help", key_display="?"),
        Binding("q,ctrl+q", "quit", "Quit", id="app.quit", key_display="q"),
    ]

    def __init__(self, workspace: Callable[[], Workspace], first: Screen[Any]) -> None:
        super().__init__()
        self.new_workspace = workspace
        self.mistake: Exception | None = None
        self._first = first
        for theme in themes.THEMES:
            self.register_theme(theme)
        self.theme = themes.DEFAULT

    def on_mount(self) -> None:
        """Show the first screen."""
        self.push_screen(self._first)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Names of colours that textual's own themes do not have."""
        return themes.FALLBACKS

    @on(Worker.StateChanged)
    def tell_failure(self, event: Worker.StateChanged) -> None:
        """Whatever a worker raises is told; a screen's own workers bubble up to here."""
        if event.state is WorkerState.ERROR and event.worker.error is not None:
            self.show_problem(event.worker.error)

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
            self.exit(return_code=4)
