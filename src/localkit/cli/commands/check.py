"""``localkit check``."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import click

from localkit.actions.check import FAIL_ON, FailOn, check, fails, report_form, written
from localkit.cli import diagnostics, opening, output
from localkit.cli.check_text import check_lines
from localkit.cli.options import path_argument


@click.command("check")
@path_argument
@click.option(
    "--fail-on",
    type=click.Choice(FAIL_ON),
    default="red",
    show_default=True,
    help="From where on to end with status 1: a ladder, each rung adds to those before it.",
)
@click.option(
    "--format",
    "output_format",
    default="text",
    show_default=True,
    metavar="text|json|sarif|junit|github",
    help="Words for people, or a form for programs; plugins may bring others.",
)
@click.option("--all", "everything", is_flag=True, help="List what only informs, too.")
def command(path: Path, fail_on: str, output_format: str, everything: bool) -> int:
    """Go through every rule: the core's, the kit's, and those that plugins bring.

    PATH is the local version's folder, or any folder in it. Works offline and changes nothing. Each finding says what,
    where, why, and what to do. What is agreed never fails.

    Example: localkit check my-cafe --fail-on yellow
    """
    workspace = opening.workspace()
    form = None if output_format == "text" else report_form(workspace, output_format)
    report = check(workspace, path)
    if form is None:
        output.lines(check_lines(report, everything=everything))
    else:
        text = written(workspace, form, report)
        if text is not None:
            output.raw(text.encode("utf-8", "replace"))
    failed = diagnostics.after_plugins(workspace)
    return diagnostics.WAITING if failed or fails(report, cast(FailOn, fail_on)) else diagnostics.DONE
