"""Whole processes, timed in turn: A B C A B C …, so that a machine that slows down slows down all of them."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TypeAlias

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

    def run(self) -> Run:
        """Run it once.

        Raises:
            MeasurementError: It failed, or did something else.
        """
        self.prepare()
        with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
            begun = time.perf_counter()
            process = subprocess.Popen(
                self.command, cwd=self.folder, env=self.environment, stdout=output, stderr=errors
            )
            memory = _ended(process)
            taken = time.perf_counter() - begun
            if process.returncode != self.status:
                raise MeasurementError(
                    f"{self.name} ended with {process.returncode}: {_written(errors)[-800:]}"
                )
            self.check(_written(output))
        return Run(taken, memory)


@dataclass(frozen=True)
class Run:
    """One run: seconds, and the most memory that the largest of its processes took, in bytes, where that is told."""

    seconds: float
    memory: int | None


def _ended(process: subprocess.Popen[bytes]) -> int | None:
    """Wait for a process; the most memory that it, or one that it waited for, took."""
    if not hasattr(os, "wait4"):
        process.wait()
        return None
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return int(usage.ru_maxrss) * (1 if sys.platform == "darwin" else 1024)


def _written(stream: IO[bytes]) -> str:
    stream.seek(0)
    return stream.read().decode()


@dataclass(frozen=True)
class Figure:
    """Several times of one thing, in milliseconds; the most memory of one of its processes, in bytes."""

    name: str
    times: tuple[float, ...]
    memory: int | None = None

    @property
    def median(self) -> float:
        """The middle one."""
        return statistics.median(self.times)

    @property
    def spread(self) -> str:
        """The least and the most."""
        return f"{shown(min(self.times))}–{shown(max(self.times))}"


def measure(operations: Iterable[Operation], runs: int, *, warm: bool = True) -> list[Figure]:
    """Run operations in turn, after one round that does not count unless that would take too long."""
    listed = list(operations)
    for operation in listed if warm else ():
        operation.run()
    rounds = [[operation.run() for operation in listed] for _ in range(runs)]
    return [
        _figure(operation.name, done)
        for operation, done in zip(listed, zip(*rounds, strict=True), strict=True)
    ]


def _figure(name: str, done: Sequence[Run]) -> Figure:
    taken = [run.memory for run in done if run.memory is not None]
    return Figure(name, tuple(1000 * run.seconds for run in done), max(taken, default=None))


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
