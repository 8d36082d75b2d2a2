"""``localkit adopt``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from localkit.actions.adopt import AdoptRequest, adopt
from localkit.cli import diagnostics, opening, output
from localkit.cli.adopt_text import adopted_lines, adopted_values
from localkit.cli.answering import answers_option, given_answers, set_option
from localkit.cli.interview import NoTerminal, TerminalInterview
from localkit.cli.options import format_option


@click.command("adopt")
@click.argument("path", type=click.Path(path_type=Path))
@click.option(
    "--kit",
    "kits",
    multiple=True,
    required=True,
    metavar="KIT",
    help="Where it may come from; every release that is found there is tried. May be given several times.",
)
@set_option
@answers_option
@click.option("--no-input", is_flag=True, help="Ask nothing; what the text does not tell gets its default.")
@click.option("--directory", metavar="SUB", help="Folder within KIT that holds the kit.")
@click.option("--trust", is_flag=True, help="Let the kit run its own code (hooks, extensions).")
@click.option("--without-code", is_flag=True, help="Leave the kit's own code out.")
@format_option
def command(
    path: Path,
    kits: tuple[str, ...],
    pairs: tuple[str, ...],
    answers_from: str | None,
    no_input: bool,
    directory: str | None,
    trust: bool,
    without_code: bool,
    output_format: str,
) -> int:
    """Make a local version of a folder that was copied from a kit and edited by hand.

    Finds the release and the answers that fit PATH best, says how sure it is, and writes the folder .localkit into
    it; no other file changes. From then on it is like any other local version.

    KIT is a folder, a zip, a git address (each tag that names a version is a release) or the name of a kit that came
    with localkit. Answers are read from the text where it shows them; the others are asked.

    Example: localkit adopt my-cafe --kit mend-together
    """
    workspace = opening.workspace()
    answers, offered = given_answers(workspace, pairs, answers_from)
    request = AdoptRequest(path, kits, answers, directory, trust, without_code, offered)
    interview = None if no_input else TerminalInterview() if sys.stdin.isatty() else NoTerminal()
    made = adopt(workspace, request, interview)
    if output_format == "json":
        output.document(adopted_values(made))
    else:
        output.lines(adopted_lines(made))
    return diagnostics.after_plugins(workspace)
