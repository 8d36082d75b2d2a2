"""``localkit set``."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from localkit.actions.set import SetValue, set_value
from localkit.cli import diagnostics, opening, output
from localkit.cli.options import format_option, path_argument
from localkit.cli.output import in_command, styled
from localkit.errors import InputError


@click.command("set")
@click.argument("pair", metavar="NAME=VALUE")
@path_argument
@format_option
def command(pair: str, path: Path, output_format: str) -> int:
    """Say how far this place is, what it is called, or where its kit is now.

    NAME is stage (exploring, preparing, pilot, live, sustaining or exited), place.name, place.code, source, or a name
    of your own that begins with x-. Answers to the kit's questions are changed by `localkit update --set`.

    Example: localkit set stage=sustaining my-cafe
    """
    name, equals, value = pair.partition("=")
    if not equals or not name.strip():
        raise InputError(f'"{pair}" is not NAME=VALUE', hint="For example: localkit set stage=sustaining")
    workspace = opening.workspace()
    done = set_value(workspace, path, name.strip(), value)
    if output_format == "json":
        said = {"name": done.name, "before": done.before, "after": done.after}
        output.document({"format": 1, "path": str(done.root), **said})
    else:
        output.lines(_lines(done))
    return diagnostics.after_plugins(workspace)


def _lines(done: SetValue) -> Iterator[str]:
    if done.before == done.after:
        yield styled(f"{done.name} is {_shown(done.after)} already.")
        return
    yield styled(f"{done.name} was {_shown(done.before)}; now it is {_shown(done.after)}.")
    if done.name == "source":
        command = f"localkit refresh {in_command(done.root)}"
        yield styled("See whether it has a later release: ", "quiet") + styled(command, "command")


def _shown(value: Any) -> str:
    if value is None or value == "":
        return "not said"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
