"""``.localkit/update``: an update that still needs decisions, with the core's texts beside it for people to read."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from localkit.errors import LocalVersionError, MachineError
from localkit.model.open_update import OpenUpdate, WaitingFile, WaitingPassage
from localkit.model.tree import File
from localkit.store.local_versions import FOLDER

UPDATE = f"{FOLDER}/update"
_STATE = f"{UPDATE}/update.json"
_HINT = "`localkit undo` goes back to before the update; then update again."


def read_open_update(root: Path) -> OpenUpdate | None:
    """The update that still needs decisions, or None where nothing waits.

    Raises:
        LocalVersionError: What was kept of it is damaged.
        MachineError: It cannot be read.
    """
    return parsed_open_update(stored_files(root), root)


def parsed_open_update(files: Mapping[str, File], root: Path) -> OpenUpdate | None:
    """An open update from the files that keep it.

    Args:
        files: By path in the local version.
        root: The local version's folder, for messages.

    Raises:
        LocalVersionError: What was kept of it is damaged.
    """
    state = files.get(_STATE)
    if state is None:
        return None
    try:
        said = json.loads(state.data)
        return OpenUpdate(
            said["kind"],
            str(said["from"]),
            str(said["to"]),
            str(said["at"]),
            tuple(_file(files, item, number) for number, item in enumerate(said["files"])),
            tuple(_passage(item) for item in said["passages"]),
            tuple(map(str, said["taken"])),
            tuple(map(str, said["unsure"])),
        )
    except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
        raise LocalVersionError(
            "what was kept of the open update is damaged", path=str(root / _STATE), hint=_HINT
        ) from error


def _file(files: Mapping[str, File], said: Mapping[str, Any], number: int) -> WaitingFile:
    paths = said["paths"]
    side = _sides(number, apart=bool(said["apart"]))
    return WaitingFile(
        paths["base"],
        paths["core"],
        paths["local"],
        _contents(files, side[0], paths["base"], said["modes"][0]),
        _contents(files, side[1], paths["core"], said["modes"][1]),
        tuple((str(old), str(new)) for old, new in said["renamed"]),
        tuple((str(old), tuple(map(str, new))) for old, new in said["split"]),
        paths.get("formerly"),
    )


def _sides(number: int, *, apart: bool) -> tuple[str, str]:
    """Folders of a file's two sides; of their own where another waiting file has the same path."""
    return (f"base-{number}", f"core-{number}") if apart else ("base", "core")


def _contents(files: Mapping[str, File], side: str, path: str | None, mode: int | None) -> File | None:
    if path is None or mode is None:
        return None
    return File(files[f"{UPDATE}/{side}/{path}"].data, int(mode) & 0o777)


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
        None if said["instead_of"] is None else _passage(said["instead_of"]),
    )


def open_update_files(found: OpenUpdate) -> dict[str, File]:
    """What ``.localkit/update`` holds of an open update, by path in the local version."""
    apart = _apart(found.files)
    said = {
        "format": 1,
        "kind": found.kind,
        "from": found.before,
        "to": found.after,
        "at": found.at,
        "files": [
            {**_file_values(item), "apart": number in apart} for number, item in enumerate(found.files)
        ],
        "passages": [_passage_values(item) for item in found.passages],
        "taken": list(found.taken),
        "unsure": list(found.unsure),
    }
    files = {_STATE: File((json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode("utf-8"))}
    for number, item in enumerate(found.files):
        side = _sides(number, apart=number in apart)
        if item.base is not None:
            files[f"{UPDATE}/{side[0]}/{item.base_path}"] = File(item.base.data)
        if item.core is not None:
            files[f"{UPDATE}/{side[1]}/{item.core_path}"] = File(item.core.data)
    return files


def _apart(files: Sequence[WaitingFile]) -> set[int]:
    """Numbers of files whose path an earlier one has, too."""
    taken: set[str | None] = set()
    found: set[int] = set()
    for number, item in enumerate(files):
        paths = {item.base_path, item.core_path} - {None}
        if paths & taken:
            found.add(number)
        taken |= paths
    return found


def _file_values(item: WaitingFile) -> dict[str, Any]:
    return {
        "paths": {
            "base": item.base_path,
            "core": item.core_path,
            "local": item.local_path,
            **({"formerly": item.formerly} if item.formerly else {}),
        },
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
        "instead_of": None if item.instead_of is None else _passage_values(item.instead_of),
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
