"""One place: its elements, what it changed, and what to do about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from textual import on, work
from textual.app import ComposeResult
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Footer, Static

from localkit.actions.status import Status, status
from localkit.workspace import Workspace


class LocalVersionScreen(Screen[None]):
    """A local version, element by element.

    Args:
        workspace: Makes a workspace for each piece of work.
        root: The local version's folder.
    """

    CSS_PATH = "../styles/local_version.tcss"

    @dataclass
    class Measured(Message):
        """The local version was measured."""

        status: Status

    def __init__(self, workspace: Callable[[], Workspace], root: Path) -> None:
        super().__init__()
        self.workspace = workspace
        self.root = root

    def compose(self) -> ComposeResult:
        """To come."""
        yield Static(id="head")
        yield Footer()

    def on_mount(self) -> None:
        """Measure."""
        self.measure()

    @work(thread=True, exclusive=True, group="measure", exit_on_error=False)
    def measure(self) -> None:
        """Measure the local version in the background."""
        self.post_message(self.Measured(status(self.workspace(), self.root)))

    @on(Measured)
    def show(self, event: Measured) -> None:
        """Show what was measured."""
        self.query_one("#head", Static).update(str(event.status.divergence.lights))
