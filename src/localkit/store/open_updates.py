"""``.localkit/update``: an update that still needs decisions, with the core's texts beside it for people to read."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from localkit.errors import LocalVersionError, MachineError
from localkit.model.open_update import OpenUpdate, WaitingFile, WaitingPassage
from localkit.model.tree import File
from localkit.store.local_versions import FOLDER
from localkit.store.paths import unsafe_reason

UPDATE = f"{FOLDER}/update"
_STATE = f"{UPDATE}/update.json"
_HINT = "`localkit undo` goes back to before the update; then update again."


def read_open_update(root: Path) -> OpenUpdate | None:
    """The update that still needs decisions, or None where nothing waits.

    Raises:
        LocalVersionError: What was kept of it is damaged.
        MachineError: It cannot be read.
    """
    path = root / _STATE
    try:
        data = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise MachineError(f"cannot read the file: {error.strerror}", path=str(path)) from error
    try:
        said = json.loads(data)
        return OpenUpdate(
            said["kind"],
            str(said["from"]),
            str(said["to"]),
            str(said["at"]),
            tuple(_file(root, item) for item in said["files"]),
            tuple(_passage(item) for item in said["passages"]),
            tuple(map(str, said["taken"])),
        )
    except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
        raise LocalVersionError(
            "what was kept of the open update is damaged", path=str(path), hint=_HINT
        ) from error


def _file(root: Path, said: Mapping[str, Any]) -> WaitingFile:
    paths = said["paths"]
    return WaitingFile(
        paths["base"],
        paths["core"],
        paths["local"],
        _contents(root, "base", paths["base"], said["modes"][0]),
        _contents(root, "core", paths["core"], said["modes"][1]),
        tuple((str(old), str(new)) for old, new in said["renamed"]),
        tuple((str(old), tuple(map(str, new))) for old, new in said["split"]),
    )


def _contents(root: Path, side: str, path: str | None, mode: int | None) -> File | None:
    if path is None or mode is None:
        return None
    if unsafe_reason(path):
        raise ValueError(path)
    where = root / UPDATE / side / path
    try:
        return File(where.read_bytes(), int(mode) & 0o777)
    except OSError as error:
        raise LocalVersionError(
            "a part of the open update is missing", path=str(where), hint=_HINT
        ) from error


def _passage(said: Mapping[str, Any]) -> WaitingPassage:
    return WaitingPassage(
        str(said["address"]),
        int(said["file"]),
        str(said["part"]),
        said["element"],
        said["title"],
        said["class"],
        tuple(map(str, said["changes"])),
        str(said["why"]),
        said["base"],
        said["core"],
        said["local"],
        said["settled"],
        said["reason"],
    )


def open_update_files(found: OpenUpdate) -> dict[str, File]:
    """What ``.localkit/update`` holds of an open update, by path in the local version."""
    said = {
        "format": 1,
        "kind": found.kind,
        "from": found.before,
        "to": found.after,
        "at": found.at,
        "files": [_file_values(item) for item in found.files],
        "passages": [_passage_values(item) for item in found.passages],
        "taken": list(found.taken),
    }
    files = {_STATE: File((json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode("utf-8"))}
    for item in found.files:
        if item.base is not None:
            files[f"{UPDATE}/base/{item.base_path}"] = File(item.base.data)
        if item.core is not None:
            files[f"{UPDATE}/core/{item.core_path}"] = File(item.core.data)
    return files


def _file_values(item: WaitingFile) -> dict[str, Any]:
    return {
        "paths": {"base": item.base_path, "core": item.core_path, "local": item.local_path},
        "modes": [None if file is None else file.mode for file in (item.base, item.core)],
        "renamed": [list(pair) for pair in item.renamed],
        "split": [[old, list(new)] for old, new in item.split],
    }


def _passage_values(item: WaitingPassage) -> dict[str, Any]:
    return {
        "address": item.address,
        "file": item.file,
        "part": item.part,
        "element": item.element,
        "title": item.title,
        "class": item.change_class,
        "changes": list(item.changes),
        "why": item.why,
        "base": item.base,
        "core": item.core,
        "local": item.local,
        "settled": item.settled,
        "reason": item.reason,
    }


def stored_files(root: Path) -> dict[str, File]:
    """Every file below ``.localkit/update`` as it is on disk, by path in the local version.

    Raises:
        MachineError: One cannot be read.
    """
    folder = root / UPDATE
    found: dict[str, File] = {}
    try:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and not path.is_symlink():
                found[path.relative_to(root).as_posix()] = File(
                    path.read_bytes(), path.stat().st_mode & 0o777
                )
    except OSError as error:
        raise MachineError(f"cannot read the folder: {error.strerror}", path=str(folder)) from error
    return found
