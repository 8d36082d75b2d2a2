"""Where files stand, so that none is put where another one is, also on systems that do not tell case apart."""

from __future__ import annotations

from collections.abc import Iterable


class Ground:
    """Paths that are taken."""

    def __init__(self, paths: Iterable[str]) -> None:
        self._files: dict[str, str] = {}
        self._folders: dict[str, str] = {}
        for path in paths:
            self.take(path)

    def take(self, path: str) -> None:
        """A file stands there from now on."""
        self._files.setdefault(path.casefold(), path)
        for folder in _folders(path.casefold()):
            self._folders.setdefault(folder, path)

    def in_the_way(self, path: str) -> str | None:
        """The file because of which none can be put there: it has that name, or one is a folder of the other."""
        folded = path.casefold()
        below = (self._files.get(folder) for folder in _folders(folded))
        return self._files.get(folded) or self._folders.get(folded) or next(filter(None, below), None)


def _folders(path: str) -> list[str]:
    parts = path.split("/")
    return ["/".join(parts[:size]) for size in range(1, len(parts))]
