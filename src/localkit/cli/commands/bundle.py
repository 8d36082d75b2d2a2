"""``localkit bundle``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from localkit.actions.bundle import Bundling, bundle, bundling
from localkit.actions.new_file import check_new_file
from localkit.cli import diagnostics, opening, output
from localkit.cli.bundle_text import leaving_lines
from localkit.cli.options import format_option, path_argument
from localkit.cli.output import in_command, styled
from localkit.errors import InputError


@click.command("bundle")
@path_argument
@click.option(
    "-o",
    "--output",
    "target",
    required=True,
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The file to write; one that is not there yet, outside the place's folder.",
)
@click.option(
    "--with-files", is_flag=True, help="Send the documents that the core gave, too, as they are now."
)
@click.option("--yes", is_flag=True, help="Do not ask: what leaves was seen and agreed.")
@format_option
def command(path: Path, target: Path, with_files: bool, yes: bool, output_format: str) -> int:
    """Make one file to send to those who follow this place, and show what leaves with it.

    PATH is the local version's folder, or any folder in it. Words of yours leave only where a record says that the
    network or the public may see it; small counts of people never do. Nothing is sent: what you do with the file is
    yours to decide.

    Example: localkit bundle my-cafe -o my-cafe.bundle.zip
    """
    workspace = opening.workspace()
    planned = bundling(workspace, path, with_files=with_files)
    check_new_file(target, what="the bundle", option="-o")
    if output_format == "text":
        output.lines(leaving_lines(planned))
    if not yes and not _agreed(target):
        diagnostics.note("Nothing was written.")
        return diagnostics.WAITING
    bundle(planned, target)
    if output_format == "json":
        output.document(_json(planned, target))
    else:
        output.line(styled("Written to ") + styled(in_command(target.resolve()), "title") + styled("."))
    return diagnostics.after_plugins(workspace)


def _agreed(target: Path) -> bool:
    if not sys.stdin.isatty():
        raise InputError(
            "nobody could be asked whether this may leave, so nothing was written",
            hint="Read what would leave; where it may, say the same with --yes.",
        )
    return bool(click.confirm(f"Write this to {output.harmless(str(target))}?", default=False, err=True))


def _json(planned: Bundling, target: Path) -> dict[str, object]:
    return {
        "format": 1,
        "path": str(planned.root),
        "file": str(target),
        "snapshot": planned.snapshot.digest,
        "files": sorted(planned.files),
    }
