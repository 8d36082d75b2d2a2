"""A local version made again from a bundle that came with files: only where nothing of it has to be guessed.

A bundle holds the files that the core gave, as they were on its day, and the answers that the kit shares. The release
is the very one that the place had, told by its digest. The other answers are read back out of the text. What the text
does not tell is tried out: where another answer, or another draw of the template, would change the plan, nobody can
know the plan, and the place is not rehearsed.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from localkit import render
from localkit.actions.answer_search import AnswerSearch
from localkit.actions.interview import Making, refusal
from localkit.actions.kit_opening import chosen_kit, fetched_kit
from localkit.actions.making_core import made_core, parameters_of, rendered
from localkit.actions.plugin_answers import with_plugin_schemas
from localkit.actions.rehearse_reaching import Reached
from localkit.actions.release_finding import source_releases, tagged_releases
from localkit.actions.trusting import trusted_kit
from localkit.actions.update import UpdateRequest, update
from localkit.actions.update_json import plan_values
from localkit.engine.agreement import Agreement
from localkit.engine.answers import property_schema, typed
from localkit.engine.answers_allowed import options_of
from localkit.engine.fitting import Fitting
from localkit.errors import InputError, KitError
from localkit.model.rendering import Question
from localkit.model.snapshot import Snapshot
from localkit.model.tree import Tree
from localkit.store.bundled import bundled_kits
from localkit.store.bundles import read_bundle
from localkit.store.core_archive import pack
from localkit.store.kits import OpenedKit
from localkit.store.local_versions import record_tree
from localkit.store.source import Source
from localkit.store.sources import find_source
from localkit.store.staging import write_tree
from localkit.workspace import Workspace

_MOST_TRIED: Final = 60
"""Plans that are made to see whether an answer matters; with more, it is taken for one that does."""
_NO_FILES: Final = "it is known by a bundle only, which has no documents in it"
_SEND_FILES: Final = "Ask the place for one with its documents: localkit bundle --with-files -o FILE"


@contextmanager
def from_bundle(workspace: Workspace, wish: UpdateRequest, path: Path) -> Iterator[Reached]:
    """A local version in a temporary folder, as a bundle tells of it.

    Args:
        workspace: Settings, folders, plugins, clock.
        wish: The update that is rehearsed.
        path: The bundle.

    Raises:
        LocalkitError: The bundle is not there any more or is damaged, or a kit cannot be read.
    """
    snapshot, files = read_bundle(path, workspace.limits)
    kit_name = (snapshot.kit_name, snapshot.kit_version)
    named = Reached(None, snapshot.place_name, snapshot.taken[:10], kit=kit_name)
    if not files:
        yield replace(named, bundle=None, reason=_NO_FILES, hint=_SEND_FILES)
        return
    if snapshot.data["open_update"]:
        yield replace(named, reason="an earlier update still waits for decisions")
        return
    kit = _own_release(workspace, wish, snapshot)
    if kit is None:
        yield replace(
            named,
            reason=f"its release, {snapshot.kit_name} {snapshot.kit_version}, is not among those of the kit",
            hint="Name the kit where all its releases are: a git address, or a folder that is a repository with tags.",
        )
        return
    making = _making(workspace, wish, kit, snapshot)
    answers, open_ones = _answers(making, snapshot, files)
    with _made(making, answers, files) as root:
        unsure = _unsure(wish, root, making, answers, open_ones, files)
        if unsure:
            yield replace(
                named,
                reason=f"its bundle does not tell for sure: {', '.join(unsure)}",
                hint="Rehearse with the place's own folder or repository, or have the kit share these answers.",
            )
        else:
            yield replace(named, root=root)


def _own_release(workspace: Workspace, wish: UpdateRequest, snapshot: Snapshot) -> OpenedKit | None:
    """The very release that a place was made from, among those of the kit that is rehearsed."""
    source = find_source(wish.kit or "", wish.directory)
    found = [*source_releases(workspace, source), *tagged_releases(workspace, source)]
    if snapshot.kit_name in bundled_kits():
        found.extend(source_releases(workspace, Source("installed", snapshot.kit_name)))
    for release in found:
        if release.version == snapshot.kit_version:
            try:
                kit = chosen_kit(workspace, fetched_kit(workspace, release.source), None)
            except KitError:
                continue  # another release of that version may do
            if kit.digest == snapshot.data["kit"]["digest"]:
                return kit
    return None


def _making(workspace: Workspace, wish: UpdateRequest, kit: OpenedKit, snapshot: Snapshot) -> Making:
    trusted = trusted_kit(workspace, kit, None, without_code=wish.without_code)
    template = render.run_pre_prompt(kit.tree) if trusted else kit.tree
    held_to = with_plugin_schemas(workspace, kit)
    # The same for the same bundle: whether the draw matters is tried out as an answer is.
    return Making(workspace, held_to, template, snapshot.digest, workspace.clock(), trusted, not trusted)


def _answers(making: Making, snapshot: Snapshot, files: Tree) -> tuple[dict[str, Any], list[Question]]:
    """The answers, and the questions of which neither the bundle nor the text tells."""
    place = making.kit.kit.place
    stated = {
        **snapshot.data["parameters"],
        **{
            name: value
            for name, value in ((place.name, snapshot.place_name), (place.code, snapshot.place_code))
            if name and value is not None
        },
    }
    questions = render.questions(making.template)
    given = {
        item.name: typed(stated[item.name], property_schema(making.kit.schema, item.name))
        for item in questions
        if item.name in stated
    }
    fitting = Fitting(files)
    search = AnswerSearch(making, given, fitting, Agreement(fitting))
    search.look()
    found = search.settle()
    answers = parameters_of(making, rendered(making, {**found.guesses, **found.told, **given}))
    return answers, [item for item in questions if item.name not in {*found.told, *given}]


@contextmanager
def _made(making: Making, answers: Mapping[str, Any], files: Tree) -> Iterator[Path]:
    rendering = rendered(making, answers)
    made = made_core(making, rendering, parameters_of(making, rendering))
    with tempfile.TemporaryDirectory(prefix="localkit-place-", ignore_cleanup_errors=True) as folder:
        write_tree(Path(folder), record_tree(made.record, pack(made.tree)))
        write_tree(Path(folder), files)
        yield Path(folder)


def _unsure(
    wish: UpdateRequest,
    root: Path,
    making: Making,
    answers: Mapping[str, Any],
    open_ones: Sequence[Question],
    files: Tree,
) -> list[str]:
    """Answers that nobody told and that the plan depends on."""
    workspace = making.workspace
    plan = _plan(workspace, wish, root)
    draw = replace(making, seed=f"{making.seed} otherwise")
    unsure = [] if _same(wish, draw, answers, files, plan) else ["what its template drew by chance"]
    tried = 0
    for question in open_ones:
        others = _others(making, question, answers[question.name])
        tried += len(others)
        if (
            not others
            or tried > _MOST_TRIED
            or not all(
                _same(wish, making, {**answers, question.name: value}, files, plan) for value in others
            )
        ):
            unsure.append(question.name)
    return unsure


def _same(
    wish: UpdateRequest, making: Making, answers: Mapping[str, Any], files: Tree, plan: Mapping[str, Any]
) -> bool:
    try:
        with _made(making, answers, files) as root:
            return _plan(making.workspace, wish, root) == plan
    except (InputError, KitError):
        return False  # with that answer there would be no plan at all


def _plan(workspace: Workspace, wish: UpdateRequest, root: Path) -> Mapping[str, Any]:
    """A plan less the answers, which differ where another one is tried."""
    done = update(workspace, root, wish)
    return {} if done.plan is None else {**plan_values(done.plan), "answers": None}


def _others(making: Making, question: Question, value: Any) -> list[Any]:
    """Other answers that the kit allows; none where no other one comes to mind."""
    if question.kind == "choice":
        found = [item for item in question.raw if item != value]
    elif isinstance(value, bool):
        found = [not value]
    elif isinstance(value, int | float):
        found = [value + 1, value - 1]
    elif isinstance(value, str):
        listed = options_of(property_schema(making.kit.schema, question.name))
        found = [item for item in listed if item != value] or [f"{value}x", f"{value}1"]
    else:
        found = []
    return [item for item in found if refusal(making, question.name, item) is None]
