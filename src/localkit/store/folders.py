"""Reading a folder into a Tree, with links held inside it and sizes held within limits."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from localkit.errors import KitError, LimitError, MachineError, SafetyError
from localkit.model.limits import Limits
from localkit.model.tree import File, Tree

# Beside a kit's template lie things that are none of its content; inside the template everything counts.
_BESIDE = frozenset(
    name
    for names in (
        ".git .hg .svn .venv venv __pycache__ node_modules .tox .idea .vscode",
        ".mypy_cache .ruff_cache .pytest_cache .DS_Store Thumbs.db desktop.ini",
    )
    for name in names.split()
)


def read_kit_folder(root: Path, limits: Limits, *, fence: Path | None = None) -> Tree:
    """Read a kit's folder as values.

    Links are followed as cookiecutter follows them: a link to a file gives its bytes, a link to a folder is
    kept as a link.

    Args:
        root: The kit's folder.
        limits: How much is too much.
        fence: What links may not leave; the root if not given.

    Raises:
        SafetyError: A link leaves the fence.
        LimitError: Too many files, or too large.
        KitError: A link leads nowhere.
        MachineError: Something cannot be read.
    """
    return _Reader(root, limits, fence or root).read()


class _Reader:
    def __init__(self, root: Path, limits: Limits, fence: Path) -> None:
        self.root = root
        self.limits = limits
        self.fence = fence.resolve()
        self.files: dict[str, File] = {}
        self.folders: set[str] = set()
        self.links: dict[str, str] = {}
        self.size = 0

    def read(self) -> Tree:
        waiting = [""]
        while waiting:
            waiting.extend(self._folder(waiting.pop()))
        return Tree(self.files, frozenset(self.folders), self.links)

    def _folder(self, relative: str) -> list[str]:
        try:
            entries = sorted(os.scandir(self.root / relative), key=lambda entry: entry.name)
        except OSError as error:
            raise MachineError(
                f"cannot read the folder: {error.strerror}", path=str(self.root / relative)
            ) from error
        below: list[str] = []
        kept = [entry for entry in entries if relative or entry.name not in _BESIDE]
        if not kept and relative:
            self.folders.add(relative)
        for entry in kept:
            path = f"{relative}/{entry.name}" if relative else entry.name
            if entry.is_symlink():
                self._link(path)
            elif entry.is_dir(follow_symlinks=False):
                below.append(path)
            elif entry.is_file(follow_symlinks=False):
                self._file(path, self.root / path)
        return below

    def _link(self, path: str) -> None:
        target = Path(
            os.path.realpath(self.root / path)
        )  # unlike resolve, it takes links that lead in a ring
        if not target.is_relative_to(self.fence):
            raise SafetyError(
                "a link that leads out of the kit's folder",
                path=path,
                hint="Replace the link by the file itself; localkit follows no link out of the folder it is given.",
            )
        if target.is_file():
            self._file(path, target)
        elif target.is_dir():
            inside = target.is_relative_to(self.root.resolve())
            self.links[path] = target.relative_to(self.root.resolve()).as_posix() if inside else ""
        else:
            raise KitError(
                "a link that leads nowhere", path=path, hint="Remove the link, or put back what it led to."
            )

    def _file(self, path: str, on_disk: Path) -> None:
        try:
            facts = on_disk.stat()
            self._within(path, facts.st_size)
            self.files[path] = File(on_disk.read_bytes(), stat.S_IMODE(facts.st_mode))
        except OSError as error:
            raise MachineError(f"cannot read the file: {error.strerror}", path=str(on_disk)) from error

    def _within(self, path: str, size: int) -> None:
        self.size += size
        check_size(path, size, self.limits)
        check_totals(len(self.files) + 1, self.size, self.limits)


def check_size(path: str, size: int, limits: Limits) -> None:
    """Refuse a file that is over its limit.

    Raises:
        LimitError: It is.
    """
    limit = limits.kit_yaml_bytes if path.rpartition("/")[2] == "kit.yaml" else limits.file_bytes
    if size > limit:
        raise LimitError(
            f"the file has {size / 1e6:,.1f} MB; the limit is {limit / 1e6:,.0f} MB",
            path=path,
            hint="Make it smaller, or raise the limit in localkit's settings.",
        )


def check_totals(files: int, size: int, limits: Limits) -> None:
    """Refuse a kit that has too many files or is too large as a whole.

    Raises:
        LimitError: It is.
    """
    if files > limits.files:
        raise LimitError(
            f"more than {limits.files:,} files",
            hint="Is this the kit's own folder? Name the folder with kit.yaml in it.",
        )
    if size > 4 * limits.rendered_bytes:
        raise LimitError(
            f"more than {4 * limits.rendered_bytes / 1e6:,.0f} MB of files",
            hint="Is this the kit's own folder? Name the folder with kit.yaml in it.",
        )
