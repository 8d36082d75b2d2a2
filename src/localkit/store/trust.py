"""Which kits and whose own plugins may run, remembered by content: what was changed asks again."""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path
from typing import Literal, TypeAlias

from localkit.errors import InputError, MachineError

What: TypeAlias = Literal["kits", "plugins"]


def is_trusted(folder: Path, digest: str, what: What = "kits") -> bool:
    """Whether something of that digest was trusted before.

    Raises:
        InputError: The list of what is trusted is damaged.
    """
    return digest in _read(_file(folder, what))


def remember_trust(folder: Path, digest: str, name: str, what: What = "kits") -> None:
    """Remember that something of that digest may run its code.

    Raises:
        InputError: The list of what is trusted is damaged.
        MachineError: It cannot be written.
    """
    known = _read(_file(folder, what))
    known[digest] = name
    _write(folder, _file(folder, what), known)


def forget_trust(folder: Path, digest: str, what: What = "kits") -> bool:
    """Let something of that digest not run any more. Returns whether it was trusted.

    Raises:
        InputError: The list of what is trusted is damaged.
        MachineError: It cannot be written.
    """
    known = _read(_file(folder, what))
    if digest not in known:
        return False
    del known[digest]
    _write(folder, _file(folder, what), known)
    return True


def _file(folder: Path, what: What) -> Path:
    return folder / f"trusted-{what}.json"


def _write(folder: Path, path: Path, known: dict[str, str]) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=folder, prefix=".trusted-")
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            json.dump(known, stream, indent=1, sort_keys=True)
        os.replace(temporary, path)
    except OSError as error:
        raise MachineError(f"cannot remember the trust: {error.strerror}", path=str(folder)) from error


def _read(path: Path) -> dict[str, str]:
    try:
        known = json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except ValueError as error:
        raise InputError(
            f"the list of trusted {path.stem.removeprefix('trusted-')} is damaged",
            path=str(path),
            hint="Delete the file; you will be asked again.",
        ) from error
    except OSError as error:
        raise MachineError(
            f"cannot read the list of what is trusted: {error.strerror}", path=str(path)
        ) from error
    if not isinstance(known, dict):
        raise InputError(
            f"the list of trusted {path.stem.removeprefix('trusted-')} is damaged",
            path=str(path),
            hint="Delete the file; you will be asked again.",
        )
    return known
