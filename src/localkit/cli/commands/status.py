"""``localkit status``."""

from __future__ import annotations

from pathlib import Path

import click

from localkit.actions.status import Status, status
from localkit.cli import diagnostics, opening, output
from localkit.cli.options import format_option, path_argument
from localkit.cli.status_text import status_lines


@click.command("status")
@path_argument
@click.option("--all", "everything", is_flag=True, help="List every element, those as the core too.")
@format_option
def command(path: Path, everything: bool, output_format: str) -> int:
    """Show what this place changed against the core, element by element.

    PATH is the local version's folder, or any folder in it. Works offline and changes nothing.

    Example: localkit status my-cafe
    """
    workspace = opening.workspace()
    found: Status = status(workspace, path)
    if output_format == "json":
        from localkit.actions.status_json import status_values

        output.document(status_values(found))
    else:
        output.lines(status_lines(found, everything=everything, path=path))
    return max(diagnostics.after_plugins(workspace), diagnostics.WAITING if found.waits else diagnostics.DONE)
