"""``localkit exception request``."""

from __future__ import annotations

from pathlib import Path

import click

from localkit.actions.exceptions import Request, registered_values, request
from localkit.cli import diagnostics, opening, output
from localkit.cli.exception_text import as_written_option, asked, day, exception_lines, refuse_personal_data
from localkit.cli.options import format_option, path_argument


@click.command("request")
@click.argument("element")
@path_argument
@click.option("--by", metavar="ROLE", help="Who asks: a role, not a person's name.")
@click.option("--from", "start", metavar="DAY", help="First day, as 2026-03-31; today if not said.")
@click.option("--until", metavar="DAY", help="Last day, inclusive.")
@click.option("--plan", metavar="TEXT", help="How you mean to come back within bounds.")
@click.option("--adaptation", metavar="ID", help="The record that tells of the change.")
@as_written_option
@format_option
def command(
    element: str,
    path: Path,
    by: str | None,
    start: str | None,
    until: str | None,
    plan: str | None,
    adaptation: str | None,
    as_written: bool,
    output_format: str,
) -> int:
    """Ask to be outside a bound, or to change what the core keeps, for a while.

    Writes the request into the place's register. Send it to whoever can agree; what they say is noted with `grant` or
    `refuse`.

    Example: localkit exception request items-per-turn --by "café host" --until 2026-03-31
    """
    workspace = opening.workspace()
    who = asked(by, "Who asks? A role, not a name", "--by ROLE")
    last = day(asked(until, "Until which day? As 2026-03-31", "--until DAY"))
    refuse_personal_data({"requested_by": who, "action_plan": plan}, as_written=as_written)
    first = day(start) if start else workspace.today
    found = request(workspace, path, Request(element, who, first, last, plan, adaptation))
    if output_format == "json":
        output.document({"format": 1, "exception": registered_values(found)})
    else:
        output.lines(exception_lines(found))
    return diagnostics.after_plugins(workspace)
