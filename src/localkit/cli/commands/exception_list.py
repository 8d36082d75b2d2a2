"""``localkit exception list``."""

from __future__ import annotations

from pathlib import Path

import click

from localkit.actions.exceptions import listed, registered_values
from localkit.cli import diagnostics, opening, output
from localkit.cli.exception_text import exception_lines
from localkit.cli.options import format_option, path_argument


@click.command("list")
@path_argument
@click.option("--element", metavar="ID", help="Only for this element.")
@click.option("--live", is_flag=True, help="Only those that are agreed and hold today.")
@format_option
def command(path: Path, element: str | None, live: bool, output_format: str) -> int:
    """The register of exceptions: who asked, who agreed as stated, from when, until when, on which conditions.

    Example: localkit exception list --live
    """
    workspace = opening.workspace()
    found = listed(workspace, path, element)
    shown = [item for item in found if not live or item.standing == "granted"]
    if output_format == "json":
        output.document({"format": 1, "exceptions": [registered_values(item) for item in shown]})
    elif not shown:
        output.line("There is no exception." if not live else "There is no exception that holds today.")
    else:
        for item in shown:
            output.lines(exception_lines(item))
    return diagnostics.after_plugins(workspace)
