"""``localkit portfolio add``."""

from __future__ import annotations

import click

from localkit.actions.portfolio_add import add
from localkit.actions.portfolio_added import Added, added_values
from localkit.cli import diagnostics, opening, output
from localkit.cli.options import format_option
from localkit.cli.portfolio_opening import again, opened_portfolio, portfolio_option
from localkit.model.portfolio import NewPlace
from localkit.wording import counted


@click.command("add")
@click.argument("what", nargs=-1, required=True)
@portfolio_option
@click.option("--directory", metavar="SUB", help="Folder within a repository that holds local versions.")
@format_option
def command(what: tuple[str, ...], store: str, directory: str | None, output_format: str) -> int:
    """Add places to a portfolio; it is made if there is none.

    WHAT is a local version's folder, a folder with local versions in it, a pattern as "places/*", a git repository as
    https://example.org/harrow.git@main, a bundle that a place sent, or another address, as s3://bucket/cafes or
    https://example.org/cafe.zip. Nothing in a place is changed, nothing of it is run. Ends with status 1 where
    something is no local version, 3 where something was refused for safety; the others are added all the same.

    Example: localkit portfolio add ~/shared/cafes
    """
    workspace = opening.workspace()
    with opened_portfolio(store, make=True) as portfolio:
        added = add(workspace, portfolio, what, directory)
    if output_format == "json":
        output.document(added_values(added))
    else:
        _tell(added, store)
    failed = diagnostics.after_plugins(workspace)
    if any(item.unsafe for item in added.refused):
        return diagnostics.REFUSED
    return diagnostics.WAITING if added.refused else failed


def _shown(place: NewPlace) -> str:
    return output.in_one_line(f"{place.label}  {place.where}")


def _tell(added: Added, store: str) -> None:
    for place in added.new:
        output.line(output.styled("Added: ", "title"), output.styled(_shown(place)))
    for place in added.newer:
        output.line(output.styled("Newer than before: ", "title"), output.styled(_shown(place)))
    for place in added.there:
        output.line(output.styled(f"There already: {_shown(place)}", "quiet"))
    for refused in added.refused:
        output.lines(output.wrapped(f"Not added: {refused.what}: {refused.reason}.", "  ", ""))
    if added.new or added.there or added.newer:
        newer = f" {len(added.newer)} newer than before," if added.newer else ""
        output.line(f"{counted(len(added.new), 'new place')},{newer} {len(added.there)} there already.")
    if any(place.kind != "bundle" for place in added.new):
        command = f"localkit portfolio scan{again(store)}"
        output.line(output.styled("Measure them: ", "quiet"), output.styled(command, "command"))
