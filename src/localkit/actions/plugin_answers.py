"""What plugins say about a kit's questions: more that answers must keep to, and answers that follow from others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from localkit import render
from localkit.errors import InputError
from localkit.hooks.failure import Failure, reason
from localkit.hooks.stdout import to_people
from localkit.model.rendering import Question
from localkit.store.kits import OpenedKit
from localkit.store.schemas import check_schema
from localkit.workspace import Workspace

_SHOWN = ("title", "description")


def with_plugin_schemas(workspace: Workspace, kit: OpenedKit) -> OpenedKit:
    """The kit, its parameters held to what plugins ask for as well; nothing that it refuses becomes allowed."""
    if not workspace.implements("localkit_parameter_schemas"):
        return kit
    asked = {question.name for question in render.questions(kit.tree)}
    schema: dict[str, Any] = dict(kit.schema or {"type": "object"})
    properties: dict[str, Any] = dict(schema.get("properties", {}))
    for given in workspace.records("localkit_parameter_schemas", kit=kit.kit):
        more = dict(given.record.schema)
        wrong = check_schema(more)
        if wrong is not None:
            workspace.failed(Failure(given.plugin, f'its ParameterSchema "{given.record.name}": {wrong}'))
        elif given.record.name in asked:
            properties[given.record.name] = _joined(properties.get(given.record.name, {}), more)
    return replace(kit, schema={**schema, "properties": properties})


def _joined(stated: Any, more: Mapping[str, Any]) -> Any:
    if not isinstance(stated, Mapping):
        return stated
    shown = {key: more[key] for key in _SHOWN if key in more and key not in stated}
    return {**stated, **shown, "allOf": [*stated.get("allOf", []), more]}


def filled(
    workspace: Workspace, kit: OpenedKit, question: Question, answers: Mapping[str, Any]
) -> list[tuple[str, Any]]:
    """What plugins would answer to a question, with their names; the first that the kit allows is to be taken."""
    return list(
        workspace.choices("localkit_fill_parameter", kit=kit.kit, name=question.name, answers=dict(answers))
    )


def answers_of(workspace: Workspace, stated: str) -> dict[str, Any] | None:
    """Answers from a source that a plugin brings: ``NAME:WHAT``; None where no source has that name.

    Raises:
        InputError: The source has nothing for that, or gives no answers.
    """
    name, colon, what = stated.partition(":")
    if not colon or not workspace.asks_plugins:
        return None
    sources = {given.record.name: given for given in workspace.records("localkit_parameter_sources")}
    if name not in sources:
        return None
    given = sources[name]
    try:
        with to_people():
            found = given.record.read(what)
    except (Exception, SystemExit) as error:
        raise InputError(
            f'{name} has no answers for "{what}" ({reason(error)})',
            hint=f"{given.record.summary} It comes from the plugin {given.who}.",
        ) from error
    if not isinstance(found, Mapping) or not all(isinstance(key, str) for key in found):
        raise InputError(
            f"{name} gave {type(found).__name__}, not answers by name",
            hint=f"Tell the authors of the plugin {given.who}.",
        )
    return dict(found)
