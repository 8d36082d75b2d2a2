"""A kit from a git repository at a ref, by libgit2: no git program, no checkout, no hook, no filter."""

from __future__ import annotations

import hashlib
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from localkit.errors import InputError, MachineError
from localkit.model.limits import Limits
from localkit.store.folders import check_size
from localkit.store.git_reading import TreeReader
from localkit.store.source import Fetched, Source, no_kit

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
    with opened(source, cache, fetched=fetched) as (pygit2, repository):
        commit = commit_of(pygit2, repository, source)
        tree = TreeReader(repository, commit.tree, limits).read()
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
    with opened(source, cache) as (pygit2, repository):
        asked = _kit_yaml(commit_of(pygit2, repository, source).tree, source, limits)
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
def opened(source: Source, cache: Path | None, *, fetched: bool = False) -> Iterator[tuple[Any, Any]]:
    """libgit2, and the repository.

    Raises:
        MachineError: It cannot be reached.
        InputError: The folder is no repository.
    """
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
        return bool(commit_of(pygit2, repository, source))
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


def commit_of(pygit2: Any, repository: Any, source: Source) -> Any:
    """The commit that a source's ref names; that of HEAD if it names none.

    Raises:
        InputError: There is no such ref.
    """
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
