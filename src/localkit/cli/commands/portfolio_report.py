"""``localkit portfolio report``."""

from __future__ import annotations

from pathlib import Path

import click

from localkit.cli import diagnostics, opening
from localkit.cli.page_writing import check_target, html_option, write_page
from localkit.cli.portfolio_opening import opened_portfolio, portfolio_option


@click.command("report")
@html_option
@portfolio_option
def command(target: Path, store: str) -> int:
    """Make one page about all places, for a browser or to print.

    It shows what is known by the last scan: elements and places side by side, what changed since the snapshot before,
    exceptions by the day they end, what became of core changes, what places share, and outcomes. The page needs no
    network, no other file and no script. Places stand by name and are not ranked.

    Example: localkit portfolio report --html our-places.html
    """
    from localkit.actions.portfolio_report import portfolio_report
    from localkit.cli.pages.portfolio_page import portfolio_page

    workspace = opening.workspace()
    check_target(target)
    with opened_portfolio(store) as portfolio:
        found = portfolio_report(workspace, portfolio)
    write_page(target, portfolio_page(found))
    return diagnostics.after_plugins(workspace)
