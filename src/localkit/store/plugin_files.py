"""Single-file plugins in a folder: read once, and told apart by what they say."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from pathlib import Path

from localkit.errors import InputError, MachineError

_MOST_BYTES = 1_000_000


def read_plugin_files(folder: Path) -> dict[str, bytes]:
    """The Python files that lie in a folder, by name; links are left out, and what begins with an underscore.

    Raises:
        InputError: A file is over one megabyte.
        MachineError: One cannot be read.
    """
    try:
        with os.scandir(folder) as entries:
            names = sorted(
                entry.name
                for entry in entries
                if entry.name.endswith(".py")
                and not entry.name.startswith(("_", "."))
                and entry.is_file(follow_symlinks=False)
            )
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except OSError as error:
        raise MachineError(f"cannot look into the folder: {error.strerror}", path=str(folder)) from error
    return {name: _read(folder / name) for name in names}


def _read(path: Path) -> bytes:
    try:
        with open(path, "rb") as stream:
            data = stream.read(_MOST_BYTES + 1)
    except OSError as error:
        raise MachineError(f"cannot read the plugin: {error.strerror}", path=str(path)) from error
    if len(data) > _MOST_BYTES:
        raise InputError("the plugin is over 1 MB", path=str(path), hint="Is it the right file?")
    return data


def plugins_digest(files: Mapping[str, bytes]) -> str:
    """A digest of some plugin files: their names and what they say."""
    digest = hashlib.sha256()
    for name in sorted(files):
        digest.update(f"{name}\0{hashlib.sha256(files[name]).hexdigest()}\0".encode())
    return f"sha256:{digest.hexdigest()}"
