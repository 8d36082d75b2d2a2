"""The benchmark: ``make bench``.

Times localkit and its peers side by side on the medium kit, and writes docs/benchmarks.md.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from hashlib import blake2b
from pathlib import Path

from tests.benchmarks import medium_kit, programs
from tests.benchmarks.page import Target, page, table
from tests.benchmarks.timing import Command, Figure, MeasurementError, Operation, measure, measure_here
from tests.benchmarks.updates import Updates, contents

from localkit.store.scanning import FOLDER

ROOT = Path(__file__).parents[2]
WORK = ROOT / ".bench"
PAGE = ROOT / "docs" / "benchmarks.md"
SLUG = "lower-ashmead"


def main() -> None:
    """Measure, print, write the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=15, help="runs that count, at least seven for the page")
    parser.add_argument("--quick", action="store_true", help="three runs; the page is not written")
    options = parser.parse_args()
    runs = 3 if options.quick else max(7, options.runs)
    begun = time.monotonic()
    peers = programs.peers_programs(WORK / "peers")
    versions = programs.versions(WORK / "peers")
    print(", ".join(f"{name} {version}" for name, version in versions.items()), file=sys.stderr)
    figures = Bench(peers, WORK / "data").figures(runs)
    named = {figure.name: figure for figure in figures}
    print(table(figures, [(target, target.ratio(named)) for target in TARGETS]))
    print(f"{time.monotonic() - begun:.0f} s in all", file=sys.stderr)
    if not options.quick:
        text = page(figures, TARGETS, versions=versions, machine=programs.machine(), runs=runs)
        PAGE.parent.mkdir(exist_ok=True)
        PAGE.write_text(text, "utf-8")


TARGETS = (
    Target("localkit --version", "python -c 'import click'", 1.3),
    Target("localkit adapt", "cookiecutter", 0.6),
    Target("localkit adapt, first time", "cookiecutter", 1.0),
    Target("localkit status", "cruft diff", 0.25),
    Target("localkit update", "cruft update", 0.35),
    Target("localkit update, two passages disputed", "cruft update, two passages disputed", 0.35),
)


class Bench:
    """The operations, over data built in a folder.

    Args:
        peers: The peers' commands by name.
        folder: Emptied, then filled.
    """

    def __init__(self, peers: dict[str, Path], folder: Path) -> None:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        self.peers = peers
        self.localkit = programs.localkit_program()
        self.folder = folder
        self.kit = folder / "kit"
        self.repository = folder / "repository"
        self.environment = programs.environment(_made(folder / "home"))
        medium_kit.write(medium_kit.kit_files("1.0.0"), self.kit)
        self._repository()

    def figures(self, runs: int) -> list[Figure]:
        """Everything measured."""
        self._check_same_bytes()
        place = self._edited("place", [self.localkit, "adapt", self.kit, "place", "--no-input"])
        release = ["--checkout", medium_kit.RELEASES["1.0.0"]]
        cruft = self.peers["cruft"]
        project = self._edited(SLUG, [cruft, "create", self.repository, "--no-input", *release])
        self._check_status(place)
        files = [path for path in sorted(place.rglob("*")) if path.is_file() and FOLDER not in path.parts]
        return [
            *measure(self._starts(), runs),
            *measure(self._adapts(), runs),
            *measure(self._looks(place, project), runs),
            *measure(self.updates(), runs),
            measure_here("read and hash the 40 files, in one process", lambda: _hashed(files), runs),
        ]

    def _starts(self) -> list[Operation]:
        here = (self.environment, self.folder)
        return [
            Operation("python -c pass", [sys.executable, "-c", "pass"], *here),
            Operation("python -c 'import click'", [sys.executable, "-c", "import click"], *here),
            Operation("localkit --version", [self.localkit, "--version"], *here, check=_says("localkit")),
            Operation("cookiecutter --version", [self.peers["cookiecutter"], "--version"], *here),
        ]

    def _adapts(self) -> list[Operation]:
        out, home = self.folder / "out", self.folder / "new-home"
        command: Command = [self.localkit, "adapt", self.kit, out / SLUG, "--no-input"]
        complete = _counts(out / SLUG, 40)

        def fresh() -> None:
            shutil.rmtree(out, ignore_errors=True)
            out.mkdir()

        def forgotten() -> None:
            fresh()
            shutil.rmtree(home, ignore_errors=True)
            home.mkdir()

        return [
            Operation(
                "cookiecutter",
                [self.peers["cookiecutter"], self.kit, "--no-input", "--output-dir", out],
                self.environment,
                self.folder,
                fresh,
                complete,
            ),
            Operation("localkit adapt", command, self.environment, self.folder, fresh, complete),
            Operation(
                "localkit adapt, first time",
                command,
                programs.environment(home),
                self.folder,
                forgotten,
                complete,
            ),
        ]

    def _looks(self, place: Path, project: Path) -> list[Operation]:
        edits = [f"/{path}\n@@" for path in medium_kit.EDITED]
        noticed = [*medium_kit.ADDED, medium_kit.REMOVED, "touches the core"]
        return [
            Operation(
                "cruft diff",
                [self.peers["cruft"], "diff"],
                self.environment,
                project,
                check=_says(*edits),
            ),
            Operation(
                "localkit status",
                [self.localkit, "status"],
                self.environment,
                place,
                check=_says(*noticed),
            ),
        ]

    def updates(self) -> list[Operation]:
        """Ways to take a later release."""
        where = (self.folder / "updates", self.repository, self.environment)
        return Updates(self.localkit, self.peers["cruft"], *where, self._run).operations()

    def _run(self, command: Command) -> str:
        ended = subprocess.run(
            command, cwd=self.folder, env=self.environment, capture_output=True, text=True, check=False
        )
        if ended.returncode != 0:
            raise MeasurementError(f"{command} ended with {ended.returncode}: {ended.stderr}")
        return ended.stdout

    def _repository(self) -> None:
        """The kit in git, a tag for each release, as peers want a template."""
        git: Command = [
            "git",
            "-C",
            self.repository,
            "-c",
            "user.name=bench",
            "-c",
            "user.email=bench@example.org",
        ]
        self._run(["git", "init", "--quiet", "--initial-branch=main", self.repository])
        for release, tag in medium_kit.RELEASES.items():
            medium_kit.write(medium_kit.kit_files(release), self.repository)
            self._run([*git, "add", "--all"])
            self._run([*git, "commit", "--quiet", "--message", f"Release {release}"])
            self._run([*git, "tag", tag])

    def _edited(self, name: str, command: Command) -> Path:
        """What a command makes of the first release, worked on as a place does."""
        self._run(command)
        medium_kit.edit(self.folder / name)
        return self.folder / name

    def _check_same_bytes(self) -> None:
        """Whether localkit and cookiecutter make the same of the kit; else their times are of different things."""
        one, two = self.folder / "ours", self.folder / "theirs"
        self._run([self.localkit, "adapt", self.kit, one, "--no-input"])
        self._run([self.peers["cookiecutter"], self.kit, "--no-input", "--output-dir", two])
        if contents(one) != contents(two / SLUG):
            raise MeasurementError("localkit adapt and cookiecutter do not write the same bytes")

    def _check_status(self, place: Path) -> None:
        files = json.loads(self._run([self.localkit, "status", place, "--format", "json"]))["files"]
        changed = sorted({*medium_kit.EDITED} - {medium_kit.REWRAPPED})
        expected = (changed, [*medium_kit.ADDED], [medium_kit.REMOVED])
        if (files["changed"], files["added"], files["removed"]) != expected:
            raise MeasurementError(f"localkit status does not see the edits: {files}")


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True)
    return folder


def _says(*parts: str) -> Callable[[str], None]:
    def check(output: str) -> None:
        missing = [part for part in parts if part not in output]
        if missing:
            raise MeasurementError(f"the output does not say {missing}:\n{output[:2000]}")

    return check


def _counts(folder: Path, number: int) -> Callable[[str], None]:
    def check(_output: str) -> None:
        found = len(contents(folder))
        if found != number:
            raise MeasurementError(f"{found} files were written, not {number}")

    return check


def _hashed(files: list[Path]) -> list[bytes]:
    return [blake2b(path.read_bytes()).digest() for path in files]


if __name__ == "__main__":
    main()
