"""Which kits may run their own code, remembered by content: a changed kit asks again."""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path

from localkit.errors import InputError, MachineError

_FILE = "trusted-kits.json"


def is_trusted(folder: Path, digest: str) -> bool:
    """Whether a kit of that digest was trusted before.

    Raises:
        InputError: The list of trusted kits is damaged.
    """
    return digest in _read(folder / _FILE)


def remember_trust(folder: Path, digest: str, name: str) -> None:
    """Remember that a kit of that digest may run its code.

    Raises:
        InputError: The list of trusted kits is damaged.
        MachineError: It cannot be written.
    """
    known = _read(folder / _FILE)
    known[digest] = name
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=folder, prefix=".trusted-")
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            json.dump(known, stream, indent=1, sort_keys=True)
        os.replace(temporary, folder / _FILE)
    except OSError as error:
        raise MachineError(f"cannot remember the trust: {error.strerror}", path=str(folder)) from error


def _read(path: Path) -> dict[str, str]:
    try:
        known = json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except ValueError as error:
        raise InputError(
            "the list of trusted kits is damaged",
            path=str(path),
            hint="Delete the file; you will be asked again.",
        ) from error
    except OSError as error:
        raise MachineError(
            f"cannot read the list of trusted kits: {error.strerror}", path=str(path)
        ) from error
    if not isinstance(known, dict):
        raise InputError(
            "the list of trusted kits is damaged",
            path=str(path),
            hint="Delete the file; you will be asked again.",
        )
    return known
