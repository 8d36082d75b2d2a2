"""Adapt: a kit and a place's answers become a local version."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from localkit import render
from localkit.actions.interview import Interview, Making, ask_open, fill_open, given_answers
from localkit.actions.kit_opening import checked_kit, fetched_kit, within
from localkit.actions.local_version_opening import opened_local_version
from localkit.actions.local_version_value import local_version_value
from localkit.actions.measuring import measured
from localkit.actions.plugin_answers import with_plugin_schemas
from localkit.engine.answers import property_schema, typed
from localkit.engine.indexing import index_of
from localkit.errors import AnswersError, SafetyError
from localkit.model.rendering import Rendering
from localkit.store.core_archive import core_tree, pack
from localkit.store.kit_values import kit_from
from localkit.store.kits import OpenedKit
from localkit.store.local_versions import FOLDER, found_valid, record_tree
from localkit.store.sources import find_source
from localkit.store.staging import check_destination, staged, write_tree
from localkit.store.trust import is_trusted, remember_trust
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
    kit = with_plugin_schemas(workspace, _kit(workspace, request, interview))
    trusted = _trusted(workspace, request, kit, interview)
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
    rendering = render.render(
        template,
        making.for_template(given),
        seed=making.seed,
        created=making.created,
        trusted=trusted,
        without_code=request.without_code,
        limits=workspace.limits,
        cache=workspace.cache / "templates",
        strings=dict(kit.framework),
        source=kit.fetched.source.at,
        filters=workspace.filters,
    )
    made = _write(making, request.destination, rendering, _parameters(making, rendering))
    _tell(workspace, made)
    return made


def _tell(workspace: Workspace, made: Adapted) -> None:
    """Tell plugins; what is made for them is made only where one listens."""
    if workspace.implements("localkit_local_version_generated"):
        opened = opened_local_version(workspace, made.path)
        local = local_version_value(workspace, opened, measured(workspace, opened))
        workspace.notify("localkit_local_version_generated", local=local)


def _kit(workspace: Workspace, request: AdaptRequest, interview: Interview | None) -> OpenedKit:
    fetched = fetched_kit(workspace, find_source(request.kit, request.directory))
    while True:
        nested = render.nested_templates(fetched.tree)
        if not nested:
            return checked_kit(workspace, fetched)
        chosen = interview.nested([item.title for item in nested]) if interview else 0
        fetched = within(fetched, nested[chosen].path)


def _trusted(
    workspace: Workspace, request: AdaptRequest, kit: OpenedKit, interview: Interview | None
) -> bool:
    code = render.kit_code(kit.tree)
    if not code or request.without_code:
        return False
    known = is_trusted(workspace.config, kit.digest)
    if not known and not request.trust and not (interview and interview.trusts(kit.name, code)):
        listed = ", ".join([*code.hooks, *code.extensions])
        raise SafetyError(
            f"the kit wants to run its own code: {listed}",
            path=kit.fetched.source.at,
            hint="If you know who made it, say --trust; --without-code leaves its code out.",
        )
    if not known:
        remember_trust(workspace.config, kit.digest, kit.name)
    return True


def _parameters(making: Making, rendering: Rendering) -> dict[str, Any]:
    """The answers as the template had them, converted to the schema's types and held against it as a whole."""
    schema = making.kit.schema
    parameters = {
        question.name: typed(rendering.context[question.name], property_schema(schema, question.name))
        for question in render.questions(making.template)
    }
    wrong = making.workspace.check(parameters, schema) if schema else []
    if wrong:
        raise AnswersError(
            wrong[0], hint="Answer it with --set NAME=VALUE, or leave out --no-input to be asked."
        )
    return parameters


def _write(
    making: Making, destination: Path | None, rendering: Rendering, parameters: Mapping[str, Any]
) -> Adapted:
    workspace, kit = making.workspace, making.kit
    framework = kit_from(rendering.strings)
    index = index_of(framework, rendering.tree, parameters, workspace.read, workspace.check)
    core = core_tree(rendering.strings, index, rendering.tree, kit.published)
    name = parameters.get(framework.place.name) if framework.place.name else None
    code = parameters.get(framework.place.code) if framework.place.code else None
    source = kit.fetched.source
    origin = {"directory": source.directory, "ref": source.ref, "commit": kit.fetched.commit}
    record = {
        "format": 1,
        "kit": {
            "name": kit.name,
            "version": kit.version,
            "digest": kit.digest,
            "source": source.at,
            **{key: value for key, value in origin.items() if value is not None},
        },
        "core": core.digest,
        "place": {"name": _text(name), "code": _text(code)},
        "stage": "live",
        "parameters": dict(parameters),
        "created": making.created.isoformat(),
        "seed": making.seed,
        **({"without_code": True} if making.without_code and render.kit_code(kit.tree) else {}),
    }
    root = destination if destination is not None else Path(rendering.root_name)
    with staged(root) as folder:
        write_tree(folder, rendering.tree)
        own = record_tree(record, pack(core))
        write_tree(folder, own)
    found_valid(workspace.cache, "local", own[f"{FOLDER}/local.yaml"].data).keep()
    return Adapted(
        path=root.resolve(),
        kit={"name": kit.name, "version": kit.version, "digest": kit.digest},
        place=_text(name),
        noun=framework.place.one,
        files=len(rendering.tree),
        parameters=parameters,
    )


def _text(value: Any) -> str | None:
    return None if value is None else str(value)
