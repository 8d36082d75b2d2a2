"""Finding local versions in a folder of folders."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from localkit.errors import MachineError
from localkit.store.local_versions import FOLDER

DEEPEST: Final = 4
"""Folders below the one named that are looked through."""
RECORD: Final = f"{FOLDER}/local.yaml"
_NOT_ENTERED: Final = frozenset(["node_modules", "venv", "__pycache__"])


def local_versions_below(folder: Path) -> list[Path]:
    """The local versions in a folder, or itself if it is one; none inside another.

    Links are not followed and hidden folders not entered.

    Raises:
        MachineError: The folder named cannot be read; one below it that cannot be read is left out.
    """
    found: list[Path] = []
    waiting = [(folder, 0)]
    while waiting:
        here, depth = waiting.pop()
        if (here / FOLDER).is_dir():
            found.append(here)
        elif depth < DEEPEST:
            waiting.extend((below, depth + 1) for below in _folders(here, named=depth == 0))
    return sorted(found)


def _folders(folder: Path, *, named: bool) -> list[Path]:
    try:
        with os.scandir(folder) as entries:
            return [Path(entry.path) for entry in entries if _entered(entry)]
    except OSError as error:
        if not named:
            return []
        raise MachineError(
            f"cannot read the folder: {error.strerror}",
            path=str(folder),
            hint="Ask for permission to read it, then try again.",
        ) from error


def _entered(entry: os.DirEntry[str]) -> bool:
    hidden = entry.name.startswith(".") or entry.name in _NOT_ENTERED
    return not hidden and entry.is_dir(follow_symlinks=False)


def local_versions_among(paths: Iterable[str]) -> list[str]:
    """The folders of a repository that are local versions, by the paths of its files; none inside another."""
    folders = sorted(
        path.removesuffix(RECORD).rstrip("/")
        for path in paths
        if path == RECORD or path.endswith(f"/{RECORD}")
    )
    kept: list[str] = []
    for folder in folders:
        if not any(above == "" or folder.startswith(f"{above}/") for above in kept):
            kept.append(folder)
    return kept
