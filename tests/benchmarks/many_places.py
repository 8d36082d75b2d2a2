"""Many local versions of the medium kit, as many as wanted, the same each time."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from tests.benchmarks import medium_kit

from localkit.store.scanning import FOLDER

_OLD = 1_700_000_000_000_000_000
"""What was written a moment ago is read again by the next scan; these were written long ago."""
_OWN = f"{FOLDER}/local.yaml"


def make(model: Path, folder: Path, number: int, *, edited: bool) -> None:
    """Make local versions in a folder.

    What a place did not touch are hard links to the model's files, so that ten thousand places fit on a disk; each has
    records, a name and, where it is edited, texts of its own.

    Args:
        model: A local version as ``localkit adapt`` makes it.
        folder: Where to; new.
        number: How many.
        edited: Whether each has the twelve edits, with words of its own in each page, one file added and one removed.
    """
    files = [path.relative_to(model).as_posix() for path in model.rglob("*") if path.is_file()]
    for count in range(number):
        _place(model, files, folder / f"{count:05}", count, edited=edited)


def _place(model: Path, files: list[str], place: Path, count: int, *, edited: bool) -> None:
    own = {_OWN, *(medium_kit.EDITED if edited else ())}
    for name in files:
        target = place / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if name in own:
            shutil.copyfile(model / name, target)
        else:
            os.link(model / name, target)
    # The place's name, not the answer from which the files were made: those are the model's.
    named = (place / _OWN).read_text("utf-8").replace("place:\n  name: ", f"place:\n  name: No. {count}, ")
    (place / _OWN).write_text(named, "utf-8")
    if edited:
        medium_kit.edit(place)
        for name in medium_kit.EDITED:
            if name.endswith(".md"):
                with open(place / name, "a", encoding="utf-8") as stream:
                    stream.write(f"\nAs agreed at meeting {count} of the helpers.\n")
    for name in (*own, *medium_kit.ADDED):
        if (place / name).exists():
            os.utime(place / name, ns=(_OLD, _OLD))


def edit_again(folder: Path, every: int, turn: int) -> int:
    """Write in one file of each so-many-th place; returns how many places that were."""
    places = sorted(folder.iterdir())[::every]
    for place in places:
        path = place / medium_kit.EDITED[0]
        with open(path, "a", encoding="utf-8") as stream:
            stream.write(f"Once more, {turn}.\n")
        os.utime(path, ns=(_OLD, _OLD + turn + 1))
    return len(places)
