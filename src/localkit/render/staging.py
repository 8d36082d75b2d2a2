"""A private temporary folder for what must run on disk: hooks and Python of a trusted kit."""

from __future__ import annotations

import os
import stat
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from localkit.errors import MachineError
from localkit.model.tree import File, Tree
from localkit.render.links import resolved

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from types import ModuleType


@contextmanager
def staging() -> Iterator[Path]:
    """A private folder, gone afterwards; other temporary files made meanwhile lie in it too.

    cookiecutter's hook runner never removes the scripts that it renders: so it gets a place that goes away.
    """
    before = tempfile.tempdir
    with tempfile.TemporaryDirectory(prefix="localkit-", ignore_cleanup_errors=True) as name:
        tempfile.tempdir = name
        try:
            yield Path(name).resolve()
        finally:
            tempfile.tempdir = before


def write(tree: Tree, folder: Path) -> None:
    """Put a tree's files, folders and links into a folder, over what is there.

    Raises:
        MachineError: They cannot be written.
    """
    try:
        for path in tree.folders:
            (folder / path).mkdir(parents=True, exist_ok=True)
        for path, file in tree.files.items():
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(file.data)
            target.chmod(stat.S_IMODE(file.mode))
        for path in tree.links:
            link = folder / path
            link.parent.mkdir(parents=True, exist_ok=True)
            link.symlink_to(
                os.path.relpath(folder / resolved(tree, path), link.parent), target_is_directory=True
            )
    except OSError as error:
        raise MachineError(
            f"cannot write to a temporary folder: {error.strerror}", path=str(folder)
        ) from error


def read(folder: Path) -> Tree:
    """A folder's files and links as a tree; links that lead out of it are left behind.

    Raises:
        MachineError: They cannot be read.
    """
    files: dict[str, File] = {}
    folders: set[str] = set()
    links: dict[str, str] = {}
    root = folder.resolve()
    try:
        for top, inner, names in os.walk(folder):
            here = Path(top)
            if not inner and not names and here != folder:
                folders.add(here.relative_to(folder).as_posix())
            for path in (here / name for name in (*inner, *names)):
                _take(path, folder, root, files, links)
    except OSError as error:
        raise MachineError(f"cannot read what a hook left: {error.strerror}", path=error.filename) from error
    return Tree(files, frozenset(folders), links)


def _take(path: Path, folder: Path, root: Path, files: dict[str, File], links: dict[str, str]) -> None:
    name = path.relative_to(folder).as_posix()
    if path.is_symlink():
        target = path.resolve()
        if not target.is_relative_to(root):
            return
        if target.is_dir():
            links[name] = target.relative_to(root).as_posix()
            return
    if path.is_file():
        files[name] = File(path.read_bytes(), stat.S_IMODE(path.stat().st_mode))


@contextmanager
def importable(folder: Path, python: Iterable[str]) -> Iterator[None]:
    """Let a kit's own Python be imported, as cookiecutter does, and forget it afterwards.

    Args:
        folder: The kit on disk.
        python: Paths of its Python files. Modules of their names, left by another kit, are hidden meanwhile.
    """
    heads = {path.removesuffix(".py").partition("/")[0] for path in python}
    path, before = list(sys.path), dict(sys.modules)
    hidden = {name: module for name, module in before.items() if name.partition(".")[0] in heads}
    for name in hidden:
        del sys.modules[name]
    sys.path.append(str(folder))
    try:
        yield
    finally:
        sys.path[:] = path
        for name, module in list(sys.modules.items()):
            if name not in before and _lies_in(module, folder):
                del sys.modules[name]
        sys.modules.update(
            {name: module for name, module in before.items() if name.partition(".")[0] in heads}
        )


def _lies_in(module: ModuleType, folder: Path) -> bool:
    places = [getattr(module, "__file__", None) or "", *map(str, getattr(module, "__path__", ()))]
    return any(place.startswith(str(folder) + os.sep) for place in places)
