"""A program in a terminal of its own, seen from outside: when something is drawn, and how long a key takes."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from tests.benchmarks.timing import Command, MeasurementError

_PATIENCE: Final = 30.0
_QUIET: Final = 0.06
"""Seconds without a byte after which a key is taken to be drawn; they do not count."""


class Terminal:
    """A program that thinks a person sits before it.

    Args:
        command: The program and its arguments.
        environment: Its whole environment.
        folder: Where it runs.
        size: Columns and lines.
    """

    def __init__(
        self,
        command: Command,
        environment: Mapping[str, str],
        folder: Path,
        size: tuple[int, int] = (120, 40),
    ) -> None:
        self.begun = time.perf_counter()
        self._process, self._terminal = pty.fork()
        if self._process == 0:
            os.chdir(folder)
            seen = {**environment, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
            os.execve(command[0], [str(part) for part in command], seen)
        fcntl.ioctl(self._terminal, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
        self.seen = b""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.kill(self._process, signal.SIGKILL)
        os.waitpid(self._process, 0)
        os.close(self._terminal)

    def wait_for(self, text: str) -> float:
        """Seconds from its beginning until a text is drawn.

        Raises:
            MeasurementError: It never is.
        """
        while text.encode() not in self.seen:
            self._take(_PATIENCE, f"{text!r} was never drawn")
        return time.perf_counter() - self.begun

    def pressed(self, key: bytes) -> float:
        """Seconds from a key until the last thing is drawn that comes of it.

        Raises:
            MeasurementError: Nothing comes of it.
        """
        begun = time.perf_counter()
        os.write(self._terminal, key)
        self._take(_PATIENCE, f"nothing came of {key!r}")
        return max([time.perf_counter(), *self._moments()]) - begun

    def pressed_for(self, key: bytes, text: str) -> float:
        """Seconds from a key until a text is drawn.

        Raises:
            MeasurementError: It never is.
        """
        begun = time.perf_counter()
        os.write(self._terminal, key)
        self.seen = b""
        while text.encode() not in self.seen:
            self._take(_PATIENCE, f"{text!r} was never drawn")
        return time.perf_counter() - begun

    def rest(self) -> None:
        """Wait until nothing is drawn any more."""
        for _ in self._moments():
            pass

    def _moments(self) -> Iterator[float]:
        while select.select([self._terminal], [], [], _QUIET)[0]:
            self._take(0, "it ended")
            yield time.perf_counter()

    def _take(self, patience: float, otherwise: str) -> None:
        ready = select.select([self._terminal], [], [], patience)[0]
        try:
            more = os.read(self._terminal, 65_536) if ready else b""
        except OSError:  # it ended
            more = b""
        if not more:
            raise MeasurementError(f"{otherwise}: {self.seen[-400:]!r}")
        self.seen = (self.seen + more)[-200_000:]
