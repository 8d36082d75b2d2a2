"""``localkit tui``."""

from __future__ import annotations

import sys

import click

from localkit.cli import opening
from localkit.cli.opening import PluginChoice
from localkit.errors import InputError


@click.command("tui")
@click.argument("path", default=".")
@click.pass_obj
def command(choice: PluginChoice, path: str) -> int:
    """Look at a place, many places, or a kit in the terminal, and do something about it.

    PATH is a local version, a portfolio (a file, a folder with portfolio.db, or a database's address), or a kit. On
    every screen ? tells what can be done there.

    Example: localkit tui localkit-demo/hartsmere
    """
    from localkit.tui.target import target_of

    target = target_of(path)
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise InputError(
            "the screens need a terminal, and this is none",
            hint="Open a terminal and type it there; `localkit status` prints the same as text.",
        )
    from localkit.tui.running import run_screens

    return run_screens(lambda: opening.workspace(choice), target)
