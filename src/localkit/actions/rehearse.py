"""Rehearse: what a release would do to many places, before it goes out. Writes nothing, runs nothing of a place's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from localkit.actions.elsewhere import Elsewhere, Sent
from localkit.actions.executors import InProcess, executor
from localkit.actions.interview import Interview
from localkit.actions.kit_lint import LintProblem
from localkit.actions.kit_opening import chosen_kit, fetched_kit
from localkit.actions.quiet_workspace import Setting, quiet, quiet_from
from localkit.actions.rehearse_lint import faults_of
from localkit.actions.spreading import spread
from localkit.actions.trusting import trusted_kit
from localkit.actions.update import UpdateRequest, update
from localkit.actions.update_json import plan_values
from localkit.errors import AnswersError, InputError, LocalkitError
from localkit.hooks.failure import Failure, reason
from localkit.model.kit import Kit
from localkit.store.local_version_finding import local_versions_below
from localkit.store.local_versions import read_record
from localkit.store.source import Source
from localkit.store.sources import find_source
from localkit.workspace import Workspace


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
        faults: What is to mend in the release itself, whatever a place made of it.
    """

    kit: str
    version: str
    title: str
    elements: Mapping[str, str]
    places: tuple[Rehearsed, ...]
    faults: tuple[LintProblem, ...] = ()

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
        machines: What does the work, in the stead of processes of this machine.
    """

    kit: str
    paths: tuple[Path, ...]
    directory: str | None = None
    trust: bool = False
    without_code: bool = False
    workers: int = 1
    others: tuple[Rehearsed, ...] = ()
    machines: Elsewhere | None = None


def rehearse(
    workspace: Workspace, request: RehearsalRequest, interview: Interview | None = None
) -> Rehearsal:
    """Make the update plan of each place for a release that need not be published yet.

    Args:
        workspace: Settings, folders, clock.
        request: What is asked for.
        interview: Who is asked whether the kit may run its code; None asks nobody.

    Raises:
        InputError: A path neither is nor holds a local version, or there is no such kit.
        MachineError: A folder named cannot be read.
        SafetyError: The kit has code and is not trusted.
    """
    roots = _roots(request.paths)
    if not roots and not request.others:
        raise InputError(
            "there is no place to rehearse with",
            hint="`localkit portfolio add` takes places into a portfolio.",
        )
    source = find_source(request.kit, request.directory)
    kit = chosen_kit(workspace, fetched_kit(workspace, source), interview)
    trusted = trusted_kit(workspace, kit, interview, trust=request.trust, without_code=request.without_code)
    faults = faults_of(workspace, kit, trusted=trusted)
    done = _rehearsed(workspace, request, source, roots)
    places = tuple(sorted([*done, *request.others], key=lambda item: (item.place, item.path)))
    return Rehearsal(kit.name, kit.version, str(kit.kit.title), _titles(kit.kit), places, faults)


def _roots(paths: Iterable[Path]) -> list[Path]:
    """The local versions that some paths name; a path that names none is an error, not a place less."""
    found: set[Path] = set()
    for path in paths:
        if not path.is_dir():
            raise InputError(
                "there is no such folder",
                path=str(path),
                hint="Name a local version, or a folder that holds some.",
            )
        below = local_versions_below(path.resolve())
        if not below:
            raise InputError(
                "no local version there",
                path=str(path),
                hint="Name folders that `localkit adapt` made, or a folder that holds some.",
            )
        found.update(below)
    return sorted(found)


def _titles(kit: Kit) -> dict[str, str]:
    return {element.id: element.title for element in kit.elements}


@dataclass(frozen=True)
class _Batch:
    """What a release would do to some places, and the plugins that failed on the way, with the reason."""

    places: tuple[Rehearsed, ...]
    failures: tuple[tuple[str, str], ...] = ()


def _rehearsed(
    workspace: Workspace, request: RehearsalRequest, source: Source, roots: Sequence[Path]
) -> list[Rehearsed]:
    # As the source has it, not as it was typed: a worker stands in another folder.
    at = source.at if source.kind in ("folder", "zip") else request.kit
    wish = UpdateRequest(kit=at, directory=request.directory, without_code=request.without_code, dry_run=True)
    workers = max(1, min(request.workers, len(roots)))
    if request.machines is not None:
        sent = Sent.of(workspace, partial(_some_with, wish=wish))
        batches = spread(request.machines.pool, request.machines.workers, sent, roots, _gone)
    elif workers == 1 or workspace.extra_plugins:  # plugin objects cannot cross to a process
        batches = spread(InProcess, 1, partial(_some_with, quiet(workspace), wish=wish), roots, _gone)
    else:
        work = partial(_some, Setting.of(workspace), wish=wish)
        batches = spread(partial(executor, workers), workers, work, roots, _gone)
    done: list[Rehearsed] = []
    for batch in batches:
        done.extend(batch.places)
        for plugin, why in batch.failures:
            workspace.failed(Failure(plugin, why))
    return done


def _some(setting: Setting, roots: Sequence[Path], *, wish: UpdateRequest) -> _Batch:
    return _some_with(quiet_from(setting), roots, wish=wish)


def _some_with(workspace: Workspace, roots: Sequence[Path], *, wish: UpdateRequest) -> _Batch:
    places = tuple(_one(workspace, wish, root) for root in roots)
    return _Batch(places, tuple((item.plugin, item.reason) for item in workspace.plugin_failures))


def _gone(roots: Sequence[Path]) -> _Batch:
    why = "the process that looked at it was ended by the system; it may want more memory than there is"
    return _Batch(tuple(Rehearsed(str(root), root.name, reason=why, failed=True) for root in roots))


def _one(workspace: Workspace, wish: UpdateRequest, root: Path) -> Rehearsed:
    name = root.name
    try:
        name = read_record(root, workspace.known_records).place_name or name
        done = update(workspace, root, wish)
    except LocalkitError as error:
        return Rehearsed(
            str(root), name, None, error.message, error.hint, isinstance(error, AnswersError), failed=True
        )
    except Exception as error:
        # A mistake of ours, met at one place, must not hide what all the others have to tell.
        told = f"localkit itself made a mistake ({reason(error)})"
        return Rehearsed(str(root), name, reason=told, failed=True)
    if done.plan is None:
        still = done.opened.open_update
        if still is not None and still.waiting:
            return Rehearsed(str(root), name, None, "an earlier update still waits for decisions")
        return Rehearsed(str(root), name, present=True)
    return Rehearsed(str(root), name, plan_values(done.plan))
