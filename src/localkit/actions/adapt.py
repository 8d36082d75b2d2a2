"""Adapt: a kit and a place's answers become a local version."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from localkit import render
from localkit.actions.interview import Interview, Making, ask_open, fill_open, given_answers
from localkit.actions.kit_opening import chosen_kit, fetched_kit
from localkit.actions.local_version_opening import opened_local_version
from localkit.actions.local_version_value import local_version_value
from localkit.actions.making_core import made_core, parameters_of, rendered
from localkit.actions.measuring import measured
from localkit.actions.plugin_answers import with_plugin_schemas
from localkit.actions.trusting import trusted_kit
from localkit.model.rendering import Rendering
from localkit.store.core_archive import pack
from localkit.store.local_versions import FOLDER, found_valid, record_tree
from localkit.store.sources import find_source
from localkit.store.staging import check_destination, staged, write_tree
from localkit.workspace import Workspace


@dataclass(frozen=True)
class AdaptRequest:
    """What is asked for.

    Attributes:
        kit: Folder, zip, git address or name of a kit.
        destination: The local version's root, absent or empty; None for the rendered top folder's name here.
        answers: Answers given beforehand.
        offered: Answers that a source has; those that the kit does not ask for are left out.
        directory: Folder within the source.
        trust: Whether the kit may run its code.
        without_code: Whether hooks and extensions are left out.
    """

    kit: str
    destination: Path | None = None
    answers: Mapping[str, Any] = field(default_factory=dict)
    directory: str | None = None
    trust: bool = False
    without_code: bool = False
    offered: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Adapted:
    """What was made."""

    path: Path
    kit: Mapping[str, str]
    place: str | None
    noun: str
    files: int
    parameters: Mapping[str, Any]


def adapt(workspace: Workspace, request: AdaptRequest, interview: Interview | None = None) -> Adapted:
    """Make a local version.

    Args:
        workspace: Settings, folders, clock.
        request: What is asked for.
        interview: Who answers what ``request.answers`` leaves open; None takes the defaults.

    Raises:
        KitError: The kit has a fault, or its template fails.
        AnswersError: An answer is not one that the kit allows.
        SafetyError: The kit has code and is not trusted, or a path leads out of the folder.
        InputError: There is no such kit, or the destination holds something.
        HookFailedError: A hook of a trusted kit failed.
        LimitError: A limit was reached.
        MachineError: The disk fails.
    """
    if request.destination is not None:
        check_destination(request.destination)
    fetched = fetched_kit(workspace, find_source(request.kit, request.directory))
    kit = with_plugin_schemas(workspace, chosen_kit(workspace, fetched, interview))
    trusted = trusted_kit(workspace, kit, interview, trust=request.trust, without_code=request.without_code)
    template = render.run_pre_prompt(kit.tree) if trusted else kit.tree
    making = Making(
        workspace, kit, template, workspace.seed(), workspace.clock(), trusted, request.without_code
    )
    asked = {question.name for question in render.questions(template)}
    offered = {name: value for name, value in request.offered.items() if name in asked}
    given = given_answers(making, {**offered, **request.answers})
    if interview is not None:
        given = ask_open(making, given, interview)
    else:
        given = fill_open(making, given)
    made = _write(making, request.destination, rendered(making, given))
    _tell(workspace, made)
    return made


def _tell(workspace: Workspace, made: Adapted) -> None:
    """Tell plugins; what is made for them is made only where one listens."""
    if workspace.implements("localkit_local_version_generated"):
        opened = opened_local_version(workspace, made.path)
        local = local_version_value(workspace, opened, measured(workspace, opened))
        workspace.notify("localkit_local_version_generated", local=local)


def _write(making: Making, destination: Path | None, rendering: Rendering) -> Adapted:
    kit = making.kit
    made = made_core(making, rendering, parameters_of(making, rendering))
    root = destination if destination is not None else Path(rendering.root_name)
    with staged(root) as folder:
        write_tree(folder, rendering.tree)
        own = record_tree(made.record, pack(made.tree))
        write_tree(folder, own)
    found_valid(making.workspace.cache, "local", own[f"{FOLDER}/local.yaml"].data).keep()
    return Adapted(
        path=root.resolve(),
        kit={"name": kit.name, "version": kit.version, "digest": kit.digest},
        place=made.place_name,
        noun=made.kit.place.one,
        files=len(rendering.tree),
        parameters=made.parameters,
    )
