"""What an update left to decide, with each file where it is now."""

from __future__ import annotations

import os
from pathlib import Path

from localkit.engine.renaming import followed
from localkit.model.open_update import OpenUpdate
from localkit.model.tree import Tree
from localkit.store.open_updates import read_open_update
from localkit.store.scanning import scan


def waiting_now(root: Path, baseline: Tree) -> OpenUpdate | None:
    """The open update of a local version, or None where nothing waits.

    Raises:
        LocalVersionError: What was kept of it is damaged.
        MachineError: Something cannot be read.
    """
    still = read_open_update(root)
    return None if still is None else where_it_is(root, baseline, still)


def where_it_is(root: Path, baseline: Tree, still: OpenUpdate) -> OpenUpdate:
    """An open update, its files under the names that they have now. The place is read only where one is not there.

    Raises:
        LocalVersionError: The list of ignored files is not as it should be.
        MachineError: Something cannot be read.
    """
    waiting = {number for item in still.waiting for number in (item.file, (item.instead_of or item).file)}
    paths = {number: still.files[number].local_path for number in sorted(waiting)}
    gone = [
        still.files[number]
        for number, path in paths.items()
        if path is not None and not os.path.lexists(root / path)
    ]
    return followed(still, gone, baseline, scan(root, baseline).tree) if gone else still
