"""Running the screens in a terminal."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.screen import Screen

from localkit.errors import InputError, MachineError
from localkit.hooks.failure import reason
from localkit.store.user_folders import config_folder
from localkit.tui.app import LocalkitApp
from localkit.tui.problem_words import problem_of
from localkit.tui.target import Target
from localkit.tui.widgets.plugin_panel import whose

if TYPE_CHECKING:
    from localkit.workspace import Workspace


def first_screen(workspace: Callable[[], Workspace], target: Target) -> Screen[Any]:
    """The screen that shows a target. Each is imported only where it is the one."""
    if target.noun == "local version":
        from localkit.tui.screens.local_version import LocalVersionScreen

        return LocalVersionScreen(workspace, Path(target.at))
    if target.noun == "portfolio":
        from localkit.tui.screens.portfolio import PortfolioScreen

        return PortfolioScreen(workspace, target.at)
    if target.noun == "kit":
        from localkit.tui.screens.kit import KitScreen

        return KitScreen(workspace, target.at)
    raise InputError(
        f"there is no screen for a {target.noun} yet", path=target.at, hint="Name a local version's folder."
    )


def run_screens(workspace: Callable[[], Workspace], target: Target) -> int:
    """Show a target until the person leaves. Returns the exit status.

    Raises:
        MachineError: A screen made a mistake; the details are kept in the cache.
    """
    app = LocalkitApp(workspace, first_screen(workspace, target), memory=config_folder())
    try:
        app.run()
    except Exception as error:  # what is drawn in no handler reaches nobody in the application
        app.mistake = app.mistake or error
        app.whose = app.whose or whose(error, None)
    if app.mistake is not None and app.whose is not None:
        raise MachineError(
            f"the plugin {app.whose} failed while its panel was shown: {reason(app.mistake)}",
            hint="Nothing of yours was changed. Leave it out: localkit -p no:NAME tui; `plugins list` has its name.",
        )
    if app.mistake is not None:
        problem = problem_of(app.mistake, workspace().cache)
        raise MachineError(problem.message, hint=problem.hint)
    return app.return_code or 0
