"""``localkit rehearse``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from localkit.actions.rehearse import Rehearsal, RehearsalRequest, rehearse
from localkit.cli import diagnostics, opening, output
from localkit.cli.interview import NoTerminal, TerminalInterview
from localkit.cli.options import format_option
from localkit.cli.page_writing import check_page, write_page
from localkit.cli.rehearse_text import rehearsal_lines
from localkit.cli.scheduler_option import reached, scheduler_option
from localkit.model.portfolio import NewPlace


@click.command("rehearse")
@click.argument("kit")
@click.argument("places", nargs=-1, type=click.Path(path_type=Path), metavar="[PLACE…]")
@click.option(
    "--portfolio",
    "store",
    metavar="P",
    help="Take the places of a portfolio: a file, or a database's address.",
)
@click.option("--directory", metavar="SUB", help="Folder within KIT that holds the kit.")
@click.option("--trust", is_flag=True, help="Let the kit run its own code (hooks, extensions).")
@click.option("--without-code", is_flag=True, help="Leave the kit's own code out.")
@click.option(
    "--workers",
    type=click.IntRange(1, 256),
    metavar="N",
    help="How many places at once; as many as the machine has processors if not said, fewer where few are there.",
)
@scheduler_option
@click.option(
    "--html",
    "target",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write a page for a browser, too; a file that is not there yet.",
)
@format_option
def command(
    kit: str,
    places: tuple[Path, ...],
    store: str | None,
    directory: str | None,
    trust: bool,
    without_code: bool,
    workers: int | None,
    scheduler: str | None,
    target: Path | None,
    output_format: str,
) -> int:
    """See what a release would do to each place, before it goes out. Writes nothing.

    KIT is the release, published or not: a folder, a zip, a git address. PLACE is a local version, or a folder that
    holds some; or all of a portfolio. Places of other kits are left out. What `localkit kit lint` finds in the
    release itself is told first.

    Example: localkit rehearse our-kit schemes/
    """
    workspace = opening.workspace()
    if not places and store is None:
        raise click.UsageError("say with which places: folders, or --portfolio P")
    if target is not None:
        check_page(target)
    known = {} if store is None else _of_portfolio(store)
    asked = TerminalInterview() if sys.stdin.isatty() else NoTerminal()
    with reached(workspace, scheduler, workers) as machines:
        request = RehearsalRequest(kit, places, directory, trust, without_code, workers, known, machines)
        found = rehearse(workspace, request, asked)
    if output_format == "json":
        from localkit.actions.rehearse_json import rehearsal_values

        output.document(rehearsal_values(found))
    else:
        output.lines(rehearsal_lines(found))
    if target is not None:
        _write(target, found, output_format)
    waits = bool(found.faults or found.asked or any(item.failed for item in found.not_rehearsed))
    return max(diagnostics.after_plugins(workspace), diagnostics.WAITING if waits else diagnostics.DONE)


def _write(target: Path, found: Rehearsal, output_format: str) -> None:
    from localkit.cli.pages.rehearsal_page import rehearsal_page

    data = rehearsal_page(found)
    if output_format != "json":
        output.line()
        write_page(target, data)
        return
    from localkit.store.writing import write_new

    write_new(target, data)  # standard output is one document; who asked for the page knows where it is


def _of_portfolio(store: str) -> dict[NewPlace, tuple[str, str] | None]:
    from localkit.actions.rehearse_portfolio import places_of
    from localkit.cli.portfolio_opening import opened_portfolio

    with opened_portfolio(store) as portfolio:
        return places_of(portfolio)
