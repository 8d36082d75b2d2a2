"""A folder's content as a value: relative path to bytes and mode, and the empty folders."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class File:
    """One file's bytes and permission bits."""

    data: bytes
    mode: int = 0o644

    @property
    def executable(self) -> bool:
        """Whether the owner may run it."""
        return bool(self.mode & 0o100)

    @property
    def plain_mode(self) -> int:
        """0644 or 0755: what archives and digests keep of a mode."""
        return 0o755 if self.executable else 0o644


@dataclass(frozen=True)
class Tree(Mapping[str, File]):
    """Files by relative path with forward slashes.

    Attributes:
        files: Path to file.
        folders: Folders that hold nothing.
        links: Links to folders inside the tree: path of the link to path of its target.
    """

    files: Mapping[str, File]
    folders: frozenset[str] = frozenset()
    links: Mapping[str, str] = field(default_factory=dict)

    def __getitem__(self, path: str) -> File:
        return self.files[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self.files)

    def __len__(self) -> int:
        return len(self.files)

    @property
    def digest(self) -> str:
        """``sha256:`` over the sorted list of path, mode and sha256 of the content.

        It does not depend on how an archive was packed, nor on a system's file modes beyond "may be run".
        """
        lines = [
            f"{path}\0{file.plain_mode:o}\0{hashlib.sha256(file.data).hexdigest()}"
            for path, file in self.files.items()
        ]
        lines += [f"{path}/\0" for path in self.folders]
        lines += [f"{path}\0link\0{target}" for path, target in self.links.items()]
        return (
            "sha256:"
            + hashlib.sha256("\n".join(sorted(lines)).encode("utf-8", "surrogateescape")).hexdigest()
        )

    def under(self, folder: str) -> Tree:
        """What lies in one folder, paths relative to it."""
        prefix = folder.rstrip("/") + "/"
        size = len(prefix)
        return Tree(
            {path[size:]: file for path, file in self.files.items() if path.startswith(prefix)},
            frozenset(path[size:] for path in self.folders if path.startswith(prefix)),
            {
                path[size:]: target.removeprefix(prefix)
                for path, target in self.links.items()
                if path.startswith(prefix)
            },
        )
