"""Opening a file in a person's editor, at a line."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from localkit.errors import InputError, MachineError

_PLUS_LINE: Final = frozenset(
    [
        "vi",
        "vim",
        "nvim",
        "gvim",
        "nano",
        "pico",
        "emacs",
        "emacsclient",
        "joe",
        "jed",
        "micro",
        "kak",
        "ne",
        "mcedit",
        "kwrite",
        "gedit",
        "gnome-text-editor",
    ]
)
"""Editors that take ``+12`` before the file."""
_COLON_LINE: Final = frozenset(["subl", "hx", "helix", "zed", "mate"])
"""Editors that take ``file:12``."""
_GOTO: Final = frozenset(["code", "code-insiders", "codium", "vscodium", "cursor"])
"""Editors that take ``--goto file:12``."""
_FALLBACKS: Final = ("nano", "vim", "vi")


def stated_editor(environment: Mapping[str, str]) -> list[str] | None:
    """The editor that somebody chose by ``VISUAL`` or ``EDITOR``, with its options; None where nobody did.

    Raises:
        InputError: It cannot be read.
    """
    said = environment.get("VISUAL") or environment.get("EDITOR") or ""
    try:
        return _split(said) or None
    except ValueError as error:
        raise InputError(
            f"the editor is written as: {said}",
            hint="A quotation mark in it is not closed. Set EDITOR to the name of a program, as EDITOR=nano.",
        ) from error


def _split(said: str) -> list[str]:
    if os.name != "nt":
        return shlex.split(said)
    # Windows: a backslash is part of a path, and quotes only hold a path with spaces together.
    return [part.strip('"') for part in shlex.split(said, posix=False)]


def editor_command(editor: list[str], path: Path, line: int | None) -> list[str]:
    """What to run so that an editor shows a file at a line, as far as that editor is known."""
    name = Path(editor[0]).name.lower().removesuffix(".exe").removesuffix(".cmd")
    if line is None:
        return [*editor, str(path)]
    if name in _PLUS_LINE:
        return [*editor, f"+{line}", str(path)]
    if name in _COLON_LINE:
        return [*editor, f"{path}:{line}"]
    if name in _GOTO:
        return [*editor, "--goto", f"{path}:{line}"]
    return [*editor, str(path)]


def usual_editor() -> list[str] | None:
    """An editor of this terminal where nobody chose one and there is no desktop; None where there is none."""
    return next(([found] for name in _FALLBACKS if (found := shutil.which(name))), None)


def system_opener() -> list[str] | None:
    """What opens a file as a double click would; None where there is no such thing, or no desktop to show it on."""
    if sys.platform == "darwin":
        return ["open", "-t"]
    if os.name == "nt":
        return ["notepad.exe"]
    desktop = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    found = shutil.which("xdg-open") if desktop else None
    return [found] if found else None


def edit_and_wait(command: list[str]) -> None:
    """Run an editor in this terminal until it is closed.

    Raises:
        InputError: There is no such editor.
    """
    try:
        subprocess.run(command, check=False)
    except OSError as error:
        raise InputError(
            f"the editor {command[0]} cannot be started: {error.strerror}",
            hint="Say which one to use: set EDITOR to its name, as EDITOR=nano.",
        ) from error


def open_beside(command: list[str]) -> None:
    """Start an editor in a window of its own, and go on.

    Raises:
        MachineError: It cannot be started.
    """
    quiet = subprocess.DEVNULL
    try:
        started = subprocess.Popen(command, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True)
    except OSError as error:
        raise MachineError(
            f"{command[0]} cannot be started: {error.strerror}",
            path=command[-1],
            hint="Open the file in any editor; what you change shows up here.",
        ) from error
    # Somebody has to take note of its end, or the system keeps a trace of it for as long as the screen is open.
    threading.Thread(target=started.wait, name="localkit-editor", daemon=True).start()
