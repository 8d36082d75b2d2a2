"""Adapt: a kit and a place's answers become a local version."""

from __future__ import annotations

import datetime
import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from localkit import render
from localkit.actions.kit_opening import checked_kit, within
from localkit.engine.answers import for_template, property_schema, typed
from localkit.engine.indexing import index_of
from localkit.errors import AnswersError, SafetyError
from localkit.model.rendering import KitCode, Question, Rendering
from localkit.model.tree import Tree
from localkit.store.core_archive import core_tree, pack
from localkit.store.kit_values import kit_from
from localkit.store.kits import OpenedKit
from localkit.store.local_versions import FOLDER, found_valid, record_tree
from localkit.store.sources import fetch, find_source
from localkit.store.staging import check_destination, staged, write_tree
from localkit.store.trust import is_trusted, remember_trust
from localkit.workspace import Workspace


@dataclass(frozen=True)
class Asked:
    """A question as a person sees it.

    Attributes:
        name: The parameter.
        title: The question in plain words.
        help: More words, or None.
        kind: text, bool, choice or dict.
        default: What an empty answer means.
        choices: What can be chosen, each with its words (choice only).
        number: Which question this is, counted from 1.
        of: How many there are.
    """

    name: str
    title: str
    help: str | None
    kind: str
    default: Any
    choices: tuple[tuple[str, str], ...]
    number: int
    of: int


class Interview(Protocol):
    """Somebody who answers questions."""

    def nested(self, titles: Sequence[str]) -> int:
        """Which of several templates within the source to take."""

    def trusts(self, kit: str, code: KitCode) -> bool:
        """Whether the kit may run its code."""

    def answer(self, question: Asked, refused: str | None) -> Any:
        """The answer to a question; ``refused`` says why the last one was not taken."""


@dataclass(frozen=True)
class AdaptRequest:
    """What is asked for.

    Attributes:
        kit: Folder, zip, git address or name of a kit.
        destination: The local version's root, absent or empty; None for the rendered top folder's name here.
        answers: Answers given beforehand.
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
    kit = _kit(workspace, request, interview)
    trusted = _trusted(workspace, request, kit, interview)
    template = render.run_pre_prompt(kit.tree) if trusted else kit.tree
    seed, created = workspace.seed(), workspace.clock()
    given = _given(workspace, kit, render.questions(template), request.answers)
    if interview is not None:
        given = _Asking(workspace, kit, template, seed, created, trusted).ask(given, interview)
    rendering = render.render(
        template,
        {name: for_template(value, property_schema(kit.schema, name)) for name, value in given.items()},
        seed=seed,
        created=created,
        trusted=trusted,
        without_code=request.without_code,
        limits=workspace.limits,
        cache=workspace.cache / "templates",
        strings=dict(kit.framework),
        source=kit.fetched.source.at,
    )
    parameters = _parameters(workspace, kit, template, rendering)
    return _write(workspace, request, kit, rendering, parameters, seed, created)


def _kit(workspace: Workspace, request: AdaptRequest, interview: Interview | None) -> OpenedKit:
    fetched = fetch(find_source(request.kit, request.directory), workspace.limits, workspace.cache / "git")
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


def _given(
    workspace: Workspace, kit: OpenedKit, questions: Sequence[Question], answers: Mapping[str, Any]
) -> dict[str, Any]:
    names = [question.name for question in questions]
    for name in answers:
        if name not in names:
            close = difflib.get_close_matches(name, names, 1)
            meant = f'Did you mean "{close[0]}"? ' if close else ""
            raise AnswersError(
                f'the kit asks nothing named "{name}"', hint=f"{meant}It asks: {', '.join(names)}."
            )
    given = {name: typed(value, property_schema(kit.schema, name)) for name, value in answers.items()}
    for name, value in given.items():
        wrong = _refusal(workspace, kit, name, value)
        if wrong:
            raise AnswersError(f"{name}: {wrong}", hint=_advice(kit, name))
    return given


def _refusal(workspace: Workspace, kit: OpenedKit, name: str, value: Any) -> str | None:
    about = property_schema(kit.schema, name)
    if not _is_text(value):
        return "it has signs that are no text; type it again, or save the answers as UTF-8"
    if not about:
        return None
    wrong = workspace.check(value, about)
    return "; ".join(wrong) if wrong else None


def _is_text(value: Any) -> bool:
    """Whether every string can be written down; a terminal or an old file may give bytes that are no UTF-8."""
    if isinstance(value, Mapping):
        return all(_is_text(key) and _is_text(item) for key, item in value.items())
    if isinstance(value, list | tuple):
        return all(map(_is_text, value))
    return not isinstance(value, str) or not any("\ud800" <= sign <= "\udfff" for sign in value)


def _advice(kit: OpenedKit, name: str) -> str:
    about = property_schema(kit.schema, name)
    words = [str(about[key]).strip() for key in ("title", "description") if about.get(key)]
    if not words:
        return "See the kit's cookiecutter.json."
    return " ".join(text if text.endswith((".", "?", "!")) else f"{text}." for text in words)


class _Asking:
    """Asks every question that was not answered beforehand, each default drawn from the answers so far."""

    def __init__(
        self,
        workspace: Workspace,
        kit: OpenedKit,
        template: Tree,
        seed: str,
        created: datetime.datetime,
        trusted: bool,
    ) -> None:
        self.workspace = workspace
        self.kit = kit
        self.template = template
        self.seed = seed
        self.created = created
        self.trusted = trusted

    def ask(self, given: Mapping[str, Any], interview: Interview) -> dict[str, Any]:
        answers = dict(given)
        questions = render.questions(self.template)
        for number, question in enumerate(questions, 1):
            if question.name not in answers:
                answers[question.name] = self._one(question, answers, number, len(questions), interview)
        return answers

    def _one(
        self, question: Question, answers: Mapping[str, Any], number: int, of: int, interview: Interview
    ) -> Any:
        about = property_schema(self.kit.schema, question.name)
        default = render.default_answer(
            self.template,
            question,
            {
                name: for_template(value, property_schema(self.kit.schema, name))
                for name, value in answers.items()
            },
            seed=self.seed,
            created=self.created,
            trusted=self.trusted,
            limits=self.workspace.limits,
            cache=self.workspace.cache / "templates",
        )
        choices = (
            tuple((str(item), question.choice_labels.get(str(item), str(item))) for item in default)
            if (question.kind == "choice")
            else ()
        )
        asked = Asked(
            question.name,
            str(about.get("title") or question.label or question.name.replace("_", " ").capitalize()),
            str(about["description"]) if about.get("description") else None,
            question.kind,
            choices[0][0] if choices else default,
            choices,
            number,
            of,
        )
        refused: str | None = None
        while True:
            answer = typed(interview.answer(asked, refused), about)
            refused = _refusal(self.workspace, self.kit, question.name, answer)
            if refused is None:
                return answer


def _parameters(workspace: Workspace, kit: OpenedKit, template: Tree, rendering: Rendering) -> dict[str, Any]:
    """The answers as the template had them, converted to the schema's types and held against it as a whole."""
    parameters = {
        question.name: typed(rendering.context[question.name], property_schema(kit.schema, question.name))
        for question in render.questions(template)
    }
    wrong = workspace.check(parameters, kit.schema) if kit.schema else []
    if wrong:
        raise AnswersError(
            wrong[0], hint="Answer it with --set NAME=VALUE, or leave out --no-input to be asked."
        )
    return parameters


def _write(
    workspace: Workspace,
    request: AdaptRequest,
    kit: OpenedKit,
    rendering: Rendering,
    parameters: Mapping[str, Any],
    seed: str,
    created: datetime.datetime,
) -> Adapted:
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
        "created": created.isoformat(),
        "seed": seed,
        **({"without_code": True} if request.without_code and render.kit_code(kit.tree) else {}),
    }
    destination = request.destination if request.destination is not None else Path(rendering.root_name)
    with staged(destination) as folder:
        write_tree(folder, rendering.tree)
        own = record_tree(record, pack(core))
        write_tree(folder, own)
    found_valid(workspace.cache, "local", own[f"{FOLDER}/local.yaml"].data).keep()
    return Adapted(
        path=destination.resolve(),
        kit={"name": kit.name, "version": kit.version, "digest": kit.digest},
        place=_text(name),
        noun=framework.place.one,
        files=len(rendering.tree),
        parameters=parameters,
    )


def _text(value: Any) -> str | None:
    return None if value is None else str(value)
