"""One commit's tree of a git repository as values, links resolved inside it."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Any

from localkit.errors import KitError, SafetyError
from localkit.model.limits import Limits
from localkit.model.tree import File, Tree
from localkit.store.folders import check_size, check_totals

_LINK = 0o120000
_EXECUTABLE = 0o100755
_SUBMODULE = 0o160000


class TreeReader:
    """Reads one commit's tree."""

    def __init__(self, repository: Any, root: Any, limits: Limits) -> None:
        self.repository = repository
        self.limits = limits
        self.root = root
        self.files: dict[str, File] = {}
        self.pending: dict[str, str] = {}
        self.links: dict[str, str] = {}
        self.size = 0

    def read(self) -> Tree:
        """All of it."""
        waiting = [("", self.root)]
        while waiting:
            prefix, tree = waiting.pop()
            for entry in tree:
                path = f"{prefix}{entry.name}"
                if entry.type_str == "tree":
                    waiting.append((f"{path}/", entry))
                elif entry.filemode == _LINK:
                    self.pending[path] = entry.data.decode("utf-8", "surrogateescape")
                elif entry.filemode != _SUBMODULE:
                    self._file(path, entry)
        for path in self.pending:
            self._link(path)
        return Tree(self.files, frozenset(), self.links)

    def _file(self, path: str, entry: Any) -> None:
        self.size += entry.size
        check_size(path, entry.size, self.limits)
        check_totals(len(self.files) + 1, self.size, self.limits)
        self.files[path] = File(entry.data, 0o755 if entry.filemode == _EXECUTABLE else 0o644)

    def _link(self, path: str) -> None:
        target = self._target(path)
        if target in self.files:
            self.files[path] = self.files[target]
        elif any(name.startswith(f"{target}/") for name in self.files):
            self.links[path] = target
        else:
            raise KitError(
                "a link that leads nowhere", path=path, hint="Mend the link in the kit's repository."
            )

    def _target(self, path: str) -> str:
        for _ in range(40):
            if path not in self.pending:
                return path
            parts: list[str] = []
            for part in (PurePosixPath(path).parent / self.pending[path]).parts:
                if part == "..":
                    if not parts:
                        raise _leaves(path)
                    parts.pop()
                elif part == "/":
                    raise _leaves(path)
                else:
                    parts.append(part)
            path = "/".join(parts)
        raise KitError(
            "links that lead to one another", path=path, hint="Mend the link in the kit's repository."
        )


def _leaves(path: str) -> SafetyError:
    return SafetyError(
        "a link that leads out of the kit's repository",
        path=path,
        hint="Replace the link by the file itself; localkit follows no link out of what it is given.",
    )
