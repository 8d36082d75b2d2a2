"""``localkit log``."""

from __future__ import annotations

import json
from pathlib import Path

import click

from localkit.actions.log import Log, LogFilter, log, log_values
from localkit.cli import diagnostics, opening, output
from localkit.cli.exception_text import day
from localkit.cli.log_table import log_csv
from localkit.cli.log_text import log_lines
from localkit.cli.options import path_argument
from localkit.store.writing import write_new
from localkit.wording import counted


@click.command("log")
@path_argument
@click.option("--element", metavar="ID", help="Only about this element.")
@click.option("--since", metavar="DAY", help="Not before this day, as 2026-03-31.")
@click.option("--nature", metavar="CODE", help="Only this kind of change.")
@click.option("--goal", metavar="CODE", help="Only what was for this.")
@click.option("--reason", metavar="CODE", help="Only with this reason.")
@click.option("--who", metavar="CODE", help="Only what these took part in deciding.")
@click.option(
    "--visibility",
    type=click.Choice(["local", "network", "public"]),
    help="Only what was recorded for these to see.",
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
    help="Write to a new file, not to the screen.",
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
    """The adaptation log: what was recorded, why, by whom; newest first.

    PATH is the local version's folder, or any folder in it. Entries that were found to be about the same are counted
    once, with the others below. CODE is one of FRAME's, or of the kit or a plugin: docs/reference/vocabulary.md lists
    them. The table has a row for each entry, under FRAME's column names.

    Example: localkit log my-cafe --format csv -o adaptations.csv
    """
    workspace = opening.workspace()
    codes = {"nature": nature, "goal": goal, "reasons": reason, "who": who}
    wanted = LogFilter(
        element,
        None if since is None else day(since),
        {name: code for name, code in codes.items() if code is not None},
        visibility,
        text,
    )
    found = log(workspace, path, wanted)
    if target is None:
        _print(found, output_format, path)
    else:
        write_new(target, _bytes(found, output_format, path))
        diagnostics.note(f"Written: {target}, {counted(len(found.entries), 'adaptation')}.")
    return diagnostics.after_plugins(workspace)


def _print(found: Log, output_format: str, path: Path) -> None:
    if output_format == "json":
        output.document(log_values(found))
    elif output_format == "csv":
        output.raw(log_csv(found))
    else:
        output.lines(log_lines(found, path))


def _bytes(found: Log, output_format: str, path: Path) -> bytes:
    """What a file gets: the same as the screen, without colours."""
    if output_format == "csv":
        return log_csv(found)
    if output_format == "json":
        text = json.dumps(log_values(found), ensure_ascii=False, indent=2)
    else:
        text = click.unstyle("\n".join(log_lines(found, path))).lstrip("\n")
    return f"{text}\n".encode("utf-8", "replace")
