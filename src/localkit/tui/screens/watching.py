"""A screen over a local version that sees what others do to its files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from textual import on, work
from textual.message import Message
from textual.screen import Screen

from localkit.actions.look import Look, files_seen, look
from localkit.errors import LocalkitError
from localkit.tui.screens.telling import TellsFailures
from localkit.workspace import Workspace

_LOOK_AGAIN = 1.5
"""Seconds between two looks at whether somebody edited a file."""


class WatchingScreen(TellsFailures, Screen[Any]):
    """Looks at a local version: at first, whenever a file was edited, and when somebody comes back to it.

    Args:
        workspace: Makes a workspace for each piece of work.
        root: The local version's folder.
    """

    @dataclass
    class Looked(Message):
        """The local version was looked at.

        Attributes:
            files: What its files looked like from outside just before.
        """

        look: Look
        files: str | None

    @dataclass
    class LookFailed(Message):
        """It could not be looked at."""

        error: LocalkitError
        files: str | None

    @dataclass
    class FilesSeen(Message):
        """What its files look like from outside now."""

        files: str | None

    def __init__(self, workspace: Callable[[], Workspace], root: Path) -> None:
        super().__init__()
        self.workspace = workspace
        self.root = root
        self._files: str | None = None
        self._known = False
        self._seeing = False

    def begin(self) -> None:
        """Look for the first time, and begin to watch."""
        self.look_at_place()
        self.set_interval(_LOOK_AGAIN, self.watch_files)

    @work(thread=True, exclusive=True, group="look", exit_on_error=False)
    def look_at_place(self) -> None:
        """Measure the place and run every rule."""
        files = files_seen(self.root)
        try:
            self.post_message(self.Looked(look(self.workspace(), self.root), files))
        except LocalkitError as error:
            self.post_message(self.LookFailed(error, files))

    def watch_files(self) -> None:
        """See whether somebody edited a file, unless that is being seen to."""
        if self._known and not self._seeing and self.is_current:
            self._seeing = True
            self.see_files()

    @work(thread=True, group="watch", exit_on_error=False)
    def see_files(self) -> None:
        """Tell what the files look like now."""
        self.post_message(self.FilesSeen(files_seen(self.root)))

    @on(FilesSeen)
    def look_where_edited(self, event: FilesSeen) -> None:
        """Look again where a file was edited outside."""
        self._seeing = False
        if event.files != self._files:
            self._files = event.files
            self.look_at_place()

    @on(Looked)
    @on(LookFailed)
    def know_files(self, event: Looked | LookFailed) -> None:
        """Remember what the files looked like: a failure is told once for each edit, not again and again."""
        self._files, self._known = event.files, True

    def on_screen_resume(self) -> None:
        """Somebody comes back from another screen, where anything may have been done."""
        if self._known:
            self.look_at_place()
