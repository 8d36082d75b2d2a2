"""Opening a file from a screen: in the terminal where it can be lent out, else in a window of its own."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from textual.app import App, SuspendNotSupported

from localkit.errors import InputError
from localkit.tui.editor import (
    edit_and_wait,
    editor_command,
    open_beside,
    stated_editor,
    system_opener,
    usual_editor,
)


def open_in_editor(app: App[Any], path: Path, line: int | None) -> str:
    """Open a file; says in a sentence what was done, or nothing where the person saw it.

    Raises:
        InputError: No editor is known.
        MachineError: It cannot be started.
    """
    editor = stated_editor(os.environ) or (None if system_opener() else usual_editor())
    if editor is not None:
        try:
            with app.suspend():
                edit_and_wait(editor_command(editor, path, line))
        except SuspendNotSupported:
            pass  # in a browser, or on Windows: the system's own editor opens beside
        else:
            return ""
    opener = system_opener()
    if opener is None:
        raise InputError(
            "no editor is known here",
            path=str(path),
            hint="Set EDITOR to the name of one; or open the file in any editor: what you change shows up here.",
        )
    open_beside([*opener, str(path)])
    where = f", line {line}" if line else ""
    return f"{path.name}{where} opens in a window of its own. What you save shows up here."
