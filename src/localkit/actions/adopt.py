"""Adopt: a folder that was copied and edited by hand becomes a local version; nothing in it changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from localkit import render
from localkit.actions.answer_search import FoundAnswers, counted_files
from localkit.actions.guessing import Guessing
from localkit.actions.interview import Interview, Making, ask_open, fill_open, given_answers
from localkit.actions.making_core import MadeCore, made_core, parameters_of, rendered
from localkit.actions.release_search import Candidate, Wanted, fitting_releases
from localkit.actions.trusting import trusted_kit
from localkit.engine.agreement import Agreeing, Agreement
from localkit.engine.divergence import Present, measure
from localkit.engine.fitting import Fitting, Held
from localkit.engine.received import Received
from localkit.errors import InputError
from localkit.model.divergence import ElementDivergence
from localkit.model.kit import Element
from localkit.model.tree import Tree
from localkit.store.core_archive import pack
from localkit.store.local_versions import FOLDER, found_valid, record_tree
from localkit.store.scanning import scan
from localkit.store.staging import staged, write_tree
from localkit.wording import percent
from localkit.workspace import Workspace

LEAST_FIT = 0.2
"""Below this, a folder is not taken for something that was made from a kit."""


@dataclass(frozen=True)
class AdoptRequest:
    """What is asked for.

    Attributes:
        path: The folder.
        kits: Folders, zips, git addresses or names of kits; each with every release that it has.
        answers: Answers that are known.
        offered: Answers that a source has; those that the kit does not ask for are left out.
        directory: Folder within each source.
        trust: Whether the kit may run its code.
        without_code: Whether hooks and extensions are left out.
    """

    path: Path
    kits: tuple[str, ...]
    answers: Mapping[str, Any] = field(default_factory=dict)
    directory: str | None = None
    trust: bool = False
    without_code: bool = False
    offered: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class ReleaseFit:
    """How well one release fits, 0 to 1, see ``localkit.engine.fitting``."""

    name: str
    version: str
    fit: float


@dataclass(frozen=True)
class PartlyFound:
    """An element of which some passages are in a folder.

    Attributes:
        element: The element.
        missing: The addresses, in the core, of its passages that are not.
    """

    element: Element
    missing: tuple[str, ...]


@dataclass(frozen=True)
class Adopted:
    """What was found out and written down.

    Attributes:
        files: Number of files that the kit gives.
        releases: Every release that was looked at, the one that was taken first.
        beside_next: At how many places the folder agrees with that one, and with the next; None without another.
        parameters: The answers.
        read: Names of those that the text tells.
        known: Names of those that were told beforehand, or by a plugin.
        asked: Names of those that somebody was asked for; every other one has its default.
        missing: Elements of which the folder has no passage.
        partly: Elements of which it has some passages and lacks others.
        elements: Number of elements that could be missing.
    """

    path: Path
    kit: Mapping[str, str]
    place: str | None
    files: int
    releases: tuple[ReleaseFit, ...]
    beside_next: Agreeing | None
    parameters: Mapping[str, Any]
    read: tuple[str, ...]
    known: tuple[str, ...]
    asked: tuple[str, ...]
    missing: tuple[Element, ...]
    partly: tuple[PartlyFound, ...]
    elements: int

    @property
    def fit(self) -> float:
        """How well the release that was taken fits."""
        return self.releases[0].fit


def adopt(workspace: Workspace, request: AdoptRequest, interview: Interview | None = None) -> Adopted:
    """Find the release and the answers that fit a folder best, and write ``.localkit`` into it.

    Args:
        workspace: Settings, folders, clock.
        request: What is asked for.
        interview: Who answers what the text does not tell; None takes the defaults.

    Raises:
        InputError: The folder is not there, is empty, is a local version already, or nothing fits.
        KitError: No release can be read, or the template of the one that fits fails.
        AnswersError: An answer is not one that the kit allows.
        SafetyError: The kit has code and is not trusted, or a path leads out of the folder.
        HookFailedError: A hook of a trusted kit failed.
        LimitError: A limit was reached.
        MachineError: The disk fails.
    """
    root = _root(request.path)
    local = scan(root, Tree({})).tree
    if not local:
        raise InputError(
            "the folder has no files",
            path=str(request.path),
            hint="Name the folder that was copied; a new place begins with localkit adapt.",
        )
    fitting = Fitting(local)
    known = {**request.offered, **request.answers}
    wanted = Wanted(request.kits, request.directory, known, request.trust, request.without_code)
    agreement = Agreement(fitting)
    found = fitting_releases(workspace, wanted, fitting, agreement, interview)
    best = found[0]
    fits = _fits(found, best.answers.held, fitting)
    if max(item.fit for item in fits) < LEAST_FIT:
        raise _nothing_fits(request.path, fits)
    making = _making(workspace, request, best, interview)
    answers, asked = _answers(making, request, best.answers, interview)
    rendering = rendered(making, answers)
    made = made_core(making, rendering, parameters_of(making, rendering))
    elements = _elements(workspace, root, made)
    _write(workspace, root, made)
    told = [name for name in made.parameters if name in best.answers.told]
    return Adopted(
        path=root,
        kit={"name": making.kit.name, "version": making.kit.version, "digest": making.kit.digest},
        place=made.place_name,
        files=len(made.baseline),
        releases=_fits(found, fitting.held(counted_files(rendering)), fitting),
        beside_next=agreement.votes(rendering.tree, found[1].answers.tree) if found[1:] else None,
        parameters=made.parameters,
        read=tuple(name for name in told if name not in known),
        known=tuple(name for name in made.parameters if name in answers and name not in {*told, *asked}),
        asked=asked,
        missing=tuple(item.element for item in elements if _lacks(item) and not _partly(item)),
        partly=tuple(PartlyFound(item.element, _lacks(item)) for item in elements if _partly(item)),
        elements=len(elements),
    )


def _root(path: Path) -> Path:
    if not path.is_dir():
        said = "this is a file, not a folder" if path.exists() else "there is no such folder"
        raise InputError(said, path=str(path), hint="Name the folder that was copied from a kit.")
    if (path / FOLDER).exists():
        raise InputError(
            "this is a local version already",
            path=str(path),
            hint=f"See what it changed with localkit status. If its {FOLDER} is of no use, move it away first.",
        )
    return path.resolve()


def _fits(found: Sequence[Candidate], best: Held, fitting: Fitting) -> tuple[ReleaseFit, ...]:
    """How well each release fits, the best one as it came out in the end."""
    kits = [item.making.kit for item in found]
    fits = fitting.fits([best, *(item.answers.held for item in found[1:])])
    return tuple(ReleaseFit(kit.name, kit.version, fit) for kit, fit in zip(kits, fits, strict=True))


def _nothing_fits(path: Path, releases: tuple[ReleaseFit, ...]) -> InputError:
    tried = ", ".join(f"{item.name} {item.version} ({percent(item.fit)})" for item in releases[:5])
    more = f" and {len(releases) - 5} more" if len(releases) > 5 else ""
    return InputError(
        "nothing that was tried looks like where this folder comes from",
        path=str(path),
        hint=f"Tried: {tried}{more}. Name other kits or releases with --kit.",
    )


def _making(
    workspace: Workspace, request: AdoptRequest, best: Candidate, interview: Interview | None
) -> Making:
    """What the local version is made with: as in the search, but with the kit's code, where that is trusted."""
    kit = best.making.kit
    trusted = trusted_kit(workspace, kit, interview, trust=request.trust, without_code=request.without_code)
    template = render.run_pre_prompt(kit.tree) if trusted else kit.tree
    return replace(best.making, template=template, trusted=trusted, without_code=request.without_code)


def _answers(
    making: Making, request: AdoptRequest, found: FoundAnswers, interview: Interview | None
) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The answers, and the names of those that somebody was asked for."""
    names = [question.name for question in render.questions(making.template)]
    open_to_all = {**found.told, **request.offered}
    known = {name: value for name, value in open_to_all.items() if name in names}
    given = given_answers(making, {**known, **request.answers})
    if interview is None:
        return fill_open(making, given), ()
    answers = ask_open(making, given, Guessing(interview, making.for_template(found.guesses)))
    return answers, tuple(name for name in names if name not in given)


def _elements(workspace: Workspace, root: Path, made: MadeCore) -> list[ElementDivergence]:
    """The elements that could be missing, each with what became of its passages."""
    present = Present(scan(root, made.baseline).tree, workspace.today)
    received = Received(made.kit, made.baseline, made.index, made.parameters)
    divergence = measure(received, present, workspace.read, workspace.check)
    return [item for item in divergence.elements if item.applies and not item.element.proscribed]


def _lacks(item: ElementDivergence) -> tuple[str, ...]:
    """The addresses of what a folder does not have of an element."""
    return tuple(passage.at.address for passage in item.passages if passage.change == "removed")


def _partly(item: ElementDivergence) -> bool:
    """Whether a folder has some of an element and lacks some."""
    return 0 < len(_lacks(item)) < len(item.passages)


def _write(workspace: Workspace, root: Path, made: MadeCore) -> None:
    own = record_tree(made.record, pack(made.tree))
    with staged(root / FOLDER) as folder:
        write_tree(folder, own.under(FOLDER))
    found_valid(workspace.cache, "local", own[f"{FOLDER}/local.yaml"].data).keep()
