"""The release that fits a folder best, among all that some sources have."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from localkit import render
from localkit.actions.answer_search import AnswerSearch, FoundAnswers
from localkit.actions.interview import Interview, Making, refusal
from localkit.actions.kit_opening import chosen_kit
from localkit.actions.plugin_answers import with_plugin_schemas
from localkit.actions.release_finding import tagged_releases
from localkit.actions.trusting import trusted_kit
from localkit.engine.agreement import Agreement
from localkit.engine.answers import property_schema, typed
from localkit.engine.fitting import Fitting
from localkit.errors import AnswersError, InputError, KitError
from localkit.model.semver import version_key
from localkit.store.kits import OpenedKit
from localkit.store.releases import Release, releases
from localkit.store.source import Source
from localkit.store.sources import fetch, find_source
from localkit.workspace import Workspace

NEAR: Final = 0.1
"""How far behind the best a release may be to be looked at closely."""
_MANY: Final = 3
"""Releases above which it takes long enough to say so."""
_CLOSELY: Final = 4
"""Releases that are looked at closely, at most."""


@dataclass(frozen=True)
class Wanted:
    """What releases to look at, and what is known beforehand.

    Attributes:
        kits: Folders, zips, git addresses or names of kits.
        directory: Folder within each source.
        answers: Answers that are known.
        trust: Whether a kit may run its code.
        without_code: Whether it is left out.
    """

    kits: tuple[str, ...]
    directory: str | None = None
    answers: Mapping[str, Any] = field(default_factory=dict)
    trust: bool = False
    without_code: bool = False


@dataclass(frozen=True)
class Candidate:
    """A release, and the answers with which it fits best."""

    making: Making
    answers: FoundAnswers


def fitting_releases(
    workspace: Workspace,
    wanted: Wanted,
    fitting: Fitting,
    agreement: Agreement,
    interview: Interview | None,
) -> tuple[Candidate, ...]:
    """Hold every release of some kits against a folder; the best one first, the others by their fit.

    Every release is looked at once. Those that fit nearly as well as the one that fits best are looked at closely,
    each with what the others told; the best of these is the one that the folder agrees with at most of the places where
    they differ, then the one that fits best, then the newest. A kit's code is not run for this, unless its template
    needs extensions and it is trusted.

    Args:
        workspace: Settings, folders, clock.
        wanted: What to look at.
        fitting: Holds renderings against the folder.
        agreement: Asks it about two of them.
        interview: Who picks one of several templates within a source, and may trust a kit.

    Raises:
        InputError: There is no such kit.
        KitError: No release can be read or rendered.
        AnswersError: No release allows the answers that are known.
        SafetyError: A path or link leads out of a kit, or one needs its code and is not trusted.
        LimitError: A limit was reached.
        MachineError: Something cannot be read or reached.
    """
    seed, created = workspace.seed(), workspace.clock()
    searches = []
    opened = _opened(workspace, wanted, interview)
    if len(opened) > _MANY:
        workspace.tell(f"Trying {len(opened)} releases …")
    for kit in opened:
        trusted = _needs_code(kit, wanted) and trusted_kit(workspace, kit, interview, trust=wanted.trust)
        held_to = with_plugin_schemas(workspace, kit)
        making = Making(workspace, held_to, kit.tree, seed, created, trusted, not trusted)
        searches.append(AnswerSearch(making, _usable(making, wanted.answers), fitting, agreement))
    found = _looked_at(workspace, searches)
    near = _settle_best(searches, found, fitting)
    best = near[agreement.preferred([found[number].tree for number in near])[0]]
    others = [number for number in _by_fit(found, fitting) if number != best]
    return tuple(Candidate(searches[number].making, found[number]) for number in (best, *others))


def _needs_code(kit: OpenedKit, wanted: Wanted) -> bool:
    """Whether a template says nothing without the code that came with it."""
    return not wanted.without_code and bool(render.kit_code(kit.tree).extensions)


def _opened(workspace: Workspace, wanted: Wanted, interview: Interview | None) -> list[OpenedKit]:
    """Every release of every source, oldest first; each only once."""
    found: dict[str, OpenedKit] = {}
    faults: list[KitError] = []
    for text in wanted.kits:
        for release in _releases(workspace, find_source(text, wanted.directory)):
            try:
                fetched = fetch(release.source, workspace.limits, workspace.cache / "git", fetched=True)
                kit = chosen_kit(workspace, fetched, interview)
                found.setdefault(kit.digest, kit)
            except KitError as error:
                faults.append(error)
                _leave_out(workspace, text, release.version, error)
    if not found:
        raise faults[0]
    return sorted(found.values(), key=lambda kit: version_key(kit.version))


def _releases(workspace: Workspace, source: Source) -> Iterable[Release]:
    """What a source has; of a folder that is a repository, its tags too."""
    if source.is_remote:
        workspace.tell(f"Getting the kit from {source.at} …")
    own = releases(source, workspace.limits, workspace.cache / "git")
    mine = {release.version for release in own}
    return [*own, *(item for item in tagged_releases(workspace, source) if item.version not in mine)]


def _leave_out(workspace: Workspace, name: str, version: str, error: InputError) -> None:
    where = f"{error.path}: " if error.path else ""
    workspace.tell(f"{name} {version} is left out: {where}{error.message}.")


def _usable(making: Making, known: Mapping[str, Any]) -> dict[str, Any]:
    """Known answers that this release asks for and allows; whether they are right is told of the one that fits."""
    asked = {question.name for question in render.questions(making.template)}
    answers = {
        name: typed(value, property_schema(making.kit.schema, name))
        for name, value in known.items()
        if name in asked
    }
    return {name: value for name, value in answers.items() if refusal(making, name, value) is None}


def _looked_at(workspace: Workspace, searches: Sequence[AnswerSearch]) -> dict[int, FoundAnswers]:
    """What each release tells at first sight, by its position."""
    found: dict[int, FoundAnswers] = {}
    faults: list[InputError] = []
    for number, search in enumerate(searches):
        kit = search.making.kit
        try:
            found[number] = search.look()
        except (KitError, AnswersError) as error:
            faults.append(error)
            _leave_out(workspace, kit.name, kit.version, error)
    if not found:
        raise faults[0]
    return found


def _settle_best(
    searches: Sequence[AnswerSearch], found: dict[int, FoundAnswers], fitting: Fitting
) -> list[int]:
    """Look closely at the release that fits best, then, with what it told, at those that come near; best fit first."""
    first = _by_fit(found, fitting)[0]
    found[first] = searches[first].settle()
    start = {**found[first].guesses, **found[first].told}
    for number in found:
        if number != first:
            found[number] = searches[number].look(start)
    order = _by_fit(found, fitting)
    fits = fitting.fits([found[number].held for number in order])
    near = [number for number, fit in zip(order, fits, strict=True) if fit >= fits[0] - NEAR][:_CLOSELY]
    for number in near:
        if number != first:
            found[number] = searches[number].settle()
    return [number for number in _by_fit(found, fitting) if number in near]


def _by_fit(found: Mapping[int, FoundAnswers], fitting: Fitting) -> list[int]:
    numbers = sorted(found)
    return [numbers[at] for at in fitting.best_first([found[number].held for number in numbers])]
