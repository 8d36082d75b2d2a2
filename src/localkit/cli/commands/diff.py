"""``localkit diff``."""

from __future__ import annotations

from pathlib import Path

import click

from localkit.actions.diff import diff, diff_patch, diff_values
from localkit.cli import diagnostics, opening, output
from localkit.cli.diff_text import diff_lines
from localkit.cli.options import path_argument
from localkit.store.writing import write_new


@click.command("diff")
@path_argument
@click.option("--element", metavar="ID", help="Only this element.")
@click.option(
    "--format",
    "output_format",
    type=click.Choice(["text", "json", "patch"]),
    default="text",
    show_default=True,
    help="Words for people, one JSON document for programs, or a patch that git applies.",
)
@click.option(
    "-o",
    "--output",
    "target",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write the patch to a new file.",
)
def command(path: Path, element: str | None, output_format: str, target: Path | None) -> int:
    """Show the words that this place changed, element by element.

    [-words of the core-] and {+words of this place+} are marked so. A patch leads from the core to the local files,
    all of them.

    Example: localkit diff my-cafe --element items-per-turn
    """
    if output_format == "patch" and element is not None:
        raise click.UsageError("--format patch is always of the whole; leave out --element")
    if target is not None and output_format != "patch":
        raise click.UsageError("--output is for --format patch")
    workspace = opening.workspace()
    if output_format == "patch":
        data = diff_patch(workspace, path)
        output.raw(data) if target is None else write_new(target, data)
        return diagnostics.DONE
    found = diff(workspace, path, element)
    if output_format == "json":
        output.document(diff_values(found))
    else:
        output.lines(diff_lines(found))
    return max(
        diagnostics.after_plugins(workspace), diagnostics.WAITING if found.status.waits else diagnostics.DONE
    )
