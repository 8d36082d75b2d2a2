"""``localkit exception grant``."""

from __future__ import annotations

from pathlib import Path

import click

from localkit.actions.exceptions import grant, registered_values
from localkit.cli import diagnostics, opening, output
from localkit.cli.exception_text import as_written_option, asked, day, exception_lines, refuse_personal_data
from localkit.cli.options import format_option, path_argument


@click.command("grant")
@click.argument("exception", metavar="ID")
@path_argument
@click.option("--by", metavar="ROLE", help="Who agreed: regulator, national_team, peer_panel or place.")
@click.option("--until", metavar="DAY", help="Another last day than the one asked for.")
@click.option("--conditions", metavar="TEXT", help="What was asked in return.")
@as_written_option
@format_option
def command(
    exception: str,
    path: Path,
    by: str | None,
    until: str | None,
    conditions: str | None,
    as_written: bool,
    output_format: str,
) -> int:
    """Note that an exception was agreed, and by whom.

    Who can agree is the kit's to say. Who did is what you state; it is shown so.

    Example: localkit exception grant items-per-turn-1 --by national_team
    """
    workspace = opening.workspace()
    role = asked(by, "Who agreed? regulator, national_team, peer_panel or place", "--by ROLE")
    refuse_personal_data({"granted_by": role, "conditions": conditions}, as_written=as_written)
    last = day(until) if until else None
    found = grant(workspace, path, exception, role, conditions=conditions, until=last)
    if output_format == "json":
        output.document({"format": 1, "exception": registered_values(found)})
    else:
        output.lines(exception_lines(found))
    return diagnostics.after_plugins(workspace)
