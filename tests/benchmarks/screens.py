"""The screens' benchmark: ``python -m tests.benchmarks.screens``, a part of ``make bench``.

Starts a portfolio of ten thousand places beside an empty textual application, each in a terminal of its own, and
presses keys. POSIX only: elsewhere there is no terminal that a program can open.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from tests.benchmarks import invented_places, programs
from tests.benchmarks.bench import WORK
from tests.benchmarks.screens_page import screens_page, tables
from tests.benchmarks.terminal import Terminal
from tests.benchmarks.timing import Command, Figure, MeasurementError

PAGE: Final = Path(__file__).parents[2] / "docs" / "benchmarks-screens.md"
_EMPTY: Final = """\
from textual.app import App
from textual.widgets import Static

class Empty(App):
    def compose(self):
        yield Static("nothing to see")

Empty().run()
"""
_SEEN_TOUR: Final = """\
from localkit.store.screen_memory import ScreenMemory, keep_screen_memory
from localkit.store.user_folders import config_folder
keep_screen_memory(config_folder(), ScreenMemory(tour=True))
"""
_DOWN, _RIGHT, _PAGE_DOWN, _HOME = b"\x1b[B", b"\x1b[C", b"\x1b[6~", b"\x1b[H"
_KEYS: Final[dict[str, tuple[bytes, ...]]] = {
    "down": (_DOWN,) * 60,
    "page down": (_PAGE_DOWN,) * 60,
    "order (o)": (b"o",) * 40,
    "group (g)": (b"g",) * 40,
    "what waits (w)": (b"w",) * 40,
    "a letter of a name": (
        b"/",
        *(bytes([sign]) for sign in b"arw\x7f\x7f\x7fdun\x7f\x7f\x7fho\x7f\x7f" * 3),
        b"\x1b",
    ),
    "heat map: an arrow": (b"h", *(_DOWN, _RIGHT) * 30, b"\x1b"),
}
"""What is pressed when all is read. Where a screen or a line has to be opened first, its own keys do not count."""
_OPENING: Final = (b"h", b"/", b"\x1b")


def main() -> None:
    """Measure, print, write the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--places", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=15, help="starts that count, at least seven for the page")
    options = parser.parse_args()
    bench = Screens(WORK / "screens", options.places)
    starts = bench.starts(options.runs)
    keys = [*bench.while_reading(), *bench.keys()]
    print(*tables(starts, keys), sep="\n")
    if options.runs >= 7 and options.places >= 10_000:
        PAGE.write_text(screens_page(starts, keys, machine=programs.machine(), runs=options.runs), "utf-8")


class Screens:
    """A portfolio in a folder that is emptied first."""

    def __init__(self, folder: Path, number: int) -> None:
        shutil.rmtree(folder, ignore_errors=True)
        (folder / "home").mkdir(parents=True)
        self.folder = folder
        self.environment = programs.environment(folder / "home")
        del self.environment["NO_COLOR"]
        self.localkit: Command = [programs.localkit_program(), "tui", "portfolio.db"]
        self.empty: Command = [sys.executable, folder / "empty.py"]
        (folder / "empty.py").write_text(_EMPTY, "utf-8")
        before: list[Command] = [
            [programs.localkit_program(), "demo", "demo"],
            [sys.executable, "-c", _SEEN_TOUR],
        ]
        for command in before:
            subprocess.run(command, cwd=folder, env=self.environment, check=True, capture_output=True)
        store = folder / "portfolio.db"
        invented_places.make(store, folder / "demo" / "portfolio.db", number)
        self.places = invented_places.by_name(store)
        self.first = self.places[0].label
        self.total = f"{number:,} places, by name"

    def _open(self, command: Command) -> Terminal:
        return Terminal(command, self.environment, self.folder)

    def starts(self, runs: int) -> list[Figure]:
        """From the beginning of the process until it is to be seen; in turn, after one that does not count."""
        wanted = {"an empty textual application": (self.empty, "nothing to see")}
        wanted["localkit tui portfolio.db"] = (self.localkit, self.first)
        taken: dict[str, list[float]] = {name: [] for name in (*wanted, "the same, and a key answered")}
        for turn in range(runs + 1):
            for name, (command, text) in wanted.items():
                with self._open(command) as terminal:
                    seconds = [terminal.wait_for(text)]
                    if command is self.localkit:
                        terminal.pressed_for(_DOWN, self.places[1].at)
                        seconds.append(time.perf_counter() - terminal.begun)
                for item, second in zip((name, "the same, and a key answered"), seconds, strict=False):
                    taken[item] += [1000 * second] if turn else []
        return [Figure(name, tuple(times)) for name, times in taken.items()]

    def while_reading(self) -> Iterator[Figure]:
        """Keys that are pressed before all is read: until the next place is told of; more is drawn all the time."""
        taken: list[float] = []
        while len(taken) < 60:
            with self._open(self.localkit) as terminal:
                terminal.wait_for(self.first)
                taken += [1000 * terminal.pressed_for(_DOWN, place.at) for place in self.places[1:21]]
        yield Figure("down, while places are being read", tuple(taken))

    def keys(self) -> Iterator[Figure]:
        """Keys that are pressed when all is read: until the last of what comes of them is drawn."""
        with self._open(self.localkit) as terminal:
            terminal.wait_for(self.first)
            self._read(terminal)
            for name, keys in _KEYS.items():
                terminal.pressed(_DOWN)
                terminal.pressed(_HOME)
                taken = [(key, 1000 * terminal.pressed(key)) for key in keys]
                counted = [milliseconds for key, milliseconds in taken if key not in _OPENING]
                yield Figure(name, tuple(counted))

    def _read(self, terminal: Terminal) -> None:
        """Wait until all is read: the line above the table says how far it is for so long."""
        for _ in range(120):
            time.sleep(0.5)
            terminal.rest()
            _, told, after = terminal.seen.rpartition(self.total.encode())
            if told and b"reading" not in after:
                return
        raise MeasurementError("the places were never read")


if __name__ == "__main__":
    main()
