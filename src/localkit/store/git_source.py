"""A kit from a git repository at a ref, by libgit2: no git program, no checkout, no hook, no filter."""

from __future__ import annotations

import hashlib
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from localkit.errors import InputError, KitError, MachineError, SafetyError
from localkit.model.limits import Limits
from localkit.model.tree import File, Tree
from localkit.store.folders import check_size, check_totals
from localkit.store.source import Fetched, Source, no_kit

_LINK = 0o120000
_EXECUTABLE = 0o100755
_SUBMODULE = 0o160000
_TAGS = "refs/tags/"
_MAY_BE_VERSION = re.compile(r"\d+\.\d+\.\d+")


@dataclass(frozen=True)
class KitYamls:
    """What kit.yaml says in several states of a repository.

    Attributes:
        asked: At the ref asked for, or HEAD; None where there is no such file.
        tags: At each tag that may name a version and has such a file, by the tag's name, short names first.
    """

    asked: bytes | None
    tags: Mapping[str, bytes]


def fetch_git(source: Source, limits: Limits, cache: Path | None, *, fetched: bool = False) -> Fetched:
    """Read a kit at a ref of a repository; HEAD if none is named.

    Args:
        source: The repository, the ref, and the folder in it.
        limits: How much is too much.
        cache: Folder for repositories from elsewhere; None reads them into a temporary one.
        fetched: Whether what the cache has of a repository is taken as it is, if it has the ref.

    Raises:
        MachineError: The repository cannot be reached.
        InputError: It has no such ref.
        SafetyError: A link leaves the repository.
        KitError: There is no kit.
    """
    with _opened(source, cache, fetched=fetched) as (pygit2, repository):
        commit = _commit(pygit2, repository, source)
        tree = _Reader(repository, commit.tree, limits).read()
        found = tree.under(source.directory) if source.directory else tree
        if "kit.yaml" not in found and "cookiecutter.json" not in found:
            raise no_kit(
                f"{source.at}@{source.ref or 'HEAD'}"
                + (f" in {source.directory}" if source.directory else "")
            )
        return Fetched(source, found, str(commit.id))


def kit_yamls(source: Source, limits: Limits, cache: Path | None) -> KitYamls:
    """Read kit.yaml, and nothing else, at the ref asked for and at every tag that may name a version.

    Raises:
        MachineError: The repository cannot be reached.
        InputError: It has no such ref.
        LimitError: A kit.yaml is too large.
    """
    with _opened(source, cache) as (pygit2, repository):
        asked = _kit_yaml(_commit(pygit2, repository, source).tree, source, limits)
        names = (name.removeprefix(_TAGS) for name in repository.references if name.startswith(_TAGS))
        tags: dict[str, bytes] = {}
        for name in sorted(filter(_MAY_BE_VERSION.search, names), key=lambda name: (len(name), name)):
            try:
                tree = repository.revparse_single(_TAGS + name).peel(pygit2.Commit).tree
            except (KeyError, ValueError, pygit2.GitError):
                continue  # a tag on something that is no commit
            data = _kit_yaml(tree, source, limits)
            if data is not None:
                tags[name] = data
        return KitYamls(asked, tags)


def _kit_yaml(tree: Any, source: Source, limits: Limits) -> bytes | None:
    path = f"{source.directory}/kit.yaml" if source.directory else "kit.yaml"
    try:
        entry = tree[path]
    except KeyError:
        return None
    if entry.type_str != "blob":
        return None
    check_size(path, entry.size, limits)
    data: bytes = entry.data
    return data


@contextmanager
def _opened(source: Source, cache: Path | None, *, fetched: bool = False) -> Iterator[tuple[Any, Any]]:
    """libgit2, and the repository."""
    import pygit2  # noqa: PLC0415  costs more than most commands need in all

    holder = None if cache else tempfile.TemporaryDirectory(prefix="localkit-git-")
    try:
        folder = cache if cache else Path(holder.name if holder else "")
        yield pygit2, _repository(pygit2, source, folder, fetched=fetched)
    finally:
        if holder is not None:
            holder.cleanup()


def _repository(pygit2: Any, source: Source, cache: Path, *, fetched: bool) -> Any:
    local = Path(source.at)
    if local.is_dir():
        try:
            return pygit2.Repository(source.at)
        except pygit2.GitError as error:
            raise InputError(
                f"{source.at} is not a git repository",
                hint="Leave out the part behind @, or name a repository.",
            ) from error
    folder = cache / hashlib.sha256(source.at.encode()).hexdigest()[:24]
    try:
        if folder.is_dir():
            with suppress(pygit2.GitError):
                repository = pygit2.Repository(str(folder))
                if fetched and _has(pygit2, repository, source):
                    return repository
                return _fetched(pygit2, repository, source)
            shutil.rmtree(folder, ignore_errors=True)
        cache.mkdir(parents=True, exist_ok=True)
        repository = pygit2.init_repository(str(folder), bare=True)
        repository.remotes.create("origin", source.at)
        return _fetched(pygit2, repository, source)
    except (pygit2.GitError, OSError) as error:
        shutil.rmtree(folder, ignore_errors=True)
        raise MachineError(
            f"cannot get the kit from {source.at}: {error}",
            hint="Check the address and the connection; a zip of the kit works without either.",
        ) from error


def _has(pygit2: Any, repository: Any, source: Source) -> bool:
    try:
        return bool(_commit(pygit2, repository, source))
    except InputError:
        return False


def _fetched(pygit2: Any, repository: Any, source: Source) -> Any:
    callbacks = pygit2.RemoteCallbacks(
        credentials=pygit2.KeypairFromAgent("git") if source.at.startswith(("ssh:", "git@")) else None
    )
    wanted = ["+refs/heads/*:refs/heads/*", "+refs/tags/*:refs/tags/*", "+HEAD:refs/localkit/head"]
    remote = repository.remotes["origin"]
    remote.fetch(wanted, prune=pygit2.enums.FetchPrune.PRUNE, callbacks=callbacks)
    return repository


def _commit(pygit2: Any, repository: Any, source: Source) -> Any:
    names = [source.ref] if source.ref else ["refs/localkit/head", "HEAD"]
    for name in names:
        for candidate in (f"{_TAGS}{name}", f"refs/heads/{name}", f"refs/remotes/origin/{name}", name):
            try:
                return repository.revparse_single(candidate).peel(pygit2.Commit)
            except (KeyError, ValueError, pygit2.GitError):
                continue
    tags = sorted(name.removeprefix(_TAGS) for name in repository.references if name.startswith(_TAGS))
    known = ", ".join(tags[-5:])
    raise InputError(
        f"{source.at} has no {source.ref or 'commit'}" + (" (branch, tag or commit)" if source.ref else ""),
        hint=f"Its newest tags: {known}." if known else "It has no tags.",
    )


class _Reader:
    """Reads one commit's tree as values, links resolved inside it."""

    def __init__(self, repository: Any, root: Any, limits: Limits) -> None:
        self.repository = repository
        self.limits = limits
        self.root = root
        self.files: dict[str, File] = {}
        self.pending: dict[str, str] = {}
        self.links: dict[str, str] = {}
        self.size = 0

    def read(self) -> Tree:
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
