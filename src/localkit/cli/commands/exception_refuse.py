"""``localkit exception refuse``."""

from __future__ import annotations

from pathlib import Path

import click

from localkit.actions.exceptions import refuse, registered_values
from localkit.cli import diagnostics, opening, output
from localkit.cli.exception_text import as_written_option, asked, exception_lines, refuse_personal_data
from localkit.cli.options import format_option, path_argument


@click.command("refuse")
@click.argument("exception", metavar="ID")
@path_argument
@click.option("--by", metavar="ROLE", help="Who did not agree: a role, not a person's name.")
@click.option("--reason", metavar="TEXT", help="Why.")
@as_written_option
@format_option
def command(
    exception: str, path: Path, by: str | None, reason: str | None, as_written: bool, output_format: str
) -> int:
    """Note that an exception was not agreed.

    Example: localkit exception refuse items-per-turn-1 --by national_team --reason "Queues would double."
    """
    workspace = opening.workspace()
    role = asked(by, "Who did not agree? A role, not a name", "--by ROLE")
    refuse_personal_data({"refused_by": role, "reason": reason}, as_written=as_written)
    found = refuse(workspace, path, exception, role, reason)
    if output_format == "json":
        output.document({"format": 1, "exception": registered_values(found)})
    else:
        output.lines(exception_lines(found))
    return diagnostics.after_plugins(workspace)
