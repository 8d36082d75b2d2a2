"""``localkit schema``."""

from __future__ import annotations

import click

from localkit.cli import output
from localkit.store.schemas import NAMES, schema_text


@click.command("schema")
@click.argument("name", required=False)
def command(name: str | None) -> None:
    """Print the JSON Schema (2020-12) of a file format or of a command's JSON; without NAME, list them.

    Example: localkit schema kit
    """
    if name is None:
        output.lines(NAMES)
        return
    output.lines([schema_text(name).rstrip("\n")])
