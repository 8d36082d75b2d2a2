"""What a waiting file is called now, if it was renamed since the update: told by its content."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from localkit.engine.merging.identity import identify
from localkit.model.open_update import OpenUpdate, WaitingFile, WaitingPassage
from localkit.model.tree import File


def followed(
    still: OpenUpdate, gone: Iterable[WaitingFile], core: Mapping[str, File], local: Mapping[str, File]
) -> OpenUpdate:
    """An open update with the names that its files have now.

    A file of which nobody can tell which one it became, or that is not there at all, keeps its name.

    Args:
        still: The open update.
        gone: Those of its files that are not where they were.
        core: The core as received, which says what other files of the place are.
        local: The place's files.
    """
    missing = {file.local_path: file for file in gone if file.local_path is not None}
    own = {file.core_path for file in missing.values()}
    others = {path: file for path, file in core.items() if path not in own and path not in missing}
    found: dict[str, str] = {}
    rivals: set[str] = set()
    for sides in ("core", "base"):  # the place may have kept what it had, where the core wrote it anew
        wanted = {
            path: side
            for path, file in missing.items()
            if path not in found and path not in rivals and (side := _side(file, sides)) is not None
        }
        here = {path: file for path, file in local.items() if path not in found.values()}
        known = identify({**others, **wanted}, here)
        found |= {old: new for old, new in known.pairs.items() if old in wanted}
        rivals |= set(known.unsure)
    files = tuple(_moved(file, found) if file in missing.values() else file for file in still.files)
    return replace(still, files=files, passages=tuple(_renamed(item, files) for item in still.passages))


def _side(file: WaitingFile, side: str) -> File | None:
    return file.base if side == "base" or file.core is None else file.core


def _moved(file: WaitingFile, found: Mapping[str, str]) -> WaitingFile:
    here = found.get(file.local_path or "")
    return file if here is None else replace(file, local_path=here, formerly=file.formerly or file.local_path)


def _renamed(item: WaitingPassage, files: tuple[WaitingFile, ...]) -> WaitingPassage:
    file = files[item.file]
    before = None if item.instead_of is None else _renamed(item.instead_of, files)
    if file.formerly is None or file.local_path is None:
        return replace(item, instead_of=before)
    address = f"{file.local_path}#{item.part}" if item.part else file.local_path
    return replace(item, address=address, instead_of=before)
