"""Rehearse: what a release would do to many places, before it goes out. Writes nothing, runs nothing of a place's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Final

from localkit.actions.elsewhere import Elsewhere, Sent
from localkit.actions.executors import InProcess, executor, usual_workers
from localkit.actions.interview import Interview
from localkit.actions.kit_lint import LintProblem
from localkit.actions.kit_opening import chosen_kit, fetched_kit
from localkit.actions.quiet_workspace import Setting, quiet, quiet_from
from localkit.actions.rehearse_lint import faults_of
from localkit.actions.rehearsed import Rehearsed, rehearsed
from localkit.actions.release_finding import same_kit
from localkit.actions.spreading import spread
from localkit.actions.trusting import trusted_kit
from localkit.actions.update_request import UpdateRequest
from localkit.errors import InputError
from localkit.hooks.failure import Failure
from localkit.model.kit import Kit
from localkit.model.portfolio import NewPlace
from localkit.store.local_version_finding import local_versions_below
from localkit.store.source import Source
from localkit.store.sources import find_source
from localkit.workspace import Workspace

_WORTH_A_PROCESS: Final = 20
"""Places: with fewer, to begin a process takes longer than to rehearse with them in this one."""


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
        other_kits: Number of places of other kits, which are left out.
    """

    kit: str
    version: str
    title: str
    elements: Mapping[str, str]
    places: tuple[Rehearsed, ...]
    faults: tuple[LintProblem, ...] = ()
    other_kits: int = 0

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
            for element, outcome in worst_outcomes(item).items():
                found.setdefault(element, Counter())[outcome] += 1
        return found


OUTCOMES: Final = ("unchanged", "kept", "same", "updated", "merged", "needs_decision")
"""What may become of a passage, by how much it asks of the place."""


def worst_outcomes(item: Rehearsed) -> dict[str, str]:
    """For each element that the release touches at a place, the outcome that asks most."""
    found: dict[str, str] = {}
    for row in item.plan["passages"] if item.plan else ():
        element = row["element"]
        if element is not None and row["outcome"] != "kept":
            found[element] = max(found.get(element, "unchanged"), row["outcome"], key=OUTCOMES.index)
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
        workers: Number of processes; None for as many as are worth beginning.
        places: Places of a portfolio beside them, each with name and version of its kit where that is known.
        machines: What does the work, in the stead of processes of this machine.
    """

    kit: str
    paths: tuple[Path, ...]
    directory: str | None = None
    trust: bool = False
    without_code: bool = False
    workers: int | None = None
    places: Mapping[NewPlace, tuple[str, str] | None] = field(default_factory=dict)
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
    named, found = _named(request.paths)
    wanted = _places(request, found)
    if not wanted:
        raise InputError(
            "there is no place to rehearse with",
            hint="`localkit portfolio add` takes places into a portfolio.",
        )
    source = find_source(request.kit, request.directory)
    kit = chosen_kit(workspace, fetched_kit(workspace, source), interview)
    trusted = trusted_kit(workspace, kit, interview, trust=request.trust, without_code=request.without_code)
    faults = faults_of(workspace, kit, trusted=trusted)
    release = (kit.name, kit.version)
    sent = [item for item in wanted if not _elsewhere(item, request.places.get(item), release)]
    done = _rehearsed(workspace, request, source, release, sent)
    # Who names one local version wants to know why it cannot take the release.
    own = [item for item in done if not item.other_kit or item.path in named]
    places = tuple(sorted(own, key=lambda item: (item.place, item.path)))
    title, others = str(kit.kit.title), len(wanted) - len(own)
    return Rehearsal(kit.name, kit.version, title, _titles(kit.kit), places, faults, others)


def _elsewhere(place: NewPlace, known: tuple[str, str] | None, release: tuple[str, str]) -> bool:
    """Whether a place is of another kit by what was last heard; a folder at hand tells that itself."""
    if known is None or same_kit(known, release):
        return False
    return place.kind != "folder" or not Path(place.at).is_dir()


def _places(request: RehearsalRequest, roots: Iterable[Path]) -> list[NewPlace]:
    """Every place that is asked for, each once."""
    folders = (NewPlace(str(root), root.name, "folder", str(root)) for root in roots)
    return list({(item.where): item for item in (*request.places, *folders)}.values())


def _named(paths: Iterable[Path]) -> tuple[set[str], list[Path]]:
    """The paths that are a local version themselves, and all local versions; a path that names none is an error."""
    direct: set[str] = set()
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
        if below == [path.resolve()]:
            direct.add(str(path.resolve()))
    return direct, sorted(found)


def _titles(kit: Kit) -> dict[str, str]:
    return {element.id: element.title for element in kit.elements}


@dataclass(frozen=True)
class _Batch:
    """What a release would do to some places, and the plugins that failed on the way, with the reason."""

    places: tuple[Rehearsed, ...]
    failures: tuple[tuple[str, str], ...] = ()


def _rehearsed(
    workspace: Workspace,
    request: RehearsalRequest,
    source: Source,
    release: tuple[str, str],
    places: Sequence[NewPlace],
) -> list[Rehearsed]:
    # As the source has it, not as it was typed: a worker stands in another folder.
    at = source.at if source.kind in ("folder", "zip") else request.kit
    wish = UpdateRequest(kit=at, directory=request.directory, without_code=request.without_code, dry_run=True)
    worth = min(usual_workers(), len(places) // _WORTH_A_PROCESS)
    workers = max(1, min(request.workers or worth, len(places)))
    if request.machines is not None:
        sent = Sent.of(workspace, partial(_some_with, wish=wish, release=release))
        batches = spread(request.machines.pool, request.machines.workers, sent, places, _gone)
    elif workers == 1 or workspace.extra_plugins:  # plugin objects cannot cross to a process
        work_here = partial(_some_with, quiet(workspace), wish=wish, release=release)
        batches = spread(InProcess, 1, work_here, places, _gone)
    else:
        work = partial(_some, Setting.of(workspace), wish=wish, release=release)
        batches = spread(partial(executor, workers), workers, work, places, _gone)
    done: list[Rehearsed] = []
    for batch in batches:
        done.extend(batch.places)
        for plugin, why in batch.failures:
            workspace.failed(Failure(plugin, why))
    return done


def _some(
    setting: Setting, places: Sequence[NewPlace], *, wish: UpdateRequest, release: tuple[str, str]
) -> _Batch:
    return _some_with(quiet_from(setting), places, wish=wish, release=release)


def _some_with(
    workspace: Workspace, places: Sequence[NewPlace], *, wish: UpdateRequest, release: tuple[str, str]
) -> _Batch:
    done = tuple(rehearsed(workspace, wish, release, place) for place in places)
    return _Batch(done, tuple((item.plugin, item.reason) for item in workspace.plugin_failures))


def _gone(places: Sequence[NewPlace]) -> _Batch:
    why = "the process that looked at it was ended by the system; it may want more memory than there is"
    return _Batch(tuple(Rehearsed(item.where, item.label, reason=why, failed=True) for item in places))
