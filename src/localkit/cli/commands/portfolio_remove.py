"""``localkit portfolio remove``."""

from __future__ import annotations

import sys

import click

from localkit.actions.portfolio_remove import Removable, removable, remove, removed_values
from localkit.cli import diagnostics, opening, output
from localkit.cli.options import format_option
from localkit.cli.portfolio_opening import opened_portfolio, portfolio_option
from localkit.errors import InputError
from localkit.wording import counted


@click.command("remove")
@click.argument("place")
@portfolio_option
@click.option("--yes", is_flag=True, help="Don't ask.")
@format_option
def command(place: str, store: str, yes: bool, output_format: str) -> int:
    """Take a place out of a portfolio, with all its snapshots.

    PLACE is its whole name, its code, or where it is. The place itself is left as it is, and can be added again; the
    snapshots of before do not come back.

    Example: localkit portfolio remove Harrow
    """
    workspace = opening.workspace()
    with opened_portfolio(store) as portfolio:
        found = removable(portfolio, place)
        agreed = yes or _asked(found)
        if agreed:
            remove(portfolio, found)
    if output_format == "json":
        output.document(removed_values(found, removed=agreed))
    elif agreed:
        output.line(output.styled("Removed: ", "title"), output.styled(_shown(found)))
    else:
        output.line(output.styled("Nothing was removed."))
    return max(diagnostics.after_plugins(workspace), diagnostics.DONE if agreed else diagnostics.WAITING)


def _shown(found: Removable) -> str:
    place = found.known.place
    snapshots = counted(found.snapshots, "snapshot")
    return output.in_one_line(f"{place.label}  {place.where}") + f", {snapshots}"


def _asked(found: Removable) -> bool:
    diagnostics.note(f"This would go, and not come back: {_shown(found)}")
    if not sys.stdin.isatty():
        raise InputError("nobody was asked, so nothing was removed", hint="Say --yes if all of it may go.")
    return bool(click.confirm("Remove it?", default=False, err=True))
