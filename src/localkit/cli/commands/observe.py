"""``localkit observe``."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from localkit.actions.observe import Observed, observe, personal_data, sheet_rows, values
from localkit.cli import diagnostics, opening, output
from localkit.cli.options import format_option
from localkit.cli.output import styled, wrapped
from localkit.errors import InputError
from localkit.model.records import Observation
from localkit.wording import counted

_EXAMPLE = "localkit observe items-mended 2026-03 31 40"


@click.command("observe")
@click.argument("indicator", required=False)
@click.argument("period", required=False)
@click.argument("number", metavar="N", required=False)
@click.argument("out_of", metavar="D", required=False)
@click.option(
    "--path",
    default=".",
    type=click.Path(path_type=Path),
    help="The local version's folder, or any folder in it; the present one if not said.",
)
@click.option("--note", default="", metavar="TEXT", help="What explains the number; it stays with you.")
@click.option(
    "--csv",
    "sheet",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Take all rows of a spreadsheet's export: indicator, period, numerator, denominator, note.",
)
@click.option("--again", is_flag=True, help="Replace what was reported for the same period.")
@click.option("--as-written", is_flag=True, help="Keep what looks like personal data: it is none.")
@format_option
def command(path: Path, sheet: Path | None, again: bool, output_format: str, **said: Any) -> int:
    """Report an outcome: N, or N out of D, for one of the kit's indicators in a period.

    PERIOD is a year, a quarter, a month, a week or a day, as often as the kit asks: 2026, 2026-Q1, 2026-03, 2026-W05,
    2026-03-31. Small counts of people are withheld wherever they would leave the place.

    Example: localkit observe items-mended 2026-03 31 40
    """
    workspace = opening.workspace()
    rows = _rows(sheet, said)
    if not said["as_written"]:
        _refuse_personal_data(rows, sheet)
    done = observe(workspace, path, rows, again=again, sheet=sheet)
    if output_format == "json":
        output.document(_json(done))
    else:
        output.lines(_lines(done))
    return diagnostics.after_plugins(workspace)


def _rows(sheet: Path | None, said: dict[str, Any]) -> list[Observation]:
    typed = [said[name] for name in ("indicator", "period", "number")]
    if sheet is not None:
        if any(typed) or said["note"]:
            raise InputError("with --csv, everything stands in the file", hint="Leave the other words out.")
        return sheet_rows(sheet)
    if not all(typed):
        raise InputError("an indicator, a period and a number are needed", hint=f"For example: {_EXAMPLE}")
    indicator, period, number = (str(word).strip() for word in typed)
    return [Observation(indicator, period, number, (said["out_of"] or "").strip(), said["note"].strip(), 0)]


def _refuse_personal_data(rows: Sequence[Observation], sheet: Path | None) -> None:
    for row, item in personal_data(rows):
        told = f"{item.what} seems to stand in the note ({item.masked})"
        asked = sheet is None and sys.stdin.isatty()
        if not (asked and click.confirm(f"{told}. Keep it as it is?", default=False, err=True)):
            raise InputError(
                told,
                path=None if sheet is None else str(sheet),
                line=None if sheet is None else row.line,
                hint="Write the role instead of the person. If it is no personal data, say --as-written.",
            )


def _json(done: Observed) -> dict[str, Any]:
    return {
        "format": 1,
        "path": str(done.root),
        "added": [_row(row) for row in done.added],
        "replaced": [_row(row) for row in done.replaced],
        "unchanged": done.unchanged,
    }


def _row(row: Observation) -> dict[str, str]:
    return {name: getattr(row, name) for name in ("indicator", "period", "numerator", "denominator", "note")}


def _lines(done: Observed) -> Iterator[str]:
    changed = (*done.added, *done.replaced)
    if len(changed) == 1 and not done.unchanged:
        row = changed[0]
        yield styled("Reported. ", "title") + styled(
            f"{done.titles[row.indicator]}, {row.period}: {values(row)}"
        )
    elif not changed:
        yield styled(f"Nothing new: {counted(done.unchanged, 'row')} there already.")
    else:
        parts = [
            f"{len(done.added)} new",
            f"{len(done.replaced)} replaced",
            f"{done.unchanged} there already",
        ]
        yield styled("Reported. ", "title") + styled(f"{counted(len(changed), 'row')}: {', '.join(parts)}.")
    if done.withheld:
        yield from wrapped(
            "It stays here as it is. Where it leaves this place, a count this small is withheld.", "  "
        )
