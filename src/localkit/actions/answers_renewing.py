"""A place's answers, held against the questions of another release: carried over, asked again, asked anew."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from localkit import render
from localkit.actions.interview import Asked, Interview, Making, answered, as_asked, refusal
from localkit.engine.answers import property_schema, typed
from localkit.errors import AnswersError
from localkit.model.rendering import Question


@dataclass(frozen=True)
class Recorded:
    """What a place had answered.

    Attributes:
        parameters: Its answers, by name.
        former: Answers to questions that an earlier release asked.
        renamed: Old name to new one, as the kit says.
    """

    parameters: Mapping[str, Any]
    former: Mapping[str, Any] = field(default_factory=dict)
    renamed: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Renewed:
    """The answers for another release.

    Attributes:
        answers: By name; what the template fills by itself is left out.
        renamed: Old name to new one, of answers that were carried over under another name.
        removed: Answers that nobody asks for any more.
        added: Names of questions that are new.
        invalid: Names of recorded answers that the release does not allow.
    """

    answers: Mapping[str, Any]
    renamed: Mapping[str, str]
    removed: Mapping[str, Any]
    added: tuple[str, ...]
    invalid: tuple[str, ...]


def renewed(
    making: Making, recorded: Recorded, given: Mapping[str, Any], interview: Interview | None
) -> Renewed:
    """Hold recorded answers against the questions of a release.

    Args:
        making: The release.
        recorded: What the place had answered.
        given: Answers given now, valid ones; they come before recorded ones.
        interview: Who is asked what is new, and what is no longer allowed; None takes defaults for what is new.

    Raises:
        AnswersError: A recorded answer is no longer allowed, and nobody is there to be asked.
        KitError: A default cannot be rendered.
    """
    questions = render.questions(making.template)
    names = [question.name for question in questions]
    carried, renamed, removed = _carried(names, recorded)
    answers: dict[str, Any] = {}
    added: list[str] = []
    invalid: list[str] = []
    stale: list[AnswersError] = []
    for question in questions:
        name = question.name
        # How many will be asked is not known before: a later question may depend on this answer.
        number = 1 + len(invalid) + sum(1 for other in added if other not in given)
        if name in given:
            answers[name] = given[name]
        elif name in carried:
            value = typed(carried[name], property_schema(making.kit.schema, name))
            asked, wrong = _held(making, question, value, (answers, number, 0))
            if asked is None:
                answers[name] = value
                continue
            invalid.append(name)
            if interview is None:
                stale.append(_stale(asked, value, wrong))
            else:
                answers[name] = answered(making, replace(asked, again=_again(value, wrong)), interview)
        else:
            answers.update(_new(making, question, interview, (answers, number, 0)))
        if name not in carried:
            added.append(name)
    if stale:
        raise stale[0]
    return Renewed(answers, renamed, removed, tuple(added), tuple(invalid))


def _carried(
    names: Sequence[str], recorded: Recorded
) -> tuple[dict[str, Any], dict[str, str], dict[str, Any]]:
    carried: dict[str, Any] = {name: value for name, value in recorded.former.items() if name in names}
    renamed: dict[str, str] = {}
    removed: dict[str, Any] = {name: value for name, value in recorded.former.items() if name not in names}
    for name, value in recorded.parameters.items():
        new = recorded.renamed.get(name, name)
        if new not in names:
            removed[name] = value
            continue
        carried[new] = value
        if new != name:
            renamed[name] = new
    return carried, renamed, removed


def _held(
    making: Making, question: Question, value: Any, so_far: tuple[Mapping[str, Any], int, int]
) -> tuple[Asked | None, str]:
    """The question to ask again, and why; None where the recorded answer still does."""
    wrong = "nothing is there any more" if value is None else refusal(making, question.name, value)
    if question.kind == "choice" and wrong is None:
        asked = as_asked(making, question, *so_far)
        known = [choice for choice, _ in asked.choices]
        shown = making.for_template({question.name: value})[question.name]
        return (None, "") if shown in known else (asked, f"it is none of {', '.join(known)}")
    if question.kind == "bool" and wrong is None and not isinstance(value, bool):
        wrong = "it is neither yes nor no"
    return (None, "") if wrong is None else (as_asked(making, question, *so_far), wrong)


def _again(value: Any, wrong: str) -> str:
    return (
        "nothing is there any more"
        if value in (None, "")
        else f'"{value}" was the answer so far, and {wrong}'
    )


def _stale(asked: Asked, value: Any, wrong: str) -> AnswersError:
    choices = f" Choose one of: {', '.join(choice for choice, _ in asked.choices)}." if asked.choices else ""
    said = f'the recorded answer "{value}" does not do any more: {wrong}'
    if value in (None, ""):
        said = "the recorded answer is empty"
    title = asked.title if asked.title.endswith((".", "?", "!")) else f"{asked.title}."
    return AnswersError(
        f"{asked.name}: {said}",
        hint=f"{title}{choices} Answer with --set {asked.name}=…, or leave out --no-input to be asked.",
    )


def _new(
    making: Making,
    question: Question,
    interview: Interview | None,
    so_far: tuple[Mapping[str, Any], int, int],
) -> dict[str, Any]:
    """The answer to a question that is new; empty where the template's own default will do."""
    if interview is not None:
        return {question.name: answered(making, as_asked(making, question, *so_far), interview)}
    if not making.workspace.implements("localkit_fill_parameter"):
        return {}
    asked = as_asked(making, question, *so_far)
    if asked.filled_by is None:
        return {}
    return {question.name: typed(asked.default, property_schema(making.kit.schema, question.name))}
