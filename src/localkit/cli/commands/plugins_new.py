"""``localkit plugins new``."""

from __future__ import annotations

from pathlib import Path

import click

from localkit.actions.plugins_new import plugins_new
from localkit.cli import opening, output
from localkit.cli.options import format_option
from localkit.wording import counted


@click.command("new")
@click.argument("name")
@click.argument("dest", required=False, type=click.Path(path_type=Path))
@click.option("--summary", metavar="TEXT", help="What it is for, in one sentence.")
@format_option
def command(name: str, dest: Path | None, summary: str | None, output_format: str) -> None:
    """Start a plugin: a folder with one rule that works, and tests that pass at once.

    NAME has small letters, digits and hyphens; the plugin is called localkit-NAME. DEST is its folder, new or empty;
    without it, localkit-NAME here.

    Example: localkit plugins new our-wishes --summary "What our network asks of every place."
    """
    made = plugins_new(opening.workspace(), name, dest, summary)
    if output_format == "json":
        output.document({"format": 1, "path": str(made.path), "name": made.name, "files": list(made.files)})
        return
    output.line(output.styled(made.name, "title"), f": a new plugin, {counted(len(made.files), 'file')}")
    output.line(output.styled(f"  in {made.path}", "quiet"))
    output.line()
    output.line("Next, in that folder, with the Python that localkit is installed in:")
    for step in ('python -m pip install -e ".[dev]"', "python -m pytest", "localkit plugins list"):
        output.line(output.styled(f"  {step}", "command"))
