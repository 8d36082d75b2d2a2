"""``localkit portfolio show``."""

from __future__ import annotations

import click

from localkit.actions.portfolio_show import show_place, shown_values
from localkit.cli import diagnostics, opening, output
from localkit.cli.options import format_option
from localkit.cli.portfolio_opening import opened_portfolio, portfolio_option
from localkit.cli.portfolio_place_text import place_lines


@click.command("show")
@click.argument("place")
@portfolio_option
@format_option
def command(place: str, store: str, output_format: str) -> int:
    """One place in full, and what is different since the snapshot before.

    PLACE is its name, its code, where it is, or how one of these begins.

    Example: localkit portfolio show Harrow
    """
    workspace = opening.workspace()
    with opened_portfolio(store) as portfolio:
        shown = show_place(portfolio, place)
    if output_format == "json":
        output.document(shown_values(shown))
    else:
        output.lines(place_lines(shown))
    return diagnostics.after_plugins(workspace)
