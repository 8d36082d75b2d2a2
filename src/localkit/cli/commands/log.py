"""``localkit log``."""

from __future__ import annotations

from pathlib import Path

import click

from localkit.actions.log import Log, LogFilter, log, log_values
from localkit.cli import diagnostics, opening, output
from localkit.cli.exception_text import day
from localkit.cli.log_text import log_csv, log_lines
from localkit.cli.options import path_argument
from localkit.store.writing import write_new

_MARK = b"\xef\xbb\xbf"  # spreadsheets take a file without it for another encoding


@click.command("log")
@path_argument
@click.option("--element", metavar="ID", help="Only about this element.")
@click.option("--since", metavar="DAY", help="Not before this day, as 2026-03-31.")
@click.option("--nature", metavar="CODE", help="Only this kind of change.")
@click.option("--goal", metavar="CODE", help="Only what was for this.")
@click.option("--reason", metavar="CODE", help="Only with this reason.")
@click.option("--who", metavar="CODE", help="Only what these took part in deciding.")
@click.option(
    "--visibility", type=click.Choice(["local", "network", "public"]), help="Only what these may see."
)
@click.option("--text", metavar="WORDS", help="Only what has these words in it.")
@click.option(
    "--format",
    "output_format",
    type=click.Choice(["text", "json", "csv"]),
    default="text",
    show_default=True,
    help="Words for people, one JSON document for programs, or a table with FRAME's column names.",
)
@click.option(
    "-o",
    "--output",
    "target",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write the table to a new file.",
)
def command(
    path: Path,
    element: str | None,
    since: str | None,
    nature: str | None,
    goal: str | None,
    reason: str | None,
    who: str | None,
    visibility: str | None,
    text: str | None,
    output_format: str,
    target: Path | None,
) -> int:
    """The adaptation log: what was changed, what for, and why here; newest first.

    Entries that were found to be about the same are shown once, with the others below.

    Example: localkit log my-cafe --format csv -o adaptations.csv
    """
    if target is not None and output_format != "csv":
        raise click.UsageError("--output is for --format csv")
    workspace = opening.workspace()
    codes = {"nature": nature, "goal": goal, "reasons": reason, "who": who}
    wanted = LogFilter(
        element,
        day(since) if since else None,
        {name: code for name, code in codes.items() if code},
        visibility,
        text,
    )
    _print(log(workspace, path, wanted), output_format, target)
    return diagnostics.after_plugins(workspace)


def _print(found: Log, output_format: str, target: Path | None) -> None:
    if output_format == "json":
        output.document(log_values(found))
    elif output_format == "csv":
        data = _MARK + log_csv(found).encode("utf-8", "replace")
        output.raw(data) if target is None else write_new(target, data)
    else:
        output.lines(log_lines(found))
