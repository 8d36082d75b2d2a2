"""``localkit portfolio scan``."""

from __future__ import annotations

import sys
import time
from typing import Any

import click

from localkit.actions.portfolio_scan import Scanned, scan
from localkit.cli import diagnostics, opening, output
from localkit.cli.options import format_option
from localkit.cli.portfolio_opening import again, opened_portfolio, portfolio_option
from localkit.cli.scheduler_option import reached, scheduler_option
from localkit.wording import counted


@click.command("scan")
@portfolio_option
@click.option("--verify", is_flag=True, help="Read every place again, whether it looks changed or not.")
@click.option(
    "--workers",
    type=click.IntRange(min=1, max=500),
    metavar="N",
    help="Processes that work side by side; as many as there are processors if not given.",
)
@scheduler_option
@format_option
def command(store: str, verify: bool, workers: int | None, scheduler: str | None, output_format: str) -> int:
    """Measure every place of a portfolio, and keep what is different since the last time.

    A place whose files have the size, time and inode that they had is not read again. A scan that was stopped is
    carried on by the next one within twelve hours. Nothing in a place is changed, nothing of it is run. A place that
    cannot be read is named with the reason, stops no other, and makes the command end with status 1.

    Example: localkit portfolio scan
    """
    workspace = opening.workspace()
    with opened_portfolio(store) as portfolio, reached(workspace, scheduler, workers) as machines:
        progress = _Progress()
        try:
            scanned = scan(
                workspace, portfolio, verify=verify, workers=workers, machines=machines, watch=progress.tell
            )
        except KeyboardInterrupt:
            return diagnostics.interrupted("What was measured so far is kept; the next scan carries on.")
        progress.end()
    if output_format == "json":
        output.document(_values(scanned))
    else:
        _text(scanned, store)
    failed = diagnostics.after_plugins(workspace)
    return diagnostics.WAITING if scanned.failed else failed


class _Progress:
    """How far a scan is, on standard error: now and then in a terminal, seldom elsewhere."""

    def __init__(self) -> None:
        self.terminal = sys.stderr.isatty()
        self.every = 0.2 if self.terminal else 15.0
        self.told = time.monotonic()
        self.open = False

    def tell(self, scanned: Scanned) -> None:
        if time.monotonic() - self.told < self.every:
            return
        self.told = time.monotonic()
        text = f"{scanned.done} of {counted(scanned.places, 'place')}"
        click.echo(f"\r{text}" if self.terminal else text, err=True, nl=not self.terminal)
        self.open = self.terminal

    def end(self) -> None:
        if self.open:
            click.echo(err=True)


def _values(scanned: Scanned) -> dict[str, Any]:
    return {
        "format": 1,
        "places": scanned.places,
        "measured": scanned.measured,
        "unchanged": scanned.unchanged,
        "by_bundle": scanned.by_bundle,
        "done_before": scanned.before,
        "failed": [
            {"name": known.place.label, "at": known.place.where, "reason": reason}
            for known, reason in scanned.failed
        ],
    }


def _text(scanned: Scanned, store: str) -> None:
    if scanned.continued:
        done = f"{counted(scanned.before, 'place')} done before"
        output.line(f"Carried on with the scan that began at {scanned.continued}; {done}.")
    for known, reason in scanned.failed:
        output.line(output.styled(f"Could not be read: {output.in_one_line(known.place.label)}", "title"))
        output.lines(output.wrapped(f"{reason}.", "   ", "   "))
    counts = [
        f"{scanned.measured} measured",
        f"{scanned.unchanged} as before",
        *([f"{scanned.by_bundle} known by a bundle"] if scanned.by_bundle else []),
        *([f"{len(scanned.failed)} could not be read"] if scanned.failed else []),
    ]
    output.line(
        output.styled(counted(scanned.places, "place"), "title"), output.styled(f": {', '.join(counts)}.")
    )
    command = f"localkit portfolio list{again(store)}"
    output.line(output.styled("See them: ", "quiet"), output.styled(command, "command"))
