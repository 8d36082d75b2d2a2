"""What ``.localkit`` keeps, as files to be written: built here, written by the journal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from localkit.errors import MachineError
from localkit.model.core_change import CoreChange
from localkit.model.tree import File, Tree
from localkit.store.core_archive import NAME, pack
from localkit.store.file_changes import FileChange
from localkit.store.local_versions import FOLDER, LOCAL_HEAD
from localkit.syntax.yaml_writing import dump

LOCAL = f"{FOLDER}/local.yaml"
CORE = f"{FOLDER}/{NAME}"
KNOWN = f"{FOLDER}/known.yaml"
_KNOWN_HEAD = "# What was last seen of later releases of the kit. `localkit refresh` looks again.\n"


def local_yaml(record: Mapping[str, Any]) -> File:
    """local.yaml with some values."""
    return File((LOCAL_HEAD + dump(record)).encode("utf-8"))


def core_zip(tree: Tree) -> File:
    """core.zip with some content."""
    return File(pack(tree))


def known_yaml(known: Mapping[str, Any]) -> File:
    """known.yaml with some values."""
    return File((_KNOWN_HEAD + dump(known)).encode("utf-8"))


def known_values(
    present: str, later: Iterable[str], changes: Iterable[CoreChange], seen: str
) -> dict[str, Any]:
    """What known.yaml says.

    Args:
        present: The release that the place has.
        later: Versions of later releases, oldest first.
        changes: What those changed.
        seen: The day, as 2026-11-20.
    """
    releases, told = list(later), list(changes)
    return {
        "format": 1,
        "latest": releases[-1] if releases else present,
        "releases": len(releases),
        "changes": [change.id for change in told],
        **({"details": [_detail(change) for change in told]} if told else {}),
        "seen": seen,
    }


def _detail(change: CoreChange) -> dict[str, Any]:
    return {key: value for key, value in change_values(change).items() if value is not None}


def change_values(change: CoreChange) -> dict[str, Any]:
    """A core change as the plain values that programs read."""
    return {
        "id": change.id,
        "class": change.change_class,
        "summary": change.summary,
        "since": change.since,
        "effective": change.effective,
        "origin": change.origin,
        "elements": list(change.elements),
    }


def on_disk(root: Path, path: str) -> File | None:
    """One file of a local version as it is now, or None where it is not there.

    Raises:
        MachineError: It cannot be read.
    """
    where = root / path
    try:
        return File(where.read_bytes(), where.stat().st_mode & 0o777)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise MachineError(f"cannot read the file: {error.strerror}", path=str(where)) from error


def changed(root: Path, wanted: Mapping[str, File | None]) -> list[FileChange]:
    """The changes that give files other contents; those that hold it already are left out."""
    found: list[FileChange] = []
    for path, after in wanted.items():
        before = on_disk(root, path)
        if (before is None) != (after is None) or (
            before is not None and after is not None and before.data != after.data
        ):
            found.append(FileChange(path, before, after))
    return found
