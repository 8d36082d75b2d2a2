"""The pictures that a place's documents show: those in its folder, and no others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from localkit.documents.prose.pictures import MOST_BYTES, MOST_TOGETHER, picture
from localkit.errors import MachineError
from localkit.model.export import Chapter, LeftOut, Picture
from localkit.model.prose import Image, inlines
from localkit.store.local_version_files import on_disk
from localkit.store.scanning import READ_ADDED_UP_TO, Scan
from localkit.syntax.links import led_to

_ELSEWHERE = "a document shows it, and it lies outside the place's folder; nothing is fetched"
_NOT_THERE = "a document shows it, and it is not there"
_NOT_READ = "a document shows it, and it is over 10 MB or could not be read"
_NO_PICTURE = "a document shows it, and it is no PNG, JPEG or GIF picture"
_TOO_MUCH = "a document shows it, and all pictures together are over 50 MB"


def pictures_of(
    root: Path, found: Scan, chapters: Sequence[Chapter]
) -> tuple[dict[str, Picture], list[LeftOut]]:
    """The pictures to show, by path, and those that cannot be shown.

    Args:
        root: The place's folder.
        found: What lies in it.
        chapters: The documents.
    """
    shown: dict[str, Picture] = {}
    missing: list[LeftOut] = []
    together = 0
    for path, times in _uses(chapters).items():
        taken = _taken(root, found, path)
        if isinstance(taken, Picture):
            together += len(taken.data) * times
        if isinstance(taken, str) or together > MOST_TOGETHER:
            missing.append(LeftOut(path, taken if isinstance(taken, str) else _TOO_MUCH))
        else:
            shown[path] = taken
    return shown, missing


def _uses(chapters: Sequence[Chapter]) -> Counter[str]:
    """How often each picture is shown, by path; by address if it lies elsewhere."""
    return Counter(
        led_to(chapter.path, image.source) or image.source
        for chapter in chapters
        for image in inlines(chapter.blocks)
        if isinstance(image, Image) and image.source
    )


def _taken(root: Path, found: Scan, path: str) -> Picture | str:
    """A picture, or why it is not shown."""
    if path in found.tree:
        data = found.tree[path].data
    elif path in found.unread:
        size = found.unread[path]
        large = _large(root, path) if READ_ADDED_UP_TO < size <= MOST_BYTES else None
        if large is None:
            return _NOT_READ
        data = large
    else:
        return _ELSEWHERE if ":" in path or path.startswith(("../", "/")) else _NOT_THERE
    if len(data) > MOST_BYTES:
        return _NOT_READ
    return picture(data) or _NO_PICTURE


def _large(root: Path, path: str) -> bytes | None:
    """A photograph that a scan only lists; None where it cannot be read, which is told as that."""
    try:
        file = on_disk(root, path)
    except MachineError:
        return None
    return file.data if file else None
