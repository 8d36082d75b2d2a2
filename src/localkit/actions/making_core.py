"""From answers to the core as received: the rendering, what is measured of it, and the record that tells of both."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from localkit import render
from localkit.actions.interview import Making
from localkit.engine.answers import property_schema, typed
from localkit.engine.migrating import first_names
from localkit.engine.received import Received
from localkit.errors import AnswersError
from localkit.model.kit import Kit
from localkit.model.rendering import Rendering
from localkit.model.tree import Tree
from localkit.store.core_archive import core_tree
from localkit.store.kit_values import kit_from


@dataclass(frozen=True)
class MadeCore:
    """A release, made for one place.

    Attributes:
        kit: The framework, every string rendered for this place.
        baseline: The pristine rendering.
        index: What was measured of it.
        parameters: The place's answers.
        tree: What goes into core.zip.
        record: What goes into local.yaml.
    """

    kit: Kit
    baseline: Tree
    index: Mapping[str, Any]
    parameters: Mapping[str, Any]
    tree: Tree
    record: Mapping[str, Any]

    @property
    def place_name(self) -> str | None:
        """The place's name, where the kit asks for one."""
        name: str | None = self.record["place"]["name"]
        return name


def rendered(
    making: Making, answers: Mapping[str, Any], meanwhile: Callable[[], None] | None = None
) -> Rendering:
    """What a kit's template and framework give for some answers; what is not answered gets its default.

    Args:
        making: What it is made with.
        answers: By name of the parameter.
        meanwhile: Called while another process renders.

    Raises:
        AnswersError: An answer is not one that the kit allows.
        KitError: The template fails.
        SafetyError: A path leads out of the folder.
        HookFailedError: A hook of a trusted kit failed.
        LimitError: A limit was reached.
    """
    kit, workspace = making.kit, making.workspace
    return render.render(
        making.template,
        making.for_template(answers),
        seed=making.seed,
        created=making.created,
        trusted=making.trusted,
        without_code=making.without_code,
        limits=workspace.limits,
        cache=workspace.cache / "templates",
        strings=dict(kit.framework),
        source=kit.fetched.source.at,
        filters=workspace.filters,
        formerly=first_names(kit.kit),
        meanwhile=meanwhile,
    )


def parameters_of(making: Making, rendering: Rendering) -> dict[str, Any]:
    """The answers as the template had them, converted to the schema's types and held against it as a whole.

    Raises:
        AnswersError: They are not such as the kit allows.
    """
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


def made_core(
    making: Making,
    rendering: Rendering,
    parameters: Mapping[str, Any],
    stage: str = "live",
    before: Received | None = None,
) -> MadeCore:
    """What a local version keeps of a rendering.

    Args:
        making: What it was made with.
        rendering: What the template gave.
        parameters: The answers, see ``parameters_of``.
        stage: Where the place is in its work.
        before: The release that the place has so far; what stayed the same since is not measured again.
    """
    from localkit.engine.indexing import index_of  # noqa: PLC0415  loaded while another process renders, see rendered

    workspace = making.workspace
    framework = kit_from(rendering.strings)
    baseline = _without_repository(rendering.tree)
    index = index_of(framework, baseline, parameters, workspace.read, workspace.check, before)
    core = core_tree(rendering.strings, index, baseline, making.kit.published)
    record = {
        "format": 1,
        "kit": _origin(making),
        "core": core.digest,
        "place": {
            "name": _answer(parameters, framework.place.name),
            "code": _answer(parameters, framework.place.code),
        },
        "stage": stage,
        "parameters": dict(parameters),
        "created": making.created.isoformat(),
        "seed": making.seed,
        **({"without_code": True} if making.without_code and render.kit_code(making.kit.tree) else {}),
    }
    return MadeCore(framework, baseline, index, parameters, core, record)


def _without_repository(tree: Tree) -> Tree:
    """The rendering less what a hook's ``git init`` left: that is the place's own, and changes by itself."""
    if not any(".git" in path.split("/") for path in tree):
        return tree
    kept = {path: file for path, file in tree.items() if ".git" not in path.split("/")}
    return Tree(kept, frozenset(path for path in tree.folders if ".git" not in path.split("/")))


def _origin(making: Making) -> dict[str, Any]:
    kit = making.kit
    source = kit.fetched.source
    more = {"directory": source.directory, "ref": source.ref, "commit": kit.fetched.commit}
    return {
        "name": kit.name,
        "version": kit.version,
        "digest": kit.digest,
        "source": source.at,
        **{key: value for key, value in more.items() if value is not None},
    }


def _answer(parameters: Mapping[str, Any], name: str | None) -> str | None:
    value = parameters.get(name) if name else None
    return None if value is None else str(value)
