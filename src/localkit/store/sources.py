"""Where a kit comes from: a folder, a zip, a git address at a ref, or one that came with localkit."""

from __future__ import annotations

import difflib
import re
from pathlib import Path

from localkit.errors import InputError, KitError
from localkit.model.limits import Limits
from localkit.model.tree import Tree
from localkit.store.archives import read_zip, without_top_folder
from localkit.store.bundled import bundled_folder, bundled_kits, bundled_releases
from localkit.store.folders import read_kit_folder
from localkit.store.paths import unsafe_reason
from localkit.store.source import Fetched, Source, no_kit

# cookiecutter's own abbreviations for git hosts
_HOSTS = {
    "gh:": "https://github.com/{}.git",
    "gl:": "https://gitlab.com/{}.git",
    "bb:": "https://bitbucket.org/{}.git",
}
_URL = re.compile(r"(?:git\+)?(?:https?|ssh|git|file)://|[\w.-]+@[\w.-]+:")


def find_source(text: str, directory: str | None = None) -> Source:
    """Tell what kind of source a text names.

    Args:
        text: A folder, a zip, a git address with ``@ref`` or without, or the name of a kit that came with localkit,
            with ``@version`` for one of its releases.
        directory: Folder within it.

    Raises:
        InputError: It is none of these.
    """
    if directory is not None:
        directory = directory.replace("\\", "/").strip("/")
        reason = unsafe_reason(directory)
        if reason:
            raise InputError(
                f"--directory {directory}: {reason}", hint="Name a folder inside the kit's source."
            )
    path = Path(text).expanduser()
    if path.is_dir():
        return _in_folder(path, None, directory)
    if path.is_file():
        if path.suffix.lower() == ".zip":
            return Source("zip", str(path.resolve()), None, directory)
        raise InputError(
            "this is a file, not a kit", path=text, hint="Name the kit's folder, or a zip of it."
        )
    name, _, version = text.partition("@")
    if version in bundled_releases(name):
        return Source("installed", name, version, directory)
    address, ref = _split_ref(text)
    for short, long in _HOSTS.items():
        if address.startswith(short):
            return Source("git", long.format(address.removeprefix(short)), ref, directory)
    if _URL.match(address):
        return Source("git", address.removeprefix("git+"), ref, directory)
    if ref and Path(address).expanduser().is_dir():
        return _in_folder(Path(address).expanduser(), ref, directory)
    if name in bundled_kits():
        bundled_folder(name, version if name != text else None)
        return Source("installed", name, None, directory)
    close = difflib.get_close_matches(text, bundled_kits(), 1)
    meant = f'Did you mean "{close[0]}"? ' if close else ""
    raise InputError(
        f"there is no kit at {text}",
        hint=f"{meant}Give a folder, a zip, a git address, or one of: {', '.join(bundled_kits()) or 'none installed'}.",
    )


def _in_folder(path: Path, ref: str | None, directory: str | None) -> Source:
    bare = (path / "HEAD").is_file() and (path / "objects").is_dir()
    if ref or bare:
        return Source("git", str(path.resolve()), ref, directory)
    return Source("folder", str(path.resolve()), None, directory)


def _split_ref(text: str) -> tuple[str, str | None]:
    head, at, ref = text.rpartition("@")
    if not at or ("/" not in head and not Path(head).exists() and ":" not in head) or ":" in ref:
        return text, None
    if _URL.match(text) and "/" not in head.split("://", 1)[-1]:
        return text, None  # the @ belongs to user@host
    return head, ref


def fetch(source: Source, limits: Limits, cache: Path | None = None, *, fetched: bool = False) -> Fetched:
    """Read a source's files as values.

    Args:
        source: What to read.
        limits: How much is too much.
        cache: Folder for repositories from elsewhere.
        fetched: Whether what the cache has of a repository is taken as it is, if it has the ref.

    Raises:
        InputError: A repository has no such ref, or localkit does not have that release of a kit.
        KitError: There is nothing like a kit there.
        SafetyError: A path or link leads out of it.
        LimitError: It is too large.
        MachineError: It cannot be read or reached.
    """
    if source.kind == "git":
        from localkit.store.git_memory import recalled_fetch  # noqa: PLC0415  few kits are in git

        return recalled_fetch(source, limits, cache, fetched=fetched)
    if source.kind == "zip":
        return Fetched(source, _in_zip(read_zip(Path(source.at), limits), source))
    root = bundled_folder(source.at, source.ref) if source.kind == "installed" else Path(source.at)
    folder = root / source.directory if source.directory else root
    if not folder.is_dir():
        raise KitError(
            f"there is no folder {source.directory}", path=str(root), hint="See what --directory can name."
        )
    if not (folder / "kit.yaml").is_file() and not (folder / "cookiecutter.json").is_file():
        raise no_kit(str(folder))
    return Fetched(source, read_kit_folder(folder, limits, fence=_repository(folder, root)))


def _repository(folder: Path, root: Path) -> Path:
    """What links may not leave: the repository around a kit, else the folder given."""
    for above in (folder.resolve(), *folder.resolve().parents):
        if (above / ".git").exists():
            return above
    return root


def _in_zip(tree: Tree, source: Source) -> Tree:
    """The kit in an archive; archives of repositories have all of it in one top folder."""
    for top in (tree, without_top_folder(tree)):
        found = top.under(source.directory) if source.directory else top
        if "kit.yaml" in found or "cookiecutter.json" in found:
            return found
    raise no_kit(source.at + (f" in {source.directory}" if source.directory else ""))
