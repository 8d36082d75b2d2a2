"""``localkit adapt``."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from localkit.actions.adapt import Adapted, AdaptRequest, adapt
from localkit.cli import diagnostics, opening, output
from localkit.cli.answering import answers_option, given_answers, set_option
from localkit.cli.interview import NoTerminal, TerminalInterview
from localkit.cli.options import format_option
from localkit.cli.output import in_command
from localkit.wording import counted


@click.command("adapt")
@click.argument("kit")
@click.argument("dest", required=False, type=click.Path(path_type=Path))
@set_option
@answers_option
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

    KIT is a folder, a zip, a git address with @REF or without, or the name of a kit that came with localkit. DEST is
    new or empty; without it, the kit names the folder.

    Example: localkit adapt mend-together my-cafe
    """
    workspace = opening.workspace()
    answers, offered = given_answers(workspace, pairs, answers_from)
    request = AdaptRequest(kit, dest, answers, directory, trust, without_code, offered)
    interview = None if no_input else TerminalInterview() if sys.stdin.isatty() else NoTerminal()
    made = adapt(workspace, request, interview)
    if output_format == "json":
        output.document(_json(made))
    else:
        _text(made)
    return diagnostics.after_plugins(workspace)


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
    output.line(output.styled(f"  localkit status {in_command(made.path)}", "command"))
