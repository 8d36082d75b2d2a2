"""Export: the place's own documents as one, to print or hand over."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path

from localkit.actions.export_pictures import pictures_of
from localkit.actions.local_version_opening import finish_interrupted
from localkit.actions.snapshot import opened_quietly
from localkit.documents.prose import pictures
from localkit.documents.prose.reading import chapter
from localkit.engine.applying import is_given_once
from localkit.engine.exporting import chosen, fits
from localkit.errors import InputError
from localkit.model.export import Chapter, Export, LeftOut
from localkit.store.local_versions import find_root
from localkit.store.scanning import READ_ADDED_UP_TO, Scan, scan
from localkit.workspace import Workspace


def export(workspace: Workspace, path: Path, only: Sequence[str] = ()) -> Export:
    """Gather the documents of the local version that a path lies in.

    Args:
        workspace: Settings, folders, plugins, clock.
        path: The local version's folder, or any folder in it.
        only: Patterns of the files to take; without any, all but those that may name people.

    Raises:
        InputError: There is no local version, no document, or a pattern that fits none.
        LocalkitError: As ``localkit.actions.snapshot.snapshot``.
    """
    finish_interrupted(workspace, find_root(path))
    _, opened = opened_quietly(workspace, path)
    kit = opened.core.kit
    found = scan(opened.root, opened.core.baseline)
    _check_patterns(only, [*found.tree, *found.unread])
    taken, left = chosen(kit, [*found.tree, *found.unread], only)
    read = [_read(found, name, f"d{number}") for number, name in enumerate(taken, 1)]
    chapters = tuple(item for item in read if isinstance(item, Chapter))
    if not chapters:
        raise InputError(
            "there is no document to hand over",
            path=str(opened.root),
            hint="`localkit status` lists the place's files.",
        )
    shown, missing = pictures_of(opened.root, found, chapters)
    told = {*shown, *(item.path for item in missing)}
    left.extend(item for item in read if isinstance(item, LeftOut) and item.path not in told)
    return Export(
        opened.record.place_name or opened.root.name,
        kit.title,
        opened.record.kit_version,
        workspace.clock(),
        chapters,
        shown,
        (*left, *missing),
        tuple(item.path for item in chapters if is_given_once(kit, item.path)),
    )


def usual_file(path: Path, form: str, day: datetime.date) -> Path:
    """Where an export goes unless somebody says otherwise: beside the local version, with its name and the day.

    Raises:
        InputError: There is no local version.
    """
    root = find_root(path)
    return root.parent / f"{root.name}-{day.isoformat()}.{form}"


def _check_patterns(only: Sequence[str], files: Sequence[str]) -> None:
    for pattern in only:
        if not any(fits(pattern, path) for path in files):
            raise InputError(
                f'no file of the place is meant by "{pattern}"',
                hint='Name a file, a folder, or a pattern: --only handbook, --only "*.md".',
            )


def _read(found: Scan, path: str, name: str) -> Chapter | LeftOut:
    if path in found.unread:
        large = found.unread[path] > READ_ADDED_UP_TO
        return LeftOut(path, "it is too large" if large else "it could not be read")
    if pictures.named_so(path):
        return LeftOut(path, "it is a picture that no document shows")
    return chapter(path, found.tree[path].data, name)
