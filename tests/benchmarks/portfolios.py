"""The portfolio's benchmark: ``python -m tests.benchmarks.portfolios``, a part of ``make bench``.

Times what a national team does with all its places, beside bare walks of the same files and cruft's update of one.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.benchmarks import many_places, medium_kit, programs
from tests.benchmarks.bench import WORK, Bench
from tests.benchmarks.many_page import many_page, rehearsed, rows
from tests.benchmarks.timing import Command, Figure, MeasurementError, Operation, measure

PAGE = Path(__file__).parents[2] / "docs" / "benchmarks-many-places.md"
BARE = Path(__file__).with_name("bare_walk.py")
PROCESSES = 2
_RUNS = {100: 7, 1_000: 3}
"""How often each number of places is gone through; larger ones once, which is many minutes."""


def main() -> None:
    """Measure, print, write the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--places", type=int, nargs="+", default=[100, 1_000, 10_000])
    parser.add_argument("--runs", type=int, help="of each; the page is not written then")
    options = parser.parse_args()
    update = _cruft_update(options.runs or 7)
    found: dict[int, list[Figure]] = {}
    for number in options.places:
        bench = Portfolios(WORK / "portfolio" / str(number), number)
        found[number] = list(bench.figures(options.runs or _RUNS.get(number, 1)))
        shutil.rmtree(bench.folder)
        print(f"{number:,} places", *rows({number: found[number]}, update), sep="\n", flush=True)
    if options.runs is None:
        PAGE.write_text(many_page(found, update, machine=programs.machine()), "utf-8")


def _cruft_update(runs: int) -> Figure:
    """What the nearest peer takes to bring the release to one place."""
    bench = Bench(programs.peers_programs(WORK / "peers"), WORK / "data")
    return measure([item for item in bench.updates() if item.name == "cruft update"], runs)[0]


class Portfolios:
    """The operations over so many places, built in a folder that is emptied first."""

    def __init__(self, folder: Path, number: int) -> None:
        shutil.rmtree(folder, ignore_errors=True)
        self.folder, self.number = folder, number
        self.localkit = programs.localkit_program()
        (folder / "home").mkdir(parents=True)
        self.environment = programs.environment(folder / "home")
        medium_kit.write(medium_kit.kit_files("1.0.0"), folder / "kit")
        medium_kit.write(medium_kit.kit_files("2.0.0"), folder / "release")
        self._localkit("adapt", "kit", "model", "--no-input")
        for kind in ("plain", "edited"):
            many_places.make(folder / "model", folder / kind, number, edited=kind == "edited")
            self._localkit("portfolio", "add", kind, "--portfolio", f"{kind}.new.db")
        self.turns = itertools.count(1)

    def figures(self, runs: int) -> Iterator[Figure]:
        """Everything measured."""
        warm = self.number <= 1_000
        cold = [*self._cold("plain", "nothing edited"), *self._cold("edited", "12 files edited")]
        yield from measure(cold, runs, warm=warm)
        yield from measure(self._again(), runs, warm=warm)
        yield from measure(self._pages(), runs, warm=warm)
        yield from measure([self._rehearsal()], 1, warm=self.number <= 100)

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

    def _pages(self) -> list[Operation]:
        page = self.folder / "page.html"

        def check(_output: str) -> None:
            if "</html>" not in page.read_text("utf-8")[-200:]:
                raise MeasurementError("the page is not whole")

        store = ["--portfolio", "edited.db"]
        listed: Command = [self.localkit, "portfolio", "list", *store]
        report: Command = [self.localkit, "portfolio", "report", "--html", page, *store]
        gone = (lambda: page.unlink(missing_ok=True), check)
        return [
            Operation("list", listed, self.environment, self.folder),
            Operation("report, a page", report, self.environment, self.folder, *gone),
        ]

    def _rehearsal(self) -> Operation:
        places = [
            f"edited/{path.name}"
            for path in sorted((self.folder / "edited").iterdir())[: rehearsed(self.number)]
        ]

        def check(output: str) -> None:
            clean = sum(1 for item in json.loads(output)["places"] if item.get("summary", {}).get("updated"))
            if clean != len(places):
                raise MeasurementError(f"{clean} places were rehearsed with, not {len(places)}")

        workers = ["--workers", str(PROCESSES), "--format", "json"]
        command: Command = [self.localkit, "rehearse", "release", *places, *workers]
        return Operation("rehearse", command, self.environment, self.folder, check=check)

    def _bare(self, what: str, processes: int, kind: str, name: str) -> Operation:
        # Not by Path.rglob, which remembers each path: what this process takes is the least that any seems to take.
        files = sum(len(names) for _, _, names in os.walk(self.folder / kind))

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
