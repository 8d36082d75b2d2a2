"""The questions of a kit: answered beforehand, or by somebody who is asked."""

from __future__ import annotations

import datetime
import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from localkit import render
from localkit.actions.plugin_answers import filled
from localkit.engine.answers import for_template, list_separator, property_schema, typed
from localkit.errors import AnswersError
from localkit.model.rendering import KitCode, Question
from localkit.model.tree import Tree
from localkit.store.kits import OpenedKit
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
        of: How many there are; 0 where that is not known yet.
        filled_by: The plugin that told the default by what was answered before, or None.
        again: Why it is asked again, where it was answered before; else None.
    """

    name: str
    title: str
    help: str | None
    kind: str
    default: Any
    choices: tuple[tuple[str, str], ...]
    number: int
    of: int
    filled_by: str | None = None
    again: str | None = None


class Interview(Protocol):
    """Somebody who answers questions."""

    def nested(self, titles: Sequence[str]) -> int:
        """Which of several templates within the source to take."""

    def trusts(self, kit: str, code: KitCode) -> bool:
        """Whether the kit may run its code."""

    def answer(self, question: Asked, refused: str | None) -> Any:
        """The answer to a question; ``refused`` says why the last one was not taken."""


@dataclass(frozen=True)
class Making:
    """What a local version is made with, beside the answers.

    Attributes:
        template: The kit's files, as a trusted kit's ``pre_prompt`` hook left them.
        seed: What random values are drawn from.
        created: The moment that times are drawn from.
        trusted: Whether the kit's code may run.
        without_code: Whether it is left out on request.
    """

    workspace: Workspace
    kit: OpenedKit
    template: Tree
    seed: str
    created: datetime.datetime
    trusted: bool
    without_code: bool

    def for_template(self, answers: Mapping[str, Any]) -> dict[str, Any]:
        """The answers as the template gets them."""
        return {
            name: for_template(value, property_schema(self.kit.schema, name))
            for name, value in answers.items()
        }


def given_answers(making: Making, answers: Mapping[str, Any]) -> dict[str, Any]:
    """Answers given beforehand, converted to the schema's types and held against it one by one.

    Raises:
        AnswersError: The kit asks nothing of that name, or does not allow the answer.
    """
    kit = making.kit
    names = [question.name for question in render.questions(making.template)]
    for name in answers:
        if name not in names:
            close = difflib.get_close_matches(name, names, 1)
            meant = f'Did you mean "{close[0]}"? ' if close else ""
            raise AnswersError(
                f'the kit asks nothing named "{name}"', hint=f"{meant}It asks: {', '.join(names)}."
            )
    given = {name: typed(value, property_schema(kit.schema, name)) for name, value in answers.items()}
    for name, value in given.items():
        wrong = refusal(making, name, value)
        if wrong:
            raise AnswersError(f"{name}: {wrong}", hint=_advice(kit, name))
    return given


def refusal(making: Making, name: str, value: Any) -> str | None:
    """Why the kit does not allow an answer, in plain words; None where it does."""
    about = property_schema(making.kit.schema, name)
    if not _is_text(value):
        return "it has signs that are no text; type it again, or save the answers as UTF-8"
    if not about:
        return None
    wrong = making.workspace.check(value, about)
    return "; ".join(dict.fromkeys(wrong)) if wrong else None


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


def ask_open(making: Making, given: Mapping[str, Any], interview: Interview) -> dict[str, Any]:
    """Ask every question that was not answered beforehand, each default drawn from the answers so far.

    Raises:
        KitError: A default cannot be rendered.
        LimitError: A limit was reached.
    """
    answers = dict(given)
    questions = render.questions(making.template)
    for number, question in enumerate(questions, 1):
        if question.name not in answers:
            asked = as_asked(making, question, answers, number, len(questions))
            answers[question.name] = answered(making, asked, interview)
    return answers


def fill_open(making: Making, given: Mapping[str, Any]) -> dict[str, Any]:
    """The answers with those that plugins tell by what was answered before; everything else keeps its default."""
    if not making.workspace.implements("localkit_fill_parameter"):
        return dict(given)
    answers, so_far = dict(given), dict(given)
    questions = render.questions(making.template)
    for number, question in enumerate(questions, 1):
        if question.name in so_far:
            continue
        asked = as_asked(making, question, so_far, number, len(questions))
        value = typed(asked.default, property_schema(making.kit.schema, question.name))
        if asked.filled_by is not None:
            answers[question.name] = value
        so_far[question.name] = value
    return answers


def _filled(
    making: Making, question: Question, answers: Mapping[str, Any], choices: Sequence[str] | None
) -> tuple[str, Any] | None:
    """The first answer of a plugin that the kit allows, with the plugin's name."""
    for plugin, value in filled(making.workspace, making.kit, question, answers):
        wrong = refusal(making, question.name, value)
        if wrong is None and choices is not None and str(value) not in choices:
            wrong = f"it is none of {', '.join(choices)}"
        if wrong is None:
            return plugin, str(value) if choices is not None else value
        making.workspace.tell(f"The plugin {plugin} would answer {question.name} with {value!r}: {wrong}.")
    return None


def answered(making: Making, asked: Asked, interview: Interview) -> Any:
    """Somebody's answer to a question, asked until the kit allows it."""
    refused: str | None = None
    about = property_schema(making.kit.schema, asked.name)
    while True:
        answer = typed(interview.answer(asked, refused), about)
        refused = refusal(making, asked.name, answer)
        if refused is None:
            return answer


def _help(about: Mapping[str, Any]) -> str | None:
    """What the schema says about a question; for a list, also how to write one and what it may hold."""
    words = [str(about["description"])] if about.get("description") else []
    if list_separator(about) is not None:
        words.append(f'Several can be given, with "{list_separator(about)}" between them.')
        items = about.get("items")
        allowed = items.get("enum") if isinstance(items, Mapping) else None
        words += [f"Any of: {', '.join(map(str, allowed))}."] if isinstance(allowed, list) else []
    return " ".join(words) or None


def as_asked(making: Making, question: Question, answers: Mapping[str, Any], number: int, of: int) -> Asked:
    about = property_schema(making.kit.schema, question.name)
    default = render.default_answer(
        making.template,
        question,
        making.for_template(answers),
        seed=making.seed,
        created=making.created,
        trusted=making.trusted,
        without_code=making.without_code,
        limits=making.workspace.limits,
        cache=making.workspace.cache / "templates",
        filters=making.workspace.filters,
    )
    choices: tuple[tuple[str, str], ...] = ()
    if question.kind == "choice":
        choices = tuple((str(item), question.choice_labels.get(str(item), str(item))) for item in default)
        default = choices[0][0]
    told = _filled(making, question, answers, [value for value, _ in choices] if choices else None)
    return Asked(
        name=question.name,
        title=str(about.get("title") or question.label or question.name.replace("_", " ").capitalize()),
        help=_help(about),
        kind=question.kind,
        default=default if told is None else told[1],
        choices=choices,
        number=number,
        of=of,
        filled_by=told[0] if told else None,
    )
