"""``localkit undo``."""

from __future__ import annotations

from pathlib import Path

import click

from localkit.actions.undo import Undone, undo
from localkit.cli import diagnostics, opening, output
from localkit.cli.options import format_option, path_argument
from localkit.cli.resolve_text import undone_lines


@click.command("undo")
@path_argument
@format_option
def command(path: Path, output_format: str) -> int:
    """Go one step back: before the last update or decision. What you wrote since stays.

    Say it again to go further back, up to twenty steps. Where going back changes what you changed since, your text
    stays and the earlier one waits for your decision.

    Example: localkit undo my-cafe
    """
    workspace = opening.workspace()
    done = undo(workspace, path)
    waits = done.open_update is not None and bool(done.open_update.waiting)
    if output_format == "json":
        output.document(_values(done))
    else:
        output.lines(undone_lines(done))
    return max(diagnostics.after_plugins(workspace), diagnostics.WAITING if waits else diagnostics.DONE)


def _values(done: Undone) -> dict[str, object]:
    note = done.note
    return {
        "format": 1,
        "path": str(done.root),
        "undone": None if note is None else {"action": note.action, "at": note.at, **note.said},
        "files": [
            {"file": file.named, "outcomes": sorted({part.outcome for part in file.parts})}
            for file in done.files
            if file.parts
        ],
        "needs_decision": len(done.open_update.waiting) if done.open_update else 0,
        "steps_left": done.left,
    }
