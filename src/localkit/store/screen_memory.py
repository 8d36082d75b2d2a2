"""What the terminal screens remember of a person: that the tour was seen, and the colours chosen."""

from __future__ import annotations

import json
import os
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from localkit.errors import InputError, MachineError

_FILE: Final = "screens.json"


@dataclass(frozen=True)
class ScreenMemory:
    """What is remembered.

    Attributes:
        tour: Whether the tour was shown.
        theme: Name of the colours; None for the usual ones.
    """

    tour: bool = False
    theme: str | None = None


def read_screen_memory(folder: Path) -> ScreenMemory:
    """What is remembered in the configuration folder; nothing where nobody was here before.

    Raises:
        InputError: The file is damaged.
        MachineError: It cannot be read.
    """
    path = folder / _FILE
    try:
        known = json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return ScreenMemory()
    except (ValueError, RecursionError) as error:
        raise _damaged(path) from error
    except OSError as error:
        raise MachineError(f"cannot read what was remembered: {error.strerror}", path=str(path)) from error
    return _memory(known, path)


def keep_screen_memory(folder: Path, memory: ScreenMemory) -> None:
    """Remember; whole or not at all.

    Raises:
        MachineError: It cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=folder, prefix=".screens-")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as stream:
                json.dump(asdict(memory), stream)
            os.replace(temporary, folder / _FILE)
        except BaseException:
            os.unlink(temporary)
            raise
    except OSError as error:
        raise MachineError(f"cannot remember this: {error.strerror}", path=str(folder)) from error


def _memory(known: Any, path: Path) -> ScreenMemory:
    if not isinstance(known, dict):
        raise _damaged(path)
    tour, theme = known.get("tour", False), known.get("theme")
    if not isinstance(tour, bool) or not isinstance(theme, str | None):
        raise _damaged(path)
    return ScreenMemory(tour, theme)


def _damaged(path: Path) -> InputError:
    return InputError(
        "what the screens remember is damaged, so they begin as for the first time",
        path=str(path),
        hint="Nothing needs to be done: the file is written anew.",
    )
