"""``localkit refresh``."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from localkit.actions.refresh import Refreshed, refresh
from localkit.actions.status_json import kit_values
from localkit.cli import diagnostics, opening, output
from localkit.cli.options import format_option, path_argument
from localkit.cli.refresh_text import refresh_lines
from localkit.store.local_version_files import change_values


@click.command("refresh")
@path_argument
@click.option("--kit", metavar="SOURCE", help="Look there: a folder, a zip, a git address, a kit's name.")
@click.option("--directory", metavar="SUB", help="Folder within SOURCE that holds the kit.")
@format_option
def command(path: Path, kit: str | None, directory: str | None, output_format: str) -> int:
    """See whether the core has moved on, and what is new.

    Looks where the kit came from, over the network if that is where it is, and remembers what it saw; `localkit status`
    then tells how far behind the core this place is. No document of yours is touched.

    Example: localkit refresh my-cafe
    """
    if directory is not None and kit is None:
        raise click.UsageError("--directory goes with --kit: it is a folder within SOURCE")
    workspace = opening.workspace()
    found = refresh(workspace, path, kit, directory)
    if output_format == "json":
        output.document(_json(found))
    else:
        output.lines(refresh_lines(found, kit=kit, directory=directory))
    return diagnostics.after_plugins(workspace)


def _json(found: Refreshed) -> Mapping[str, Any]:
    return {
        "format": 1,
        "path": str(found.opened.root),
        "kit": kit_values(found.opened),
        "behind": found.known.behind,
        "changes": [change_values(change) for change in found.known.changes],
    }
