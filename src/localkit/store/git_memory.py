"""What was read from a repository on this machine, remembered as long as the repository names the same commits.

To load libgit2 takes longer than to merge a release; where many places take it from one repository, that is done once.
What a name stands for is never remembered: each time, all files in which git keeps names are looked at.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any, Final, TypeVar

from localkit.model.limits import Limits
from localkit.model.tree import File, Tree
from localkit.store.git_source import KitYamls, fetch_git, kit_yamls
from localkit.store.memory import Memory, memory
from localkit.store.source import Fetched, Source

_Found = TypeVar("_Found")
_FOLDER: Final = "read"
_MOST: Final = 60
"""States of repositories that are kept."""
_LARGEST: Final = 3_000_000
"""Characters: what takes longer to read from the cache than from git is not kept."""
_NAMES: Final = 2_000
"""Files with names of commits: with more of them, git is asked at once."""


def recalled_fetch(source: Source, limits: Limits, cache: Path | None, *, fetched: bool = False) -> Fetched:
    """Read a kit at a ref of a repository. Raises as ``fetch_git``."""
    return _recalled(
        "files",
        (source, limits, cache),
        lambda: fetch_git(source, limits, cache, fetched=fetched),
        _fetched_text,
        lambda values: _fetched(source, values),
    )


def recalled_yamls(source: Source, limits: Limits, cache: Path | None) -> KitYamls:
    """Read kit.yaml at the ref asked for and at every tag that may name a version. Raises as ``kit_yamls``."""
    return _recalled(
        "kit.yaml",
        (source, limits, cache),
        lambda: kit_yamls(source, limits, cache),
        _yamls_text,
        _yamls,
    )


def _recalled(
    what: str,
    asked: tuple[Source, Limits, Path | None],
    find: Callable[[], _Found],
    text: Callable[[_Found], str],
    value: Callable[[Any], _Found],
) -> _Found:
    known = _memory(what, *asked)
    answer = known.recall() if known else None
    if answer is not None:
        with suppress(ValueError, KeyError, TypeError, AttributeError):  # a damaged cache only costs time
            return value(json.loads(answer))
    found = find()
    if known is not None and _memory(what, *asked) == known:  # nobody moved a tag meanwhile
        kept = text(found)
        if len(kept) <= _LARGEST:
            known.keep(kept.encode("ascii"))
    return found


def _memory(what: str, source: Source, limits: Limits, cache: Path | None) -> Memory | None:
    names = names_digest(Path(source.at)) if cache is not None else None
    if cache is None or names is None:
        return None
    question = repr((what, source, limits)).encode("utf-8", "surrogateescape")
    return memory(cache, question, names, folder=_FOLDER, most=_MOST)


def names_digest(repository: Path) -> bytes | None:
    """Digest of all that names a commit in a repository; None where its files cannot tell."""
    folder = repository / ".git"
    folder = folder if folder.exists() else repository
    elsewhere = any((folder / name).exists() for name in ("commondir", "reftable"))
    if elsewhere or not (folder / "objects").is_dir():
        return None
    digest = sha256()
    try:
        for number, path in enumerate(_names(folder)):
            if number >= _NAMES:
                return None
            data = path.read_bytes()
            digest.update(f"{path.relative_to(folder)}\0{len(data)}\0".encode("utf-8", "surrogateescape"))
            digest.update(data)
    except OSError:
        return None
    return digest.digest()


def _names(folder: Path) -> Iterator[Path]:
    """The files in which git keeps names, in an order that does not change."""
    yield from sorted(path for path in folder.iterdir() if path.name.endswith(("HEAD", "-refs")))
    for where, inner, names in os.walk(folder / "refs"):
        inner.sort()
        yield from (Path(where, name) for name in sorted(names))


def _fetched_text(found: Fetched) -> str:
    tree = found.tree
    files = {path: [file.mode, file.data.decode("latin-1")] for path, file in tree.items()}
    return json.dumps({"commit": found.commit, "links": dict(tree.links), "files": files})


def _fetched(source: Source, values: Any) -> Fetched:
    files = {path: File(data.encode("latin-1"), mode) for path, (mode, data) in values["files"].items()}
    return Fetched(source, Tree(files, frozenset(), values["links"]), values["commit"])


def _yamls_text(found: KitYamls) -> str:
    asked = None if found.asked is None else found.asked.decode("latin-1")
    return json.dumps(
        {"asked": asked, "tags": {name: data.decode("latin-1") for name, data in found.tags.items()}}
    )


def _yamls(values: Any) -> KitYamls:
    asked = values["asked"]
    return KitYamls(
        None if asked is None else asked.encode("latin-1"),
        {name: data.encode("latin-1") for name, data in values["tags"].items()},
    )
