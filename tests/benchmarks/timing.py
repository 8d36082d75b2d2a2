"""Whole processes, timed in turn: A B C A B C …, so that a machine that slows down slows down all of them."""

from __future__ import annotations

import statistics
import subprocess
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

Command: TypeAlias = Sequence[str | Path]
"""A program and its arguments."""


class MeasurementError(Exception):
    """A command did not do what is being timed; its time would mean nothing."""


def _nothing() -> None:
    """Prepare nothing."""


def _anything(_output: str) -> None:
    """Take any output that ends well."""


@dataclass(frozen=True)
class Operation:
    """A command as a person would type it.

    Attributes:
        name: What the page calls it.
        command: The program and its arguments.
        environment: Its whole environment.
        folder: Where it runs.
        prepare: Done before each run, outside the measured time.
        check: Gets standard output after each run, outside the measured time; raises where it is wrong.
        status: The exit status that is right.
    """

    name: str
    command: Command
    environment: Mapping[str, str]
    folder: Path
    prepare: Callable[[], None] = _nothing
    check: Callable[[str], None] = _anything
    status: int = 0

    def run(self) -> float:
        """Run it once; seconds.

        Raises:
            MeasurementError: It failed, or did something else.
        """
        self.prepare()
        begun = time.perf_counter()
        ended = subprocess.run(
            self.command, cwd=self.folder, env=self.environment, capture_output=True, check=False
        )
        taken = time.perf_counter() - begun
        if ended.returncode != self.status:
            raise MeasurementError(
                f"{self.name} ended with {ended.returncode}: {ended.stderr.decode()[-800:]}"
            )
        self.check(ended.stdout.decode())
        return taken


@dataclass(frozen=True)
class Figure:
    """Several times of one thing, in milliseconds."""

    name: str
    times: tuple[float, ...]

    @property
    def median(self) -> float:
        """The middle one."""
        return statistics.median(self.times)

    @property
    def spread(self) -> str:
        """The least and the most."""
        return f"{shown(min(self.times))}–{shown(max(self.times))}"


def measure(operations: Iterable[Operation], runs: int) -> list[Figure]:
    """Run operations in turn, after one round that does not count."""
    listed = list(operations)
    for operation in listed:
        operation.run()
    rounds = [[operation.run() for operation in listed] for _ in range(runs)]
    return [
        Figure(operation.name, tuple(1000 * seconds for seconds in times))
        for operation, times in zip(listed, zip(*rounds, strict=True), strict=True)
    ]


def measure_here(name: str, work: Callable[[], object], runs: int) -> Figure:
    """Time something within this process, after one time that does not count."""
    work()
    times = []
    for _ in range(runs):
        begun = time.perf_counter()
        work()
        times.append(1000 * (time.perf_counter() - begun))
    return Figure(name, tuple(times))


def shown(milliseconds: float) -> str:
    """Milliseconds with no more digits than mean something."""
    return f"{milliseconds:,.0f}" if milliseconds >= 10 else f"{milliseconds:.2f}"
