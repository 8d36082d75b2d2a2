"""Answers on the command line, for the verbs that make a local version."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from localkit.actions.plugin_answers import answers_of
from localkit.errors import AnswersError
from localkit.store.answers_file import read_answers

if TYPE_CHECKING:
    from localkit.workspace import Workspace

set_option = click.option(
    "--set", "pairs", multiple=True, metavar="NAME=VALUE", help="Answer one question beforehand."
)
answers_option = click.option(
    "--answers",
    "answers_from",
    metavar="FILE",
    help="Answers in a file, YAML or JSON: NAME: VALUE. Or from a source that a plugin brings: SOURCE:WHAT.",
)


def given_answers(
    workspace: Workspace, pairs: tuple[str, ...], answers_from: str | None
) -> tuple[dict[str, Any], dict[str, Any]]:
    """The answers that were given, and those that a plugin's source offers.

    Args:
        workspace: Settings and plugins.
        pairs: What stands behind each ``--set``.
        answers_from: What stands behind ``--answers``.

    Raises:
        AnswersError: An answer is not NAME=VALUE, or the file cannot be read as answers.
        InputError: A source has nothing for that.
        MachineError: The file cannot be read.
    """
    offered = _offered(workspace, answers_from)
    in_file = read_answers(Path(answers_from)) if answers_from and offered is None else {}
    return {**in_file, **_pairs(pairs)}, offered or {}


def _offered(workspace: Workspace, stated: str | None) -> dict[str, Any] | None:
    """Answers from a plugin's source; None where a file is meant."""
    if stated is None or os.path.exists(stated):
        return None
    return answers_of(workspace, stated)


def _pairs(pairs: tuple[str, ...]) -> dict[str, Any]:
    answers: dict[str, Any] = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals or not name.strip():
            raise AnswersError(
                f'--set "{pair}" is not NAME=VALUE', hint="For example: --set place_name=Barnsley"
            )
        answers[name.strip()] = _mapping(value)
    return answers


def _mapping(value: str) -> Any:
    if value.lstrip().startswith("{"):
        try:
            found = json.loads(value)
        except ValueError:
            return value
        return found if isinstance(found, dict) else value
    return value
