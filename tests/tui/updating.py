"""A place with an update to take, and the screens over it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from tests.cli.mending import released, second, shaped, taken
from textual.message import Message
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Static

from localkit.testing import fixed_workspace
from localkit.tui.app import LocalkitApp
from localkit.tui.screens.update import UpdateScreen
from localkit.tui.widgets.update_board import UpdateBoard

M = TypeVar("M", bound=Message)


@dataclass
class Journey:
    """Somebody at a screen.

    Attributes:
        app: The application.
        pilot: Who presses the keys.
        seen: All messages so far.
        answers: What the screen answered when it closed.
    """

    app: LocalkitApp
    pilot: Pilot[None]
    seen: list[Message]
    answers: list[Any] = field(default_factory=list)

    async def press(self, *keys: str) -> None:
        """Press keys, one by one, and wait for whatever they start."""
        for key in keys:
            await self.pilot.press(key)
            await self.settle()

    async def settle(self) -> None:
        """Wait until nothing goes on."""
        while any(worker.is_running for worker in self.app.workers):
            await self.app.workers.wait_for_complete()
            await self.pilot.pause()
        await self.pilot.pause()

    def posted(self, kind: type[M]) -> list[M]:
        """The messages of a kind, each once."""
        return list({id(item): item for item in self.seen if isinstance(item, kind)}.values())

    def text(self, selector: str) -> str:
        """What a part of the screen on top says."""
        return str(self.app.screen.query_one(selector, Static).render())

    def dialog(self) -> str:
        """Everything that the dialog on top says."""
        return "\n".join(
            str(item.render()) for item in self.app.screen.query(".dialog Static").results(Static)
        )


def at_screen(
    screen: Callable[[Callable[[], Any], Path], Screen[Any]],
    place: Path,
    go: Callable[[Journey], Awaitable[None]],
    size: tuple[int, int] = (80, 24),
) -> None:
    """Open a screen over a place, and let somebody go on from there."""

    async def run() -> None:
        seen: list[Message] = []

        def workspace() -> Any:
            return fixed_workspace(place.parent)

        app = LocalkitApp(workspace, Screen())
        async with app.run_test(size=size, message_hook=seen.append) as pilot:
            journey = Journey(app, pilot, seen)
            app.push_screen(screen(workspace, place), journey.answers.append)
            await pilot.pause()
            await journey.settle()
            await go(journey)

    asyncio.run(run())


def decided(journey: Journey) -> dict[str, tuple[str, str | None, str | None]]:
    """Decisions so far, by address: take, text, reason."""
    screen = next(item for item in journey.app.screen_stack if isinstance(item, UpdateScreen))
    draft = screen.query_one(UpdateBoard).draft
    assert draft is not None
    return {item.passage.address: (item.choice.take, item.choice.text, item.reason) for item in draft.chosen}


def to_update(world: Path) -> Path:
    """The place ``here``, whose next release needs two decisions: about plugs, for the law, and about tea."""
    place = shaped(taken(world))
    released(world, second())
    return place
