"""docs/reference/cli.md, from the commands themselves."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from typing import Final

import click

from localkit.cli.lazy import LazyGroup
from localkit.cli.main import main

_HEAD: Final = """\
# Commands

<!-- Generated from the commands by `make docs`; please don't edit it here. -->

What each command takes and does, as `--help` tells it. `python -m localkit` is the same as `localkit`. Every command
ends with the [exit status](exit-status.md) that fits, and `--format json` prints one of the documents in
[Formats](formats.md).
"""


def page() -> str:
    """The whole page."""
    lines = [_HEAD, *_contents()]
    for path, command in commands():
        lines.extend(_command(path, command))
    return "\n".join(lines).rstrip("\n") + "\n"


def commands() -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Every command with the words that call it, ``localkit`` itself first."""
    waiting: list[tuple[tuple[str, ...], click.Command]] = [(("localkit",), main)]
    while waiting:
        path, command = waiting.pop(0)
        yield path, command
        if isinstance(command, LazyGroup):
            context = click.Context(command)
            below = [(name, command.get_command(context, name)) for name in command.list_commands(context)]
            waiting = [((*path, name), found) for name, found in below if found is not None] + waiting


def _contents() -> Iterator[str]:
    yield "| command | what for |"
    yield "|---|---|"
    for path, command in commands():
        if len(path) > 1:
            name = " ".join(path)
            yield f"| [`{name}`](#{name.replace(' ', '-')}) | {_first_line(command)} |"
    yield ""


def _first_line(command: click.Command) -> str:
    return _paragraphs(command)[0].strip()


def _command(path: tuple[str, ...], command: click.Command) -> Iterator[str]:
    context = _context(path, command)
    yield f"{'##' if len(path) <= 2 else '###'} {' '.join(path)}"
    yield ""
    yield from ("```text", " ".join([*path, *command.collect_usage_pieces(context)]), "```", "")
    for paragraph in _paragraphs(command):
        yield from _paragraph(paragraph)
    yield "| option | meaning |"
    yield "|---|---|"
    for parameter in command.get_params(context):
        record = parameter.get_help_record(context) if isinstance(parameter, click.Option) else None
        if record is not None:
            yield f"| `{_escaped(record[0])}` | {_escaped(record[1])} |"
    yield ""


def _context(path: tuple[str, ...], command: click.Command) -> click.Context:
    return click.Context(command, info_name=path[-1], help_option_names=["-h", "--help"])


def _escaped(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _paragraphs(command: click.Command) -> list[str]:
    return re.split(r"\n\s*\n", inspect.cleandoc(command.help or ""))


def _paragraph(text: str) -> Iterator[str]:
    kept = re.match(r"(?:\\b|\x08)\n", text)  # click's mark for lines that keep their breaks
    if kept:
        yield from ("```text", *text[kept.end() :].splitlines(), "```", "")
    elif text.startswith("Example: "):
        yield from ("Example:", "", "```sh", text.removeprefix("Example: "), "```", "")
    else:
        yield from (*text.splitlines(), "")
