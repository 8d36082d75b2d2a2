"""``localkit report``."""

from __future__ import annotations

from pathlib import Path

import click

from localkit.cli import diagnostics, opening
from localkit.cli.options import path_argument
from localkit.cli.page_writing import check_page, html_option, write_page


@click.command("report")
@path_argument
@html_option
def command(path: Path, target: Path) -> int:
    """Make one page about this place, to show to its board or to print.

    PATH is the local version's folder, or any folder in it. The page needs no network and no other file. It has the
    words of the place's own records, those too that the network does not see; small counts of people are withheld.

    Example: localkit report my-cafe --html my-cafe.html
    """
    from localkit.actions.report import report
    from localkit.cli.pages.place_page import place_page

    workspace = opening.workspace()
    check_page(target)
    write_page(target, place_page(report(workspace, path)))
    return diagnostics.after_plugins(workspace)
