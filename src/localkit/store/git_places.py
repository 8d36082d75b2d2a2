"""Local versions in git repositories, read without a checkout: which there are, and each as a folder for a moment."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from localkit.errors import LocalVersionError, MachineError, SafetyError
from localkit.model.limits import Limits
from localkit.store.git_reading import TreeReader
from localkit.store.git_source import commit_of, opened
from localkit.store.local_version_finding import local_versions_among
from localkit.store.paths import unsafe_reason
from localkit.store.source import Source
from localkit.store.staging import machine_error


def local_versions_in(source: Source, limits: Limits, cache: Path) -> list[str]:
    """The folders of a repository that are local versions; the empty path is the repository's own top.

    Raises:
        InputError: There is no such repository or ref.
        MachineError: It cannot be reached.
        LimitError: It is too large.
    """
    with _told(source), opened(source, cache) as (pygit2, repository):
        tree = _folder(commit_of(pygit2, repository, source).tree, source)
        return local_versions_among(TreeReader(repository, tree, limits).read())


@contextmanager
def read_place(
    source: Source, limits: Limits, cache: Path, known: str | None
) -> Iterator[tuple[str, Path | None]]:
    """A local version of a repository as a folder, for as long as it is looked at.

    Args:
        source: Repository, ref and folder in it.
        limits: How much is too much.
        cache: Folder for repositories from elsewhere.
        known: The commit at which it was read already.

    Yields:
        The commit, and the folder; None in its stead where the commit is the known one.

    Raises:
        InputError: There is no such repository, ref or folder.
        LocalVersionError: There is no local version.
        MachineError: It cannot be reached.
        SafetyError: A path leads out of the folder.
        LimitError: It is too large.
    """
    with _told(source), opened(source, cache) as (pygit2, repository):
        commit = commit_of(pygit2, repository, source)
        if str(commit.id) == known:
            yield known, None
            return
        files = TreeReader(repository, _folder(commit.tree, source), limits).read()
    with tempfile.TemporaryDirectory(prefix="localkit-place-", ignore_cleanup_errors=True) as made:
        for path, file in files.items():
            _write(Path(made), path, file.data)
        yield str(commit.id), Path(made)


def _write(root: Path, path: str, data: bytes) -> None:
    reason = unsafe_reason(path)
    if reason:
        raise SafetyError(f"the repository has a file {path!r}: {reason}")
    target = root / path
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    except OSError as error:
        raise machine_error(error, target) from error


def _folder(tree: Any, source: Source) -> Any:
    if not source.directory:
        return tree
    try:
        found = tree[source.directory]
    except KeyError:
        found = None
    if found is None or found.type_str != "tree":
        raise LocalVersionError(
            f"there is no folder {source.directory} in {source.at}@{source.ref or 'HEAD'}",
            hint="Add it anew from where it is now: localkit portfolio add.",
        )
    return found


@contextmanager
def _told(source: Source) -> Iterator[None]:
    """Repositories are told of as if they held kits; here they hold places."""
    try:
        yield
    except MachineError as error:
        if not error.message.startswith("cannot get the kit"):
            raise
        said = error.message.partition(f"{source.at}: ")[2]
        raise MachineError(
            f"cannot read {source.at}: {said}", hint="Check the address and the connection, then try again."
        ) from error
