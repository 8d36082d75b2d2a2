"""``localkit tui``."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from localkit.cli import opening
from localkit.cli.opening import PluginChoice
from localkit.errors import InputError

if TYPE_CHECKING:
    from localkit.tui.target import Target


@click.command("tui")
@click.argument("path", default=".")
@click.option("--screenshot", metavar="SCREEN", help="Draw a screen as SVG instead; -o says into which file.")
@click.option(
    "-o", "out", metavar="FILE.svg", type=click.Path(path_type=Path), help="Where to put the picture."
)
@click.option("--size", metavar="COLUMNSxLINES", default="100x30", show_default=True, help="Of the picture.")
@click.option("--theme", metavar="NAME", help="Colours of the picture, as localkit-light.")
@click.pass_obj
def command(
    choice: PluginChoice, path: str, screenshot: str | None, out: Path | None, size: str, theme: str | None
) -> int:
    """Look at a place, many places, or a kit in the terminal, and do something about it.

    PATH is a local version, a portfolio (a file, a folder with portfolio.db, or a database's address), or a kit. On
    every screen ? tells what can be done there.

    Example: localkit tui localkit-demo/hartsmere
    """
    from localkit.tui.target import target_of

    target = target_of(path)
    if screenshot is not None or out is not None:
        return _draw(choice, target, screenshot, out, size, theme)
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise InputError(
            "the screens need a terminal, and this is none",
            hint="Open a terminal and type it there; `localkit status` prints the same as text.",
        )
    from localkit.tui.running import run_screens

    return run_screens(lambda: opening.workspace(choice), target)


def _draw(
    choice: PluginChoice,
    target: Target,
    screen: str | None,
    out: Path | None,
    size: str,
    theme: str | None,
) -> int:
    if screen is None or out is None:
        missing = "--screenshot SCREEN" if screen is None else "-o FILE.svg"
        raise InputError(f"{missing} is missing", hint="Say both: --screenshot place -o place.svg")
    columns, lines = _size(size)
    from localkit.cli.page_writing import write_page
    from localkit.tui.screenshot import screenshot

    drawn = screenshot(lambda: opening.workspace(choice), target, screen, size=(columns, lines), theme=theme)
    write_page(out, drawn.encode("utf-8"))
    return choice.after_verbs()


def _size(text: str) -> tuple[int, int]:
    found = re.fullmatch(r"(\d{2,3})x(\d{1,3})", text)
    if found is None:
        raise InputError(f'"{text}" is no size', hint="Say columns and lines, as 100x30; up to 999 of each.")
    return int(found[1]), int(found[2])
