"""What is remembered between two runs of the screens; what goes wrong with it is told once and stops nobody."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from localkit.errors import LocalkitError
from localkit.store.screen_memory import ScreenMemory, keep_screen_memory, read_screen_memory
from localkit.tui.problem_words import problem_of


class Remembered:
    """The memory of one run.

    Args:
        folder: The configuration folder; None where nothing is read or kept, as for pictures.
    """

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._told = False
        self._waiting: LocalkitError | None = None
        self.now = ScreenMemory(tour=True)
        if folder is not None:
            self.now = self._read(folder)

    def _read(self, folder: Path) -> ScreenMemory:
        try:
            return read_screen_memory(folder)
        except LocalkitError as error:
            self._waiting = error
            return ScreenMemory()

    def saw_tour(self, tell: Callable[[str], None]) -> None:
        """Remember that the tour was shown."""
        self._keep(replace(self.now, tour=True), tell)

    def chose_theme(self, name: str, tell: Callable[[str], None]) -> None:
        """Remember the chosen colours."""
        self._keep(replace(self.now, theme=name), tell)

    def tell_waiting(self, tell: Callable[[str], None]) -> None:
        """Tell what went wrong before there was a screen to tell it on."""
        if self._waiting is not None:
            self._tell(self._waiting, tell)
            self._waiting = None

    def _keep(self, memory: ScreenMemory, tell: Callable[[str], None]) -> None:
        before, self.now = self.now, memory
        if self._folder is None or memory == before:
            return
        try:
            keep_screen_memory(self._folder, memory)
        except LocalkitError as error:
            self._tell(error, tell)

    def _tell(self, error: LocalkitError, tell: Callable[[str], None]) -> None:
        if not self._told and self._folder is not None:
            self._told = True
            problem = problem_of(error, self._folder)
            tell(f"{problem.message}. {problem.hint}")
