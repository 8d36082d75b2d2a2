"""A place of a portfolio: its folder where it is on this machine, else what its newest snapshot says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static

from localkit.actions.portfolio_show import numbered_place
from localkit.model.place_look import PlaceLook
from localkit.syntax.harmless import in_one_line
from localkit.tui.place_page import PlacePage, place_page
from localkit.tui.screens.telling import TellsFailures
from localkit.tui.widgets.key_line import KeyLine
from localkit.workspace import Workspace


def screen_of_place(
    workspace: Callable[[], Workspace], where: str, look: PlaceLook, element: str | None
) -> Screen[Any]:
    """What shows a place best."""
    if look.place.kind == "folder" and Path(look.place.at).is_dir():
        from localkit.tui.screens.local_version import LocalVersionScreen

        return LocalVersionScreen(workspace, Path(look.place.at), element=element)
    return PlaceScreen(workspace, where, look, element)


class PlaceScreen(TellsFailures, Screen[None]):
    """What a place shows of itself to those who follow it.

    Args:
        workspace: Makes a workspace for each piece of work.
        where: The portfolio's file or address.
        look: The place.
        element: Id of the element to point at.
    """

    CSS_PATH = "../styles/portfolio.tcss"
    HELP_LINE: ClassVar[str] = (
        "What this place shows of itself to those who follow it; its folder is not on this machine, so nothing can be "
        "changed here."
    )
    BINDINGS = [  # noqa: RUF012
        Binding("escape", "app.pop_screen", "Back", id="place.back", tooltip="Go back to the places."),
    ]

    @dataclass
    class Known(Message):
        """What is known of the place was read."""

        page: PlacePage

    def __init__(
        self, workspace: Callable[[], Workspace], where: str, look: PlaceLook, element: str | None
    ) -> None:
        super().__init__()
        self.workspace = workspace
        self.where = where
        self.look = look
        self.element = element

    def compose(self) -> ComposeResult:
        """A heading, and a page to scroll through."""
        yield Static(Content(in_one_line(self.look.place.label)), classes="title")
        with VerticalScroll(id="page"):
            yield Static(Content("Reading …"), id="text")
        yield KeyLine()

    def on_mount(self) -> None:
        """Read what is known."""
        self.read_place()

    @work(thread=True, exclusive=True, group="place", exit_on_error=False)
    def read_place(self) -> None:
        """Read what is known of the place in the background."""
        shown = numbered_place(self.where, self.look.place.id)
        self.post_message(self.Known(place_page(shown, self.workspace().today, self.element)))

    @on(Known)
    def show(self, event: Known) -> None:
        """Show it, the element that was asked for in sight."""
        self.query_one("#text", Static).update(event.page.text)
        page = self.query_one("#page")
        self.call_after_refresh(
            page.scroll_to, y=max(0, event.page.line - page.size.height // 2), animate=False
        )
