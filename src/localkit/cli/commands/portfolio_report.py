"""``localkit portfolio report``."""

from __future__ import annotations

from pathlib import Path

import click

from localkit.actions.portfolio_list import FILTERS, PlaceFilter
from localkit.cli import diagnostics, opening
from localkit.cli.page_writing import check_page, html_option, write_page
from localkit.cli.portfolio_opening import opened_portfolio, portfolio_option


@click.command("report")
@html_option
@portfolio_option
@click.option(
    "--filter",
    "filters",
    multiple=True,
    metavar="KEY=VALUE",
    help=f"Only places that are so, as stage=live or name=B*. KEY: {', '.join(FILTERS)}.",
)
def command(target: Path, store: str, filters: tuple[str, ...]) -> int:
    """Make one page about all places, for a browser or to print.

    It shows what is known by the last scan: elements and places side by side, change over time, exceptions by the day
    they end, what became of core changes, what places share, and outcomes with how far chance goes. The page needs no
    network, no other file and no script. Places stand by name and are not ranked. With very many places it tells less
    of each, and says what it left out; --filter makes a page about some of them.

    Example: localkit portfolio report --html our-places.html
    """
    from localkit.actions.portfolio_report import portfolio_report
    from localkit.cli.pages.portfolio_page import portfolio_page

    workspace = opening.workspace()
    wanted = [PlaceFilter.of(text) for text in filters]
    check_page(target)
    with opened_portfolio(store) as portfolio:
        found = portfolio_report(workspace, portfolio, wanted)
    write_page(target, portfolio_page(found))
    return diagnostics.after_plugins(workspace)
