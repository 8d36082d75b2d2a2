"""The cases of `localkit update`: a release of ten changed files reaches a place that has edited twelve."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from tests.benchmarks import medium_kit, programs
from tests.benchmarks.timing import Command, MeasurementError, Operation

from localkit.store.scanning import FOLDER

_THEIRS = (FOLDER, ".git", ".cruft.json")
"""What a tool keeps of its own beside a place's files."""


class Updates:
    """The operations, each on a copy of its own of a project that has the first release.

    Args:
        localkit: The program.
        cruft: The program.
        folder: Emptied; copies are made in it.
        repository: The kit in git, a tag for each release.
        environment: The environment of every command.
        run: Runs a command that is not timed, in ``folder``'s parent.
    """

    def __init__(
        self,
        localkit: Path,
        cruft: Path,
        folder: Path,
        repository: Path,
        environment: Mapping[str, str],
        run: Callable[[Command], str],
    ) -> None:
        self.localkit, self.cruft, self.run = localkit, cruft, run
        self.folder, self.repository, self.environment = folder, repository, environment
        folder.mkdir()
        self.kit = folder / "kit"
        self._kit_folder("1.0.0")
        first, last = (f"{repository}@{tag}" for tag in medium_kit.RELEASES.values())
        self._local_versions("git", first)
        self._local_versions("folder", str(self.kit))
        self._local_versions("expected", last)
        self._projects()
        self._kit_folder("2.0.0")
        self._settled_as_here()

    def operations(self) -> list[Operation]:
        """Everything timed."""
        clean, disputed = contents(self.folder / "expected"), contents(self.folder / "expected-disputed")
        update: Command = [self.localkit, "update", "--no-input"]
        cruft: Command = [self.cruft, "update", "--skip-apply-ask"]
        return [
            self._on("cruft", "cruft update", cruft, clean),
            self._on("git", "localkit update", update, clean),
            self._first(self._on("git", "localkit update, first time", update, clean)),
            self._on("folder", "localkit update, kit in a folder", update, clean),
            self._on("cruft-disputed", "cruft update, two passages disputed", cruft, disputed),
            self._on("git-disputed", "localkit update, two passages disputed", update, disputed, status=1),
            self._on(
                "git", "localkit update --dry-run", [*update, "--dry-run"], contents(self.folder / "git")
            ),
            self._on("updated", "localkit undo", [self.localkit, "undo"], contents(self.folder / "git")),
        ]

    def _on(
        self, project: str, name: str, command: Command, expected: Mapping[str, bytes], *, status: int = 0
    ) -> Operation:
        """A command on a fresh copy of a project, which then has to have these files."""
        copy = self.folder / "copy"

        def fresh() -> None:
            shutil.rmtree(copy, ignore_errors=True)
            shutil.copytree(self.folder / project, copy)

        def check(_output: str) -> None:
            _compare(name, contents(copy), expected)

        return Operation(name, command, self.environment, copy, fresh, check, status)

    def _first(self, operation: Operation) -> Operation:
        """The same with an empty home folder: nothing is remembered of the kit or of its templates."""
        home = self.folder / "new-home"

        def forgotten() -> None:
            shutil.rmtree(home, ignore_errors=True)
            home.mkdir()
            operation.prepare()

        return replace(operation, environment=programs.environment(home), prepare=forgotten)

    def _kit_folder(self, release: str) -> None:
        shutil.rmtree(self.kit, ignore_errors=True)
        medium_kit.write(medium_kit.kit_files(release), self.kit)

    def _local_versions(self, name: str, kit: str) -> None:
        """A local version as a place has worked on it, and one more in which it wrote what the release writes too."""
        for edits, suffix in (((), ""), (medium_kit.DISPUTED, "-disputed")):
            place = self.folder / f"{name}{suffix}"
            self.run([self.localkit, "adapt", kit, place, "--no-input"])
            self._work_on(place, edits if name != "expected" else ())

    def _projects(self) -> None:
        """The same for cruft, which wants a project in git with nothing left to commit."""
        create: Command = [self.cruft, "create", self.repository, "--no-input", "--output-dir", self.folder]
        for edits, suffix in (((), ""), (medium_kit.DISPUTED, "-disputed")):
            project = self.folder / f"cruft{suffix}"
            self.run([*create, "--checkout", medium_kit.RELEASES["1.0.0"]])
            (self.folder / "lower-ashmead").rename(project)
            self._work_on(project, edits)
            git: list[str | Path] = [
                "git",
                "-C",
                project,
                "-c",
                "user.name=bench",
                "-c",
                "user.email=bench@example.org",
            ]
            self.run(["git", "init", "--quiet", "--initial-branch=main", project])
            self.run([*git, "add", "--all"])
            self.run([*git, "commit", "--quiet", "--message", "As we have it"])

    def _work_on(self, folder: Path, more: Iterable[medium_kit.Edit]) -> None:
        medium_kit.edit(folder)
        medium_kit.apply(more, folder)

    def _settled_as_here(self) -> None:
        """Where both sides wrote, either tool leaves the place's text and puts the core's aside."""
        for edit in medium_kit.DISPUTED:
            shutil.copyfile(
                self.folder / "git-disputed" / edit.path, self.folder / "expected-disputed" / edit.path
            )
        shutil.copytree(self.folder / "git", self.folder / "updated")
        self.run([self.localkit, "update", self.folder / "updated", "--no-input"])


def contents(root: Path) -> dict[str, bytes]:
    """A project's files, without what the tool keeps of its own."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file() and path.suffix != ".rej" and not {*_THEIRS} & {*path.relative_to(root).parts}
    }


def _compare(name: str, found: Mapping[str, bytes], expected: Mapping[str, bytes]) -> None:
    wrong = sorted(path for path in {*found, *expected} if found.get(path) != expected.get(path))
    if wrong:
        raise MeasurementError(f"{name} did not do what it should in {', '.join(wrong)}")
