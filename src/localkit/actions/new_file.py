"""Where a page, a bundle or an export may go: a new file, in a folder that is there, outside of every place."""

from __future__ import annotations

from pathlib import Path

from localkit.errors import InputError
from localkit.store.local_versions import FOLDER


def check_new_file(path: Path, *, what: str, option: str) -> None:
    """Refuse a file that cannot be written, or should not, before anything is measured or anybody is asked.

    Args:
        path: The file.
        what: What is to be written, as the message calls it.
        option: What names the file.

    Raises:
        InputError: It is there already, there is no such folder, or it would become a file of a place, whichever.
    """
    if path.exists():
        raise InputError(
            "the file is there already", path=str(path), hint="Name a new file; nothing is written over."
        )
    folder = path.resolve().parent
    if not folder.is_dir():
        raise InputError(
            "there is no such folder", path=str(path.parent), hint="Name a file in a folder that is."
        )
    root = _outermost_local_version(folder)
    if root is not None:
        raise InputError(
            f"{what} would lie among a place's own files, and count as one of them",
            path=str(path),
            hint=f"Write it beside the folder: {option} {root.parent / path.name}",
        )


def _outermost_local_version(folder: Path) -> Path | None:
    """The local version that a folder lies in; of one inside another the outer, so that beside it is in none."""
    found = [one for one in (folder, *folder.parents) if (one / FOLDER).is_dir()]
    return found[-1] if found else None
