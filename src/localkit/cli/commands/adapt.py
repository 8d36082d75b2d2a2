"""``localkit adapt``."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from localkit.actions.adapt import Adapted, AdaptRequest, adapt
from localkit.actions.plugin_answers import answers_of
from localkit.cli import diagnostics, opening, output
from localkit.cli.interview import NoTerminal, TerminalInterview
from localkit.cli.options import format_option
from localkit.errors import AnswersError
from localkit.store.answers_file import read_answers
from localkit.wording import counted
from localkit.workspace import Workspace


@click.command("adapt")
@click.argument("kit")
@click.argument("dest", required=False, type=click.Path(path_type=Path))
@click.option("--set", "pairs", multiple=True, metavar="NAME=VALUE", help="Answer one question beforehand.")
@click.option(
    "--answers",
    "answers_from",
    metavar="FILE",
    help="Answers in a file, YAML or JSON: NAME: VALUE. Or from a source that a plugin brings: SOURCE:WHAT.",
)
@click.option("--no-input", is_flag=True, help="Ask nothing; what is not answered gets its default.")
@click.option("--directory", metavar="SUB", help="Folder within KIT that holds the kit.")
@click.option("--trust", is_flag=True, help="Let the kit run its own code (hooks, extensions).")
@click.option("--without-code", is_flag=True, help="Leave the kit's own code out.")
@format_option
def command(
    kit: str,
    dest: Path | None,
    pairs: tuple[str, ...],
    answers_from: str | None,
    no_input: bool,
    directory: str | None,
    trust: bool,
    without_code: bool,
    output_format: str,
) -> int:
    """Make a local version from KIT in the folder DEST.

    KIT is a folder, a zip, a git address with @REF or without, or the name of a kit that came with localkit, with
    @VERSION or without. DEST is new or empty; without it, the kit names the folder.

    Example: localkit adapt mend-together my-cafe
    """
    workspace = opening.workspace()
    offered = _offered(workspace, answers_from)
    answers = {
        **(read_answers(Path(answers_from)) if answers_from and offered is None else {}),
        **_pairs(pairs),
    }
    request = AdaptRequest(kit, dest, answers, directory, trust, without_code, offered or {})
    interview = None if no_input else TerminalInterview() if sys.stdin.isatty() else NoTerminal()
    made = adapt(workspace, request, interview)
    if output_format == "json":
        output.document(_json(made))
    else:
        _text(made)
    return diagnostics.after_plugins(workspace)


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


def _json(made: Adapted) -> Mapping[str, Any]:
    return {
        "format": 1,
        "path": str(made.path),
        "kit": dict(made.kit),
        "place": made.place,
        "files": made.files,
        "parameters": dict(made.parameters),
    }


def _text(made: Adapted) -> None:
    of = f"{made.kit['name']} {made.kit['version']}"
    who = f"{made.place}: a local version of {of}" if made.place else f"A local version of {of}"
    output.line(output.styled(who, "title"), output.styled(f", {counted(made.files, 'file')}"))
    output.line(output.styled(f"  in {made.path}"))
    output.line()
    output.line("Edit the files in any editor. Then see what you changed:")
    output.line(output.styled(f"  localkit status {_quoted(_shown(made.path))}", "command"))


def _shown(path: Path) -> str:
    here = Path.cwd()
    if path == here:
        return "."
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)


def _quoted(path: str) -> str:
    return f'"{path}"' if " " in path else path
