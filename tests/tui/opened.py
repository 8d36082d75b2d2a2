"""A screen opened for a test, with what it was told."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from textual.message import Message
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Input, Static
from textual.worker import WorkerCancelled, WorkerFailed

from localkit.tui.app import LocalkitApp
from localkit.workspace import Workspace

M = TypeVar("M", bound=Message)


@dataclass
class Opened:
    """A running application over one screen.

    Attributes:
        pilot: Presses keys.
        app: The application.
        seen: Every message so far.
    """

    pilot: Pilot[None]
    app: LocalkitApp
    seen: list[Message] = field(default_factory=list)

    async def settle(self) -> None:
        """Wait until nothing is at work any more and all of it is drawn."""
        for _ in range(3):  # what a worker brings may start another
            # What failed is told on screen, and looked for there; what came too late was taken over by another.
            with contextlib.suppress(WorkerFailed, WorkerCancelled):
                await self.app.workers.wait_for_complete()
            await self.pilot.pause()

    async def press(self, *keys: str) -> None:
        """Press keys, and wait for what comes of them."""
        await self.pilot.press(*keys)
        await self.settle()

    async def write(self, text: str) -> None:
        """Type a text where the cursor is; all at once, since each key takes a while to settle."""
        where = self.app.focused
        assert isinstance(where, Input), f"nobody can type in {where}"
        where.insert_text_at_cursor(text)
        await self.pilot.pause()

    def posted(self, kind: type[M]) -> list[M]:
        """Messages of a kind, each once though several were shown it."""
        found: dict[int, M] = {}
        for one in self.seen:
            if isinstance(one, kind):
                found[id(one)] = one
        return list(found.values())

    def said(self, selector: str) -> str:
        """What a text on the present screen says."""
        return str(self.app.screen.query_one(selector, Static).render())

    def lines(self) -> list[str]:
        """The screen as lines of text."""
        width, height = self.app.size
        strips = self.app.screen._compositor.render_strips()[:height]  # what a terminal would be sent
        return ["".join(part.text for part in strip)[:width] for strip in strips]

    def is_on(self, screen: type[Screen[Any]]) -> bool:
        """Whether the present screen is one of that kind."""
        return isinstance(self.app.screen, screen)

    @property
    def text(self) -> str:
        """The screen as text."""
        return "\n".join(self.lines())

    @property
    def toasts(self) -> list[str]:
        """What was told in passing."""
        return [one.message for one in self.app._notifications]


def journey(
    workspace: Callable[[], Workspace],
    screen: Screen[Any],
    steps: Callable[[Opened], Awaitable[None]],
    size: tuple[int, int] = (100, 30),
) -> None:
    """Open a screen, take some steps, and close it."""

    async def go() -> None:
        app = LocalkitApp(workspace, screen)
        seen: list[Message] = []
        async with app.run_test(size=size, message_hook=seen.append) as pilot:
            opened = Opened(pilot, app, seen)
            await opened.settle()
            await steps(opened)

    asyncio.run(go())
