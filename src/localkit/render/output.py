"""What a rendering has written so far: a folder in memory that behaves like one on disk."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from localkit.errors import KitError, LimitError
from localkit.model.tree import File, Tree

if TYPE_CHECKING:
    from localkit.model.limits import Limits

#: Bytes, or the path of the kit's file that is taken over as it is; and the mode.
Entry: TypeAlias = tuple[bytes | str, int]


class Output:
    """Files and folders by path; the root folder is the empty path.

    Args:
        limits: How much it may take.
    """

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._size = 0
        self.files: dict[str, Entry] = {}
        self.folders: set[str] = {""}

    def add(self, before: Tree) -> None:
        """Take over what lies there already."""
        for path, file in before.files.items():
            self.make(parent(path))
            self.files[path] = (file.data, file.mode)
        for path in before.folders:
            self.make(path)

    def spend(self, size: int) -> None:
        """Count what was rendered or copied.

        Raises:
            LimitError: It is more than the whole may be.
        """
        self._size += size
        if self._size > self._limits.rendered_bytes:
            raise LimitError(
                f"the template gives more than {self._limits.rendered_bytes:,} bytes",
                hint="Raise the limit in the settings if this is meant.",
            )

    def write(self, path: str, data: bytes | str, size: int, mode: int) -> None:
        """Put a file there; a later one of the same path wins, as on disk.

        Raises:
            KitError: A folder is there, or the folder that it goes to isn't.
            LimitError: It is one file too many, or too large.
        """
        if path in self.folders:
            raise KitError(f"'{path}' is a folder and a file")
        if parent(path) not in self.folders:
            raise KitError(f"goes to a folder that isn't there: '{path}'")
        if size > self._limits.file_bytes:
            raise LimitError(f"gives a file of more than {self._limits.file_bytes:,} bytes")
        self.files[path] = (data, mode)
        if len(self.files) > self._limits.files:
            raise LimitError(f"the template gives more than {self._limits.files:,} files")

    def make(self, path: str) -> None:
        """Make a folder and those above it.

        Raises:
            KitError: A file is in the way.
            LimitError: There are too many folders.
        """
        while path not in self.folders:
            if path in self.files:
                raise KitError(f"'{path}' is a folder and a file")
            self.folders.add(path)
            path = parent(path)
        if len(self.folders) > self._limits.files:
            raise LimitError(f"the template gives more than {self._limits.files:,} folders")

    def remove(self, path: str) -> None:
        """Take away a folder and what is in it."""
        inside = path + "/"
        self.files = {name: entry for name, entry in self.files.items() if not name.startswith(inside)}
        self.folders = {name for name in self.folders if name != path and not name.startswith(inside)}

    @property
    def empty(self) -> list[str]:
        """The folders that hold nothing."""
        full = {parent(path) for path in self.files} | {parent(path) for path in self.folders}
        return sorted(self.folders - full - {""})


def parent(path: str) -> str:
    """The folder that a path lies in."""
    return path.rpartition("/")[0]


def tree(kit: Tree, files: dict[str, Entry], empty: list[str], links: dict[str, str]) -> Tree:
    """What was written, as a value."""
    made = {
        path: File(kit.files[data].data if isinstance(data, str) else data, mode)
        for path, (data, mode) in files.items()
    }
    return Tree(made, frozenset(empty), links)
