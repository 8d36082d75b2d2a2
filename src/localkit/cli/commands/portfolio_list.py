"""``localkit portfolio list``."""

from __future__ import annotations

from collections.abc import Sequence

import click

from localkit.actions.portfolio_list import FILTERS, PlaceFilter, chosen, list_places, place_values
from localkit.cli import diagnostics, opening, output
from localkit.cli.portfolio_opening import again, opened_portfolio, portfolio_option
from localkit.cli.portfolio_table import places_csv
from localkit.cli.portfolio_text import list_lines
from localkit.model.portfolio import Followed


@click.command("list")
@portfolio_option
@click.option(
    "--filter",
    "filters",
    multiple=True,
    metavar="KEY=VALUE",
    help=f"Only places that are so, as stage=live or name=B*. KEY: {', '.join(FILTERS)}.",
)
@click.option(
    "--format",
    "output_format",
    type=click.Choice(["text", "json", "csv"]),
    default="text",
    show_default=True,
    help="Words for people, one JSON document for programs, or a table for a spreadsheet.",
)
def command(store: str, filters: tuple[str, ...], output_format: str) -> int:
    """Each place of a portfolio in short, by name.

    How far behind the core, what is recorded and what is not stand apart, and nothing is sorted by them: a place that
    shaped much is no better or worse than one that shaped little.

    Example: localkit portfolio list --filter stage=live --format csv
    """
    workspace = opening.workspace()
    wanted = [PlaceFilter.of(text) for text in filters]
    with opened_portfolio(store) as portfolio:
        places = list_places(portfolio)
    _print(chosen(places, wanted), len(places), store, output_format)
    return diagnostics.after_plugins(workspace)


def _print(found: Sequence[Followed], total: int, store: str, output_format: str) -> None:
    if output_format == "json":
        output.document({"format": 1, "places": [place_values(item) for item in found]})
    elif output_format == "csv":
        output.raw(places_csv(found))
    else:
        output.lines(list_lines(found, total, again(store)))
