"""``localkit trust``."""

from __future__ import annotations

import sys

import click

from localkit.actions.trust import Trustable, distrust, trust, trustable
from localkit.cli import diagnostics, opening, output
from localkit.errors import SafetyError


@click.command("trust")
@click.argument("path", default=".")
@click.option("--yes", is_flag=True, help="Don't ask.")
@click.option("--remove", is_flag=True, help="Let it not run any more.")
def command(path: str, yes: bool, remove: bool) -> int:
    """Let a place's own rules, or a kit's own code, run on this machine.

    PATH is a local version with rules of its own in .localkit/plugins, or a kit. What is trusted is what the files say
    now: when one of them changes, you are asked again.

    Example: localkit trust my-cafe
    """
    workspace = opening.workspace()
    found = trustable(workspace, path)
    if remove:
        known = distrust(workspace, found)
        output.line(output.styled("Not trusted any more." if known else "It was not trusted."))
        return diagnostics.DONE
    if found.known:
        output.line(output.styled("Trusted already; nothing changed since."))
        return diagnostics.DONE
    if not yes:
        _ask(found)
    trust(workspace, found)
    output.line(output.styled("Trusted. What the files say now may run on this machine."))
    return diagnostics.DONE


def _ask(found: Trustable) -> None:
    own = found.what == "plugins"
    whose = "These rules of the place's own" if own else f'This code of the kit "{found.name}"'
    diagnostics.note(f"{whose} would run on this machine:")
    for name in found.files:
        diagnostics.note(f"  {name}")
    diagnostics.note("It could do anything that you can do here. Say yes only if you know who made it.")
    if not sys.stdin.isatty():
        raise SafetyError(
            "nobody was asked, so nothing is trusted", hint="Say --yes if you know who made it."
        )
    if not click.confirm("Trust it?", default=False, err=True):
        raise SafetyError("not trusted", hint="Nothing of it will run.")
