"""``localkit demo``."""

from __future__ import annotations

from pathlib import Path

import click

from localkit import wording
from localkit.actions.demo import DemoResult, demo, kit_folders
from localkit.actions.demo_places import RELEASE
from localkit.actions.demo_portfolio import NAME as PORTFOLIO
from localkit.cli import diagnostics, opening, output
from localkit.cli.options import format_option
from localkit.cli.status_text import status_lines
from localkit.wording import counted


@click.command("demo")
@click.argument("folder", metavar="[DIR]", default="localkit-demo", type=click.Path(path_type=Path))
@format_option
def command(folder: Path, output_format: str) -> int:
    """Make six invented places from one kit, edited as people edit; show what each changed, and take its next release.

    DIR is new or empty; without it, localkit-demo here.

    Example: localkit demo
    """
    workspace = opening.workspace()
    results = demo(workspace, folder)
    if output_format == "json":
        from localkit.actions.status_json import status_values
        from localkit.actions.update_json import update_values

        output.document(
            {
                "format": 1,
                "path": str(folder.resolve()),
                "places": [status_values(item.status) for item in results],
                "updates": [update_values(item.updated) for item in results],
            }
        )
        return diagnostics.after_plugins(workspace)
    output.line(
        output.styled(
            f"Six schemes, made from release {RELEASE} of the kit Open Door Homes. All of them are invented.",
            "title",
        )
    )
    for result in results:
        _place(result)
    _summary(results)
    _updates(results)
    _next(folder)
    return diagnostics.after_plugins(workspace)


def _place(result: DemoResult) -> None:
    output.line()
    output.line(output.styled("─" * output.width(), "quiet"))
    name = result.status.local_version.record.place_name or result.place.sample
    output.lines(output.wrapped(f"{name} {result.place.story}"))
    output.line()
    output.lines(status_lines(result.status, next_steps=False))


def _summary(results: list[DemoResult]) -> None:
    output.line()
    output.line(output.styled("─" * output.width(), "quiet"))
    output.line(output.styled("All six", "title"))
    for result in results:
        divergence = result.status.divergence
        name = result.status.local_version.record.place_name or result.place.sample
        lights = "  ".join(
            output.styled(f"{wording.LIGHT_SIGN[light]} {divergence.lights[light]:>2}", light)
            for light in ("red", "yellow", "green")
        )
        waits = [item.element.title for item in divergence.elements if item.asks]
        asks = f"asks for a word: {'; '.join(waits)}" if waits else "nothing asks for anything"
        output.line(output.styled(f"  {name:<18}"), lights, "   ", output.styled(asks, "quiet"))


def _updates(results: list[DemoResult]) -> None:
    """What the next release did to each place."""
    plans = [item.updated.plan for item in results]
    if plans[0] is None:
        return
    output.line()
    output.line(output.styled("─" * output.width(), "quiet"))
    output.line(output.styled(f"Then release {plans[0].after} came, and all six took it", "title"))
    for change in plans[0].changes:
        if change.pressing:
            told = f"{wording.CLASS_WORD[change.change_class]}: {change.summary}"
            output.lines(output.wrapped(told[:1].upper() + told[1:], "  "))
    output.line()
    for item in results:
        name = item.status.local_version.record.place_name or item.place.sample
        output.line(output.styled(f"  {name:<18}"), *_taken(item))


def _taken(item: DemoResult) -> tuple[str, ...]:
    plan = item.updated.plan
    if plan is None:
        return (output.styled("has it already"),)
    taken = counted(plan.summary["updated"], "passage") + " taken as they are"
    if not plan.waiting:
        return (output.styled(f"● {taken}", "green"), output.styled(", nothing to decide", "quiet"))
    asked = "; ".join(wording.shown_address(one.address) for one in plan.waiting)
    return (output.styled(f"■ {taken}", "red"), output.styled(f", needs a decision: {asked}", "quiet"))


def _next(folder: Path) -> None:
    newest, kit = list(kit_folders(folder).items())[-1]
    output.line()
    output.line(output.styled("What to try next", "title"))
    for command_line, why in (
        (
            f"localkit tui {folder}",
            "look around on the whole terminal: all six, and each of them; ? tells the keys",
        ),
        (
            f"localkit diff {folder}/st-orrans-bay --element part-of-the-family",
            "the words that were rewritten",
        ),
        (f"localkit resolve --list {folder}/brackwater", "what core and place both changed: both texts"),
        (
            f"localkit resolve legal-status {folder}/brackwater --take core",
            "take the core's text; or --take local with a reason",
        ),
        (f"localkit undo {folder}/hartsmere", "back to before the release, with what was written since"),
        (f"localkit status {folder}/cwm-derwydd --all", "every element of one place"),
        (f"localkit check {folder}/st-orrans-bay", "every rule: what to settle, and how"),
        (f"localkit record coordinator-load {folder}/brackwater", "say why, in four short questions"),
        (f"localkit diff {folder}/hartsmere", "edit a file in any editor, then look again"),
        (
            f"localkit kit lint {folder}/{kit.name}",
            f"hold release {newest} of the kit against its template; the six began with kit-{RELEASE}",
        ),
        (
            f"localkit portfolio list --portfolio {folder}/{PORTFOLIO}",
            "all six as a national team follows them, a line each",
        ),
        (
            f"localkit portfolio report --portfolio {folder}/{PORTFOLIO} --html six-places.html",
            "the same on one page, for a browser",
        ),
        ("localkit adapt mend-together my-cafe", "a version of your own, in a few questions"),
    ):
        output.line(output.styled(f"  {command_line}", "command"))
        output.line(output.styled(f"      {why}", "quiet"))
