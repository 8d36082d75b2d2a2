"""The sample places of a kit: their answers, and what the template gives for them."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from localkit import render
from localkit.engine.answers import for_template, property_schema, typed
from localkit.errors import AnswersError, SafetyError
from localkit.model.kit import Kit
from localkit.model.tree import Tree
from localkit.store.answers_file import parse_answers
from localkit.store.kit_values import kit_from
from localkit.store.kits import OpenedKit
from localkit.store.trust import is_trusted
from localkit.workspace import Workspace

DEFAULTS = "defaults"


@dataclass(frozen=True)
class Sample:
    """A sample place: its name, its answers, and the file they stand in (None for the kit's own defaults)."""

    name: str
    answers: Mapping[str, Any]
    file: str | None


@dataclass(frozen=True)
class RenderedSample:
    """What the template gives for a sample place."""

    sample: Sample
    kit: Kit
    tree: Tree
    parameters: Mapping[str, Any]
    seconds: float


def samples_of(kit: OpenedKit) -> tuple[list[Sample], list[AnswersError]]:
    """The kit's defaults and its sample places, and what is wrong with the files of the rest."""
    found = [Sample(DEFAULTS, {}, None)]
    wrong: list[AnswersError] = []
    for path in sorted(kit.tree):
        name = PurePosixPath(path)
        if name.parts[0] == "samples" and len(name.parts) == 2 and name.suffix in (".yaml", ".yml"):
            try:
                found.append(Sample(name.stem, parse_answers(kit.tree[path].data, path), path))
            except AnswersError as error:
                wrong.append(error)
    return found, wrong


def may_run_code(workspace: Workspace, kit: OpenedKit, trust: bool) -> bool:
    """Whether the kit has code that may run.

    Raises:
        SafetyError: It has, and is not trusted.
    """
    code = render.kit_code(kit.tree)
    if not code:
        return False
    if not trust and not is_trusted(workspace.config, kit.digest):
        raise SafetyError(
            f"the kit wants to run its own code: {', '.join([*code.hooks, *code.extensions])}",
            path=kit.fetched.source.at,
            hint="If you know who made it, say --trust.",
        )
    return True


def render_sample(workspace: Workspace, kit: OpenedKit, sample: Sample, *, trusted: bool) -> RenderedSample:
    """Render a sample place in memory; without ``trusted`` the kit's own code is left out, and whoever asks says so.

    Raises:
        AnswersError: The sample gives an answer that the kit does not allow.
        KitError: The template fails.
        SafetyError: A path leads out of the folder.
        LimitError: A limit was reached.
    """
    start = time.perf_counter()
    template = render.run_pre_prompt(kit.tree) if trusted else kit.tree
    rendering = render.render(
        template,
        {
            name: for_template(value, property_schema(kit.schema, name))
            for name, value in sample.answers.items()
        },
        seed="sample",
        created=workspace.clock(),
        trusted=trusted,
        without_code=not trusted,
        limits=workspace.limits,
        cache=workspace.cache / "templates",
        strings=dict(kit.framework),
        source=kit.fetched.source.at,
        filters=workspace.filters,
    )
    parameters = {
        question.name: typed(rendering.context[question.name], property_schema(kit.schema, question.name))
        for question in render.questions(template)
    }
    lines = kit_from(rendering.strings, kit.source)
    return RenderedSample(sample, lines, rendering.tree, parameters, time.perf_counter() - start)
