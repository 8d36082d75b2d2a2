"""Rehearse: what a release would do to many places, before it goes out. Writes nothing, runs nothing of a place's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from localkit.actions.interview import Interview
from localkit.actions.kit_opening import chosen_kit, fetched_kit
from localkit.actions.trusting import trusted_kit
from localkit.actions.update import UpdateRequest, update
from localkit.actions.update_json import plan_values
from localkit.errors import AnswersError, InputError, LocalkitError
from localkit.model.kit import Kit
from localkit.store.local_versions import FOLDER, read_record
from localkit.store.sources import find_source
from localkit.workspace import Workspace

DEPTH = 3
"""How many folders deep local versions are looked for."""


@dataclass(frozen=True)
class Rehearsed:
    """What a release would do to one place.

    Attributes:
        path: The local version's folder.
        place: The place's name, or the folder's.
        plan: The plan as ``localkit update --dry-run --format json`` prints it; None where there is none.
        reason: Why there is none: the release is there already, or what is wrong.
        hint: What to do about it.
        answers: Whether a recorded answer of the place's is what is wrong.
        failed: Whether something is wrong at all.
        present: Whether the place has the release already.
    """

    path: str
    place: str
    plan: Mapping[str, Any] | None = None
    reason: str | None = None
    hint: str | None = None
    answers: bool = False
    failed: bool = False
    present: bool = False

    @property
    def waiting(self) -> list[Mapping[str, Any]]:
        """The rows that would need a decision."""
        rows = self.plan["passages"] if self.plan else ()
        return [row for row in rows if row["outcome"] == "needs_decision"]


@dataclass(frozen=True)
class Rehearsal:
    """What a release would do to many places.

    Attributes:
        kit: Name of the kit.
        version: The release.
        title: The kit's title.
        elements: Titles of its elements, by id.
        places: Each place, in the order of their names.
    """

    kit: str
    version: str
    title: str
    elements: Mapping[str, str]
    places: tuple[Rehearsed, ...]

    @property
    def clean(self) -> tuple[Rehearsed, ...]:
        """Places that take it without a decision."""
        return tuple(item for item in self.places if item.plan is not None and not item.waiting)

    @property
    def asked(self) -> tuple[Rehearsed, ...]:
        """Places that would have to decide something."""
        return tuple(item for item in self.places if item.waiting)

    @property
    def not_rehearsed(self) -> tuple[Rehearsed, ...]:
        """Places of which nothing can be told."""
        return tuple(item for item in self.places if item.plan is None and not item.present)

    @property
    def present(self) -> tuple[Rehearsed, ...]:
        """Places that have the release already."""
        return tuple(item for item in self.places if item.present)

    def by_element(self) -> dict[str, Counter[str]]:
        """Number of places by element and outcome; the worst outcome of an element counts at each place."""
        found: dict[str, Counter[str]] = {}
        for item in self.places:
            for element, outcome in _worst(item).items():
                found.setdefault(element, Counter())[outcome] += 1
        return found


_ORDER = ("unchanged", "kept", "same", "updated", "merged", "needs_decision")


def _worst(item: Rehearsed) -> dict[str, str]:
    found: dict[str, str] = {}
    for row in item.plan["passages"] if item.plan else ():
        element = row["element"]
        if element is not None and row["outcome"] != "kept":
            found[element] = max(found.get(element, "unchanged"), row["outcome"], key=_ORDER.index)
    return found


@dataclass(frozen=True)
class RehearsalRequest:
    """What is asked for.

    Attributes:
        kit: The release: a folder, a zip, a git address, a kit's name.
        paths: Local versions, or folders that hold some.
        directory: Folder within the source.
        trust: Whether the kit may run its code.
        without_code: Whether hooks and extensions are left out.
        workers: Number of processes.
        others: Places that cannot be rehearsed with, to be told of.
    """

    kit: str
    paths: tuple[Path, ...]
    directory: str | None = None
    trust: bool = False
    without_code: bool = False
    workers: int = 1
    others: tuple[Rehearsed, ...] = ()


def rehearse(
    workspace: Workspace, request: RehearsalRequest, interview: Interview | None = None
) -> Rehearsal:
    """Make the update plan of each place for a release that need not be published yet.

    Args:
        workspace: Settings, folders, clock.
        request: What is asked for.
        interview: Who is asked whether the kit may run its code; None asks nobody.

    Raises:
        InputError: None of the paths is or holds a local version, or there is no such kit.
        SafetyError: The kit has code and is not trusted.
    """
    roots = sorted(set(local_versions(request.paths)))
    if not roots and not request.others:
        raise InputError(
            "no local version there",
            path=", ".join(map(str, request.paths)),
            hint="Name folders that `localkit adapt` made, or a folder that holds some.",
        )
    source = find_source(request.kit, request.directory)
    kit = chosen_kit(workspace, fetched_kit(workspace, source), interview)
    trusted_kit(workspace, kit, interview, trust=request.trust, without_code=request.without_code)
    jobs = [_Job(workspace.config, workspace.cache, request, root) for root in roots]
    done = _done(jobs, min(request.workers, len(jobs)))
    places = tuple(sorted([*done, *request.others], key=lambda item: (item.place, item.path)))
    return Rehearsal(kit.name, kit.version, str(kit.kit.title), _titles(kit.kit), places)


def _titles(kit: Kit) -> dict[str, str]:
    return {element.id: element.title for element in kit.elements}


@dataclass(frozen=True)
class _Job:
    """What a process needs to plan for one place."""

    config: Path
    cache: Path
    request: RehearsalRequest
    root: Path


def _done(jobs: Sequence[_Job], workers: int) -> list[Rehearsed]:
    if workers <= 1:
        return list(map(_one, jobs))
    with _pool(workers) as pool:
        return list(pool.map(_one, jobs, chunksize=max(1, len(jobs) // (8 * workers))))


def _pool(workers: int) -> Executor:
    import multiprocessing  # noqa: PLC0415  only many places need more than one process
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415

    return ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn"))


def local_versions(paths: Iterable[Path]) -> Iterator[Path]:
    """The local versions among some folders and below them; none is looked for inside another."""
    for path in paths:
        yield from _below(path.resolve(), DEPTH)


def _below(path: Path, depth: int) -> Iterator[Path]:
    if (path / FOLDER).is_dir():
        yield path
    elif depth and path.is_dir():
        for entry in sorted(path.iterdir()):
            if entry.is_dir() and not entry.is_symlink() and not entry.name.startswith("."):
                yield from _below(entry, depth - 1)


def _one(job: _Job) -> Rehearsed:
    # A place's own plugins are code: nothing of theirs runs here.
    workspace = Workspace(config=job.config, cache=job.cache, local_plugins=False)
    asked, root = job.request, job.root
    name = root.name
    try:
        name = read_record(root, job.cache).place_name or name
        wish = UpdateRequest(
            kit=asked.kit, directory=asked.directory, without_code=asked.without_code, dry_run=True
        )
        done = update(workspace, root, wish)
    except LocalkitError as error:
        return Rehearsed(
            str(root), name, None, error.message, error.hint, isinstance(error, AnswersError), failed=True
        )
    if done.plan is None:
        still = done.opened.open_update
        if still is not None and still.waiting:
            return Rehearsed(str(root), name, None, "an earlier update still waits for decisions")
        return Rehearsed(str(root), name, present=True)
    return Rehearsed(str(root), name, plan_values(done.plan))
