"""``localkit update``."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

import click

from localkit.actions.update import UpdateRequest, update
from localkit.cli import diagnostics, opening, output
from localkit.cli.answering import answers_option, given_answers, set_option
from localkit.cli.interview import NoTerminal, TerminalInterview
from localkit.cli.options import format_option, path_argument
from localkit.cli.update_text import update_lines


@click.command("update")
@path_argument
@click.option("--to", metavar="VERSION", help="Go to this release; without it, to the newest.")
@click.option("--kit", metavar="SOURCE", help="Look there: a folder, a zip, a git address, a kit's name.")
@click.option("--directory", metavar="SUB", help="Folder within SOURCE that holds the kit.")
@set_option
@answers_option
@click.option("--no-input", is_flag=True, help="Ask nothing; a new question gets its default.")
@click.option("--trust", is_flag=True, help="Let the kit run its own code (hooks, extensions).")
@click.option("--without-code", is_flag=True, help="Leave the kit's own code out.")
@click.option("--dry-run", is_flag=True, help="Only show what would happen; write nothing.")
@click.option(
    "--markers",
    is_flag=True,
    help="Where both sides changed the same running text, put both in the file, with marks around them.",
)
@format_option
def command(
    path: Path,
    to: str | None,
    kit: str | None,
    directory: str | None,
    pairs: tuple[str, ...],
    answers_from: str | None,
    no_input: bool,
    trust: bool,
    without_code: bool,
    dry_run: bool,
    markers: bool,
    output_format: str,
) -> int:
    """Take a later release of the kit into this place. Nobody's words are lost.

    What the core changed and this place did not comes as it is. Where both changed the same words, this place's stay,
    and the core's wait for your decision. `localkit undo` goes back.

    Example: localkit update my-cafe --dry-run
    """
    if dry_run and markers:
        raise click.UsageError("--markers writes into files; leave it out with --dry-run")
    workspace = opening.workspace()
    answers, offered = given_answers(workspace, pairs, answers_from)
    request = UpdateRequest(to, kit, directory, answers, offered, trust, without_code, dry_run, markers)
    interview = None if no_input else TerminalInterview() if sys.stdin.isatty() else NoTerminal()
    done = update(workspace, path, request, interview)
    if output_format == "json":
        from localkit.actions.update_json import update_values

        output.document(update_values(done))
    else:
        named = (("--to", to), ("--kit", kit), ("--directory", directory), ("--answers", answers_from))
        output.lines(update_lines(done, _again([*named, *(("--set", pair) for pair in pairs)])))
    return max(diagnostics.after_plugins(workspace), diagnostics.WAITING if done.waits else diagnostics.DONE)


def _again(named: Iterable[tuple[str, str | None]]) -> str:
    """Options as they would be typed again."""
    return "".join(f" {option} {_quoted(said)}" for option, said in named if said is not None)


def _quoted(said: str) -> str:
    return f'"{said}"' if any(sign.isspace() for sign in said) else said
