"""Adding places to a portfolio: folders, folders of folders, globs, git repositories, bundles, addresses."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from localkit.actions.portfolio_added import Added, Refused, told
from localkit.actions.portfolio_urls import add_bundle_at, is_place_address, places_at
from localkit.errors import InputError, LocalkitError
from localkit.model.portfolio import NewPlace
from localkit.store.addresses import check_no_secret, is_address, without_secret
from localkit.store.local_version_finding import DEEPEST, local_versions_below
from localkit.store.local_versions import read_record
from localkit.workspace import Workspace

if TYPE_CHECKING:
    from localkit.store.portfolio.opening import Portfolio
    from localkit.store.source import Source


def add(
    workspace: Workspace, portfolio: Portfolio, what: Sequence[str], directory: str | None = None
) -> Added:
    """Add places; none is measured yet.

    Args:
        workspace: Settings, folders, clock.
        portfolio: Where to.
        what: Folders, folders of folders, globs, git addresses with ``@ref`` or without, bundles, addresses
            that fsspec knows.
        directory: Folder within a repository.

    Raises:
        MachineError: The portfolio is in the way.
    """
    from localkit.actions.portfolio_bundles import add_bundles, is_bundle  # noqa: PLC0415
    from localkit.store.portfolio.places import add_places  # noqa: PLC0415  imports SQLAlchemy

    added = Added()
    bundles: list[Path] = []
    found: dict[str, NewPlace] = {}
    for text in dict.fromkeys(name for said in what for name in _spelt_out(said)):
        if is_bundle(text):
            bundles.append(Path(text).expanduser())
            continue
        try:
            if is_address(text):
                check_no_secret(text)
            if is_place_address(text) and add_bundle_at(workspace, portfolio, text, added):
                continue
            for item in _found(workspace, text, directory):
                if isinstance(item, Refused):
                    added.refused.append(item)
                else:
                    found.setdefault(item.key, item)
        except LocalkitError as error:
            shown = without_secret(text) if is_address(text) else text
            added.refused.append(Refused.of(shown, error, told(error).removeprefix(f"{shown}: ")))
    new = {place.key for place in add_places(portfolio, found.values(), workspace.clock().isoformat())}
    for place in found.values():
        (added.new if place.key in new else added.there).append(place)
    add_bundles(workspace, portfolio, bundles, added)
    return added


def _spelt_out(text: str) -> list[str]:
    """The paths that a pattern matches, where the shell has not spelt it out; else the text itself."""
    if not glob.has_magic(text) or os.path.lexists(text):
        return [text]
    return sorted(glob.glob(os.path.expanduser(text), recursive=True)) or [text]


def _found(workspace: Workspace, text: str, directory: str | None) -> Iterator[NewPlace | Refused]:
    if is_place_address(text):
        yield from places_at(workspace, text)
        return
    source = _git_source(text, directory)
    if source is not None:
        yield from _in_repository(workspace, source)
        return
    path = Path(text).expanduser()
    if not path.is_dir():
        yield Refused(text, _no_folder(path))
        return
    below = local_versions_below(Path(os.path.realpath(path)))
    if not below:
        yield Refused(text, f"there is no local version in it, nor in the folders up to {DEEPEST} below")
    for root in below:
        try:
            yield _folder_place(root, workspace.cache)
        except LocalkitError as error:
            yield Refused.of(str(root), error)


def _no_folder(path: Path) -> str:
    if path.exists():
        return "it is a file; name the folder that `localkit adapt` made"
    return "nothing matches it" if glob.has_magic(str(path)) else "there is no such folder"


def _git_source(text: str, directory: str | None) -> Source | None:
    """The repository that a text names, or None where it names none."""
    from localkit.store.sources import find_source  # noqa: PLC0415  most places are folders

    if not os.path.isdir(os.path.expanduser(text)) and "/" not in text and "@" not in text:
        return None
    try:
        source = find_source(text, directory)
    except InputError:
        if directory is not None:
            raise
        return None
    return source if source.kind == "git" else None


def _in_repository(workspace: Workspace, source: Source) -> Iterator[NewPlace | Refused]:
    from localkit.store.git_places import local_versions_in  # noqa: PLC0415  most places are folders

    name = f"{source.at}@{source.ref or 'HEAD'}"
    found = local_versions_in(source, workspace.limits, workspace.cache / "git")
    if not found:
        yield Refused(name, "there is no local version in it")
    for folder in found:
        inner = "/".join(part for part in (source.directory, folder) if part) or None
        yield _git_place(replace(source, directory=inner))


def _git_place(source: Source) -> NewPlace:
    key = f"git:{source.at}@{source.ref or ''}#{source.directory or ''}"
    return NewPlace(key, source.name, "git", source.at, source.ref, source.directory)


def _folder_place(root: Path, cache: Path) -> NewPlace:
    record = read_record(root, cache)
    if any("\ud800" <= sign <= "\udfff" for sign in str(root)):  # bytes that Python could read as no text
        raise InputError("its path has signs that are no text, which cannot be kept; rename the folder")
    return NewPlace(f"folder:{os.path.normcase(root)}", record.place_name or root.name, "folder", str(root))
