"""``localkit repair``."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import click

from localkit.actions.repair import Repaired, RepairRequest, repair
from localkit.cli import diagnostics, opening, output
from localkit.cli.interview import TerminalInterview
from localkit.cli.options import format_option, path_argument
from localkit.cli.output import in_command, styled, wrapped
from localkit.wording import counted

_STATE_WORD: Final = {
    "missing": "It was missing.",
    "unreadable": "What was there could not be read.",
    "changed": "Somebody or something had changed it.",
}


@click.command("repair")
@path_argument
@click.option(
    "--kit",
    metavar="KIT",
    required=True,
    help="Where the release is that this place was made from: a folder, a zip, a git address, a kit's name.",
)
@click.option("--directory", metavar="SUB", help="Folder within KIT that holds the kit.")
@click.option("--trust", is_flag=True, help="Let the kit run its own code (hooks, extensions).")
@click.option("--without-code", is_flag=True, help="Leave the kit's own code out.")
@format_option
def command(
    path: Path, kit: str, directory: str | None, trust: bool, without_code: bool, output_format: str
) -> int:
    """Put the core as received back, where core.zip is missing or damaged.

    The same release is made again with this place's answers. Only .localkit/core.zip is written; your documents stay as
    they are.

    Example: localkit repair my-cafe --kit mend-together
    """
    workspace = opening.workspace()
    interview = TerminalInterview() if sys.stdin.isatty() else None
    done = repair(workspace, path, RepairRequest(kit, directory, trust, without_code), interview)
    if output_format == "json":
        output.document(_json(done))
    else:
        output.lines(_lines(done))
    return diagnostics.after_plugins(workspace)


def _json(done: Repaired) -> Mapping[str, Any]:
    record = done.record
    return {
        "format": 1,
        "path": str(done.root),
        "kit": {"name": record.kit_name, "version": record.kit_version, "digest": record.kit_digest},
        "core_was": done.state,
        "files": done.files,
        "renewed": done.renewed,
    }


def _lines(done: Repaired) -> Iterator[str]:
    release = f"{done.record.kit_name} {done.record.kit_version}"
    if done.files is None:
        yield from wrapped(f"The core as received is there, as {release} gave it. Nothing was changed.")
        return
    files = counted(done.files, "file")
    yield from wrapped(
        f"The core as received is back: {release}, {files}. {_STATE_WORD[done.state]}", style="title"
    )
    if done.renewed:
        yield from wrapped(
            "It is not byte for byte the one that local.yaml named, as happens where another version of localkit made "
            "that one. local.yaml names this one now. If status shows a change that nobody made, compare with a copy."
        )
    command = f"localkit status {in_command(done.root)}"
    yield styled("See what this place changed: ", "quiet") + styled(command, "command")
