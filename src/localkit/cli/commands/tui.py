"""``localkit tui``."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from localkit.cli import opening, output
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
@click.option("--web", is_flag=True, help="Show it in a browser on this machine; the address is printed.")
@click.option("--port", type=click.IntRange(1, 65535), help="Where to show it; without, any that is free.")
@click.pass_obj
def command(
    choice: PluginChoice,
    path: str,
    screenshot: str | None,
    out: Path | None,
    size: str,
    theme: str | None,
    web: bool,
    port: int | None,
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
    if web or port is not None:
        return _serve(choice, path, port)
    in_browser = os.environ.get("TEXTUAL_DRIVER", "").endswith("WebDriver")  # whom --web started
    if not in_browser and not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise InputError(
            "the screens need a terminal, and this is none",
            hint="Open a terminal and type it there; `localkit status` prints the same as text.",
        )
    from localkit.tui.running import run_screens

    return run_screens(lambda: opening.workspace(choice), target)


def _serve(choice: PluginChoice, path: str, port: int | None) -> int:
    try:
        from localkit.tui.web import serve
    except ModuleNotFoundError as error:
        raise InputError(
            f"to show the screens in a browser takes a package that is not here: {error.name}",
            hint="pip install 'localkit[web]'",
        ) from None

    def tell(address: str) -> None:
        output.line("Open this in a browser on this machine:")
        output.line("  ", output.styled(address, "command"))
        output.line("Whoever has this address can do what you can do here. Ctrl-C ends it.")
        sys.stdout.flush()

    serve([*_as_started(choice), "tui", "--", path], port or 0, f"localkit: {path}", tell)
    return choice.after_verbs()


def _as_started(choice: PluginChoice) -> list[str]:
    """This localkit with the same choice of plugins; nothing is imported from the folder that somebody stands in."""
    folders = [part for folder in choice.folders for part in ("--plugins-dir", folder)]
    off = [part for name in sorted(choice.off) for part in ("-p", f"no:{name}")]
    switches = [*folders, *off, *([] if choice.enabled else ["--no-plugins"])]
    return [sys.executable, "-P", "-m", "localkit", *switches]


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
    from localkit.actions.new_file import check_new_file
    from localkit.cli.page_writing import write_page
    from localkit.tui.screenshot import screenshot

    check_new_file(out, what="the picture", option="-o")
    drawn = screenshot(lambda: opening.workspace(choice), target, screen, size=(columns, lines), theme=theme)
    write_page(out, drawn.encode("utf-8"))
    return choice.after_verbs()


def _size(text: str) -> tuple[int, int]:
    found = re.fullmatch(r"(\d{2,3})x(\d{1,3})", text)
    if found is None:
        raise InputError(f'"{text}" is no size', hint="Say columns and lines, as 100x30; up to 999 of each.")
    return int(found[1]), int(found[2])
