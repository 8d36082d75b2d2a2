"""``localkit kit lint``."""

from __future__ import annotations

from typing import Any

import click

from localkit.actions.kit_lint import LintProblem, LintReport, lint
from localkit.cli import diagnostics, opening, output
from localkit.cli.options import format_option
from localkit.wording import counted


@click.command("lint")
@click.argument("kit")
@click.option("--directory", metavar="SUB", help="Folder within KIT that holds the kit.")
@click.option("--trust", is_flag=True, help="Let the kit run its own code (hooks, extensions).")
@format_option
def command(kit: str, directory: str | None, trust: bool, output_format: str) -> int:
    """Hold a kit's framework against its template, for every sample place.

    Every passage must be there, every function carried, every bound hold in the pristine text. Ends with status 1
    where something is to mend.

    Example: localkit kit lint kits/mend-together
    """
    workspace = opening.workspace()
    report = lint(workspace, kit, directory, trust=trust)
    if output_format == "json":
        output.document(_values(report))
    else:
        _text(report)
    failed = diagnostics.after_plugins(workspace)
    return diagnostics.WAITING if report.problems else failed


def _values(report: LintReport) -> dict[str, Any]:
    return {
        "format": 1,
        "kit": report.kit,
        "path": report.where,
        "samples": list(report.samples),
        "problems": [
            {
                "rule": item.fault.rule,
                "message": item.fault.message,
                "file": item.fault.file,
                "line": item.fault.line,
                "samples": list(item.samples),
            }
            for item in report.problems
        ],
    }


def _text(report: LintReport) -> None:
    for problem in report.problems:
        output.lines(_lines(report, problem))
    tried = f"{counted(report.elements, 'element')} held against {counted(len(report.samples), 'rendering')}"
    if report.problems:
        count = counted(len(report.problems), "thing")
        output.line(output.styled(f"{report.kit}: {count} to mend", "title"), f"; {tried}.")
    else:
        output.line(output.styled(f"{report.kit}: nothing to mend", "title"), f"; {tried}.")


def _lines(report: LintReport, problem: LintProblem) -> list[str]:
    fault = problem.fault
    place = f"{report.where.rstrip('/')}/{fault.file}" + (f":{fault.line}" if fault.line else "")
    where = f" (in {', '.join(problem.samples)})" if problem.samples else ""
    text = f"{fault.message}{where}"
    return [output.styled(place, "quiet"), *output.wrapped(text if text.endswith("?") else f"{text}.", "  ")]
