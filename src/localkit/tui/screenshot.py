"""Pictures of screens without a terminal: for pages, and for whoever wants to show somebody what to press."""

from __future__ import annotations

import asyncio
import difflib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final

from textual.widgets import Input, TextArea
from textual.worker import WorkerCancelled, WorkerFailed

from localkit.errors import InputError
from localkit.tui.app import LocalkitApp
from localkit.tui.picture import svg_of
from localkit.tui.running import first_screen
from localkit.tui.target import Noun, Target
from localkit.tui.themes import THEMES
from localkit.workspace import Workspace


@dataclass(frozen=True)
class Shot:
    """How to come to a screen.

    Attributes:
        noun: What has to be opened; None: anything.
        keys: What to press then.
    """

    noun: Noun | None
    keys: tuple[str, ...] = ()


SHOTS: Final = {
    "place": Shot("local version"),
    "why": Shot("local version", ("2",)),
    "record": Shot("local version", ("r",)),
    "exception": Shot("local version", ("e",)),
    "update": Shot("local version", ("u",)),
    "decision": Shot("local version", ("u", "n")),
    "portfolio": Shot("portfolio"),
    "heat-map": Shot("portfolio", ("h",)),
    "quadrant": Shot("portfolio", ("x",)),
    "exceptions": Shot("portfolio", ("e",)),
    "core-changes": Shot("portfolio", ("c",)),
    "kit": Shot("kit"),
    "help": Shot(None, ("question_mark",)),
}
"""The screens that pictures can be made of."""


def screenshot(
    workspace: Callable[[], Workspace],
    target: Target,
    name: str,
    *,
    size: tuple[int, int] = (100, 30),
    theme: str | None = None,
) -> str:
    """Draw a screen as SVG. Writes nothing, asks nothing of anybody else.

    Args:
        workspace: Makes a workspace for each piece of work.
        target: What to open.
        name: One of ``SHOTS``.
        size: Columns and lines.
        theme: Name of one of localkit's colours; None: the usual ones.

    Raises:
        InputError: There is no such screen or theme, or it shows something else than what was opened.
        LocalkitError: Whatever the screen would have shown as a problem.
    """
    shot = _shot(name, target)
    if theme is not None and theme not in {one.name for one in THEMES}:
        raise InputError(
            f'there are no colours called "{theme}"',
            hint=f"There are: {', '.join(one.name for one in THEMES)}.",
        )
    app = LocalkitApp(workspace, first_screen(workspace, target))
    app.theme = theme or app.theme
    app.animation_level = "none"
    return asyncio.run(_drawn(app, shot, size))


def _shot(name: str, target: Target) -> Shot:
    shot = SHOTS.get(name)
    if shot is None:
        close = difflib.get_close_matches(name, SHOTS, 1)
        meant = f'Did you mean "{close[0]}"? ' if close else ""
        raise InputError(f'there is no screen "{name}"', hint=f"{meant}There are: {', '.join(SHOTS)}.")
    if shot.noun is not None and shot.noun != target.noun:
        raise InputError(
            f'the screen "{name}" shows a {shot.noun}, and this is a {target.noun}',
            path=target.at,
            hint=f"Name a {shot.noun}.",
        )
    return shot


async def _drawn(app: LocalkitApp, shot: Shot, size: tuple[int, int]) -> str:
    async with app.run_test(size=size) as pilot:
        await _still(app, pilot.pause)
        for key in shot.keys:
            await pilot.press(key)
            await _still(app, pilot.pause)
        for field in app.screen.query(Input):
            field.cursor_blink = False
        for area in app.screen.query(TextArea):
            area.cursor_blink = False
        await pilot.pause()
        return svg_of(app)


async def _still(app: LocalkitApp, pause: Callable[[], Awaitable[None]]) -> None:
    """Wait until nothing is at work any more. What fails there is what the picture would have shown."""
    for _ in range(3):
        try:
            await app.workers.wait_for_complete()
        except WorkerFailed as failed:
            raise failed.error from None
        except WorkerCancelled:  # another took its work over, and is waited for in the next turn
            pass
        await pause()
