"""The release that a place is to go to, made for this place: answers carried over, one rendering."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from localkit import render
from localkit.actions.answers_renewing import Recorded, Renewed, renewed
from localkit.actions.interview import Interview, Making, given_answers
from localkit.actions.local_version_opening import OpenedLocalVersion
from localkit.actions.making_core import MadeCore, made_core, parameters_of, rendered
from localkit.actions.plugin_answers import with_plugin_schemas
from localkit.actions.trusting import trusted_kit
from localkit.engine.migrating import moves_between
from localkit.engine.received import Received
from localkit.model.update_plan import AnswerChanges
from localkit.store.kits import OpenedKit
from localkit.workspace import Workspace


@dataclass(frozen=True)
class Wishes:
    """What was said of the answers and the kit's code.

    Attributes:
        answers: Answers given now.
        offered: Answers that a source has; those that the kit does not ask for are left out.
        trust: Whether the kit may run its code.
        without_code: Whether hooks and extensions are left out.
    """

    answers: Mapping[str, Any]
    offered: Mapping[str, Any]
    trust: bool = False
    without_code: bool = False


@dataclass(frozen=True)
class MadeRelease:
    """A release, made for a place that has an earlier one.

    Attributes:
        core: What the place is to keep of it.
        answers: What became of the answers.
    """

    core: MadeCore
    answers: AnswerChanges


def made_release(
    workspace: Workspace,
    opened: OpenedLocalVersion,
    kit: OpenedKit,
    wishes: Wishes,
    interview: Interview | None,
    meanwhile: Callable[[], None] | None = None,
) -> MadeRelease:
    """Render a release with a place's answers; chance and time give what they gave when the place was made.

    Args:
        workspace: Settings, folders, plugins, clock.
        opened: The local version.
        kit: The release.
        wishes: What was said of the answers and the kit's code.
        interview: Who is asked; None asks nobody.
        meanwhile: Called while another process renders.

    Raises:
        AnswersError: An answer is not one that the kit allows, and nobody is there to be asked.
        KitError: The kit has a fault, or its template fails.
        SafetyError: The kit has code and is not trusted, or a path leads out of the folder.
        HookFailedError: A hook of a trusted kit failed.
        LimitError: A limit was reached.
    """
    kit = with_plugin_schemas(workspace, kit)
    data = opened.record.data
    without = wishes.without_code or bool(data.get("without_code"))
    trusted = trusted_kit(workspace, kit, interview, trust=wishes.trust, without_code=without)
    template = render.run_pre_prompt(kit.tree) if trusted else kit.tree
    created = datetime.datetime.fromisoformat(data["created"])
    making = Making(workspace, kit, template, data["seed"], created, trusted, without)
    answers = _answers(making, opened, wishes, interview)
    rendering = rendered(making, answers.answers, meanwhile)
    had = Received(opened.core.kit, opened.core.baseline, opened.core.index, opened.record.parameters)
    core = made_core(making, rendering, parameters_of(making, rendering), opened.record.stage, had)
    changes = _changes(making, opened.record.parameters, core.parameters, answers)
    return MadeRelease(replace(core, record=_record(core.record, data, answers.removed)), changes)


def _answers(
    making: Making, opened: OpenedLocalVersion, wishes: Wishes, interview: Interview | None
) -> Renewed:
    asked = {question.name for question in render.questions(making.template)}
    offered = {name: value for name, value in wishes.offered.items() if name in asked}
    given = given_answers(making, {**offered, **wishes.answers})
    moves = moves_between(opened.core.kit, making.kit.kit)
    former = opened.record.data.get("former_parameters", {})
    recorded = Recorded(opened.record.parameters, former, moves.parameters)
    return renewed(making, recorded, given, interview)


def _changes(
    making: Making, before: Mapping[str, Any], after: Mapping[str, Any], answers: Renewed
) -> AnswerChanges:
    carried = {answers.renamed.get(name, name): value for name, value in before.items()}
    old, new = making.for_template(carried), making.for_template(after)
    return AnswerChanges(
        added={name: after[name] for name in answers.added},
        renamed=answers.renamed,
        removed={name: value for name, value in answers.removed.items() if name in before},
        # Held against each other as the template gets them: 1 and "1" are one answer.
        changed={name: value for name, value in after.items() if name in old and old[name] != new[name]},
        invalid=answers.invalid,
    )


def _record(made: Mapping[str, Any], before: Mapping[str, Any], removed: Mapping[str, Any]) -> dict[str, Any]:
    """local.yaml's values: the new release's, with what the place keeps of its own."""
    own = {key: value for key, value in before.items() if key.startswith("x-")}
    own["made_from"] = before.get("made_from", before["kit"]["version"])
    return {**made, **({"former_parameters": dict(removed)} if removed else {}), **own}
