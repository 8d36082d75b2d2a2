"""``localkit exception withdraw``."""

from __future__ import annotations

from pathlib import Path

import click

from localkit.actions.exceptions import registered_values, withdraw
from localkit.cli import diagnostics, opening, output
from localkit.cli.exception_text import as_written_option, exception_lines, refuse_personal_data
from localkit.cli.options import format_option, path_argument


@click.command("withdraw")
@click.argument("exception", metavar="ID")
@path_argument
@click.option("--reason", metavar="TEXT", help="Why.")
@as_written_option
@format_option
def command(exception: str, path: Path, reason: str | None, as_written: bool, output_format: str) -> int:
    """Note that an exception is not needed, or not asked for, any more.

    Example: localkit exception withdraw items-per-turn-1 --reason "Back to two items since May."
    """
    workspace = opening.workspace()
    refuse_personal_data({"reason": reason}, as_written=as_written)
    found = withdraw(workspace, path, exception, reason)
    if output_format == "json":
        output.document({"format": 1, "exception": registered_values(found)})
    else:
        output.lines(exception_lines(found))
    return diagnostics.after_plugins(workspace)
