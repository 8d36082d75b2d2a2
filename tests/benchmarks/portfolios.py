"""The portfolio's benchmark: ``python -m tests.benchmarks.portfolios --places 100 1000``, a part of ``make bench``.

Times ``localkit portfolio scan`` beside bare walks of the same files, whole processes in turn.
"""

from __future__ import annotations

import argparse
import itertools
import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.benchmarks import many_places, medium_kit, programs
from tests.benchmarks.page import Target, table
from tests.benchmarks.timing import Command, Figure, MeasurementError, Operation, measure

ROOT = Path(__file__).parents[2]
WORK = ROOT / ".bench" / "portfolio"
BARE = Path(__file__).with_name("bare_walk.py")
PROCESSES = 2


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--places", type=int, nargs="+", default=[100, 1000], help="10000 takes a while")
    parser.add_argument("--runs", type=int, default=7)
    options = parser.parse_args()
    for number in options.places:
        bench = Portfolios(WORK / str(number), number)
        figures = list(bench.figures(options.runs))
        named = {figure.name: figure for figure in figures}
        print(f"\n### {number:,} places\n")
        print(table(figures, [(target, target.ratio(named)) for target in TARGETS]), flush=True)
        shutil.rmtree(WORK / str(number))


TARGETS = (
    Target("scan, cold, nothing edited", "read and hash, nothing edited", 4),
    Target("scan, cold, 12 files edited", "read and hash, 12 files edited", 15),
    Target("scan, nothing changed", "look at each file", 1.5),
)


class Portfolios:
    """The operations over so many places, built in a folder that is emptied first."""

    def __init__(self, folder: Path, number: int) -> None:
        shutil.rmtree(folder, ignore_errors=True)
        self.folder, self.number = folder, number
        self.localkit = programs.localkit_program()
        (folder / "home").mkdir(parents=True)
        self.environment = programs.environment(folder / "home")
        medium_kit.write(medium_kit.kit_files("1.0.0"), folder / "kit")
        self._localkit("adapt", "kit", "model", "--no-input")
        for kind in ("plain", "edited"):
            many_places.make(folder / "model", folder / kind, number, edited=kind == "edited")
            self._localkit("portfolio", "add", kind, "--portfolio", f"{kind}.new.db")
        self.turns = itertools.count(1)

    def figures(self, runs: int) -> Iterator[Figure]:
        """Everything measured."""
        yield from measure(
            [*self._cold("plain", "nothing edited"), *self._cold("edited", "12 files edited")], runs
        )
        yield from measure(self._again(), runs)

    def _cold(self, kind: str, words: str) -> list[Operation]:
        return [
            self._bare("read", PROCESSES, kind, f"read and hash, {words}"),
            self._scan(f"scan, cold, {words}", kind, lambda: self._forgotten(kind), measured=self.number),
        ]

    def _again(self) -> list[Operation]:
        few = len(range(0, self.number, 100))
        return [
            self._bare("stat", 1, "edited", "look at each file"),
            self._scan("scan, nothing changed", "edited", lambda: None, measured=0),
            self._scan("scan, 1 % changed", "edited", self._edited_again, measured=few),
        ]

    def _bare(self, what: str, processes: int, kind: str, name: str) -> Operation:
        files = sum(1 for path in (self.folder / kind).rglob("*") if path.is_file())

        def check(output: str) -> None:
            if int(output) != files:
                raise MeasurementError(f"{output} files were looked at, not {files}")

        command: Command = [sys.executable, BARE, what, str(processes), kind]
        return Operation(name, command, self.environment, self.folder, check=check)

    def _scan(self, name: str, kind: str, prepare: Callable[[], object], *, measured: int) -> Operation:
        def check(output: str) -> None:
            found = json.loads(output)
            if (found["measured"], found["measured"] + found["unchanged"]) != (measured, self.number):
                raise MeasurementError(f"{name}: {output}")

        command = ["portfolio", "scan", "--portfolio", f"{kind}.db", "--format", "json"]
        return Operation(
            name,
            [self.localkit, *command],
            self.environment,
            self.folder,
            prepare=lambda: (prepare(), None)[1],
            check=check,
        )

    def _forgotten(self, kind: str) -> None:
        shutil.copyfile(self.folder / f"{kind}.new.db", self.folder / f"{kind}.db")

    def _edited_again(self) -> None:
        many_places.edit_again(self.folder / "edited", 100, next(self.turns))

    def _localkit(self, *arguments: str) -> None:
        command: Command = [self.localkit, *arguments]
        subprocess.run(command, cwd=self.folder, env=self.environment, check=True, capture_output=True)


if __name__ == "__main__":
    main()
