"""Questions in a terminal."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import click

from localkit import wording
from localkit.actions.interview import Asked
from localkit.cli import diagnostics, output
from localkit.errors import InputError
from localkit.model.rendering import KitCode

_YES = ("y", "yes", "true", "1", "on")


class TerminalInterview:
    """Asks on standard error, so that standard output stays what a program may read."""

    def nested(self, titles: Sequence[str]) -> int:
        """Which of several templates to take."""
        diagnostics.note("This source holds several kits:")
        return _numbered(titles, 1)

    def trusts(self, kit: str, code: KitCode) -> bool:
        """Whether a kit may run its code."""
        diagnostics.note(f'The kit "{kit}" wants to run its own program code on this machine:')
        for name in (*code.hooks, *code.extensions):
            diagnostics.note(f"  {name}")
        diagnostics.note(wording.CODE_WARNING)
        return click.confirm("Run it?", default=False, err=True)

    def answer(self, question: Asked, refused: str | None) -> Any:
        """The answer to one question."""
        if refused is None:
            _introduce(question)
            for text in output.wrapped(f"Asked again: {question.again}.", "  ") if question.again else ():
                click.echo(text, err=True)
        else:
            for text in output.wrapped(f"That does not fit: {refused}.", "  "):
                click.echo(text, err=True)
        if question.kind == "choice":
            values = [value for value, _ in question.choices]
            first = values.index(question.default) + 1
            return values[_numbered([_plain(label) for _, label in question.choices], first)]
        if question.kind == "bool":
            return click.confirm("  Yes or no", default=_yes(question.default), err=True)
        if question.kind == "dict":
            return _mapping(question)
        shown = output.harmless(str(question.default))
        said = click.prompt("  Answer", default=shown, err=True)
        return question.default if said == shown else said


class NoTerminal:
    """Nobody is there to ask: a question that was not answered beforehand ends the command."""

    def nested(self, titles: Sequence[str]) -> int:
        """Cannot be asked."""
        raise _unanswered(
            f"the source holds several kits ({', '.join(titles)})", "Name one with --directory."
        )

    def trusts(self, kit: str, code: KitCode) -> bool:  # noqa: ARG002  the question that nobody answers
        """Nobody said so."""
        return False

    def answer(self, question: Asked, refused: str | None) -> Any:
        """Cannot be asked."""
        said = f'"{question.name}" is not answered' if refused is None else f"{question.name}: {refused}"
        raise _unanswered(
            said, f"Answer with --set {question.name}=… or --answers FILE; --no-input takes the defaults."
        )


def _unanswered(what: str, hint: str) -> InputError:
    return InputError(f"{what}, and there is no terminal to ask in", hint=hint)


def _introduce(question: Asked) -> None:
    click.echo(err=True)
    count = f"{question.number} of {question.of}" if question.of else f"Question {question.number}"
    number = output.styled(f"{count}  ", "quiet")
    click.echo(number + output.styled(question.title, "title"), err=True)
    if question.help:
        for text in output.wrapped(question.help, "  "):
            click.echo(text, err=True)


def _numbered(labels: Sequence[str], default: int) -> int:
    for number, label in enumerate(labels, 1):
        click.echo(f"  {number}  {output.harmless(label)}", err=True)
    while True:
        said = str(click.prompt("  Number", default=str(default), err=True)).strip()
        if said.isascii() and said.isdigit() and 1 <= int(said) <= len(labels):
            return int(said) - 1
        click.echo(f"  Type a number from 1 to {len(labels)}.", err=True)


def _plain(label: str) -> str:
    """A choice that its kit gave no words for, as a person would write it."""
    return label.replace("_", " ")


def _mapping(question: Asked) -> Any:
    default = json.dumps(question.default, ensure_ascii=False)
    text = click.prompt("  Keys and values, as JSON", default=default, err=True)
    try:
        return json.loads(text)
    except ValueError:
        return text  # refused by the schema, or by the template, in its own words


def _yes(value: object) -> bool:
    return value if isinstance(value, bool) else str(value).lower() in _YES
