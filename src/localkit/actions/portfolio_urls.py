"""Places at addresses: which texts name one, and what is there."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from urllib.request import url2pathname

from localkit.actions.portfolio_added import Added, Refused
from localkit.errors import LocalkitError
from localkit.model.portfolio import NewPlace
from localkit.store.addresses import is_address, without_secret
from localkit.store.local_versions import read_record
from localkit.workspace import Workspace

if TYPE_CHECKING:
    from localkit.store.portfolio.opening import Portfolio

_GIT = ("git", "ssh", "git+ssh", "git+https", "git+http", "git+file")
_WEB = ("http", "https")


def is_place_address(text: str) -> bool:
    """Whether a text is an address that is no git repository's: on the web a zip, elsewhere anything."""
    scheme = text.partition("://")[0].lower()
    if not is_address(text) or scheme in _GIT:
        return False
    if scheme in _WEB:
        return urlsplit(text).path.lower().endswith(".zip")
    return scheme != "file" or not _is_repository(text)


def _is_repository(text: str) -> bool:
    """Whether a folder of this machine is a git repository: named so, it was one before there were other addresses."""
    there = Path(url2pathname(urlsplit(text).path))
    if not there.exists() and "@" in there.name:
        return True
    return (there / ".git").exists() or ((there / "HEAD").is_file() and (there / "objects").is_dir())


def places_at(workspace: Workspace, address: str) -> Iterator[NewPlace | Refused]:
    """The local versions at an address that ``is_place_address`` and is no bundle.

    Raises:
        LocalkitError: It cannot be reached, or there is nothing.
    """
    from localkit.store.url_places import is_zip, local_versions_at  # noqa: PLC0415  most places are folders

    found = [address] if is_zip(address) else local_versions_at(address)
    if not found:
        yield Refused(address, "there is no local version in it")
    for at in found:
        try:
            yield _place(workspace, at)
        except LocalkitError as error:
            yield Refused.of(without_secret(at), error)


def _place(workspace: Workspace, address: str) -> NewPlace:
    from localkit.store.url_places import fetched_place  # noqa: PLC0415  most places are folders

    with fetched_place(address, workspace.limits) as (_, root):
        name = read_record(root, workspace.known_records).place_name if root else None
    last = os.path.splitext(address.rstrip("/").rsplit("/", 1)[-1])[0]
    return NewPlace(f"url:{address}", name or last, "url", address)


def add_bundle_at(workspace: Workspace, portfolio: Portfolio, address: str, added: Added) -> bool:
    """Take in what a zip at an address holds, if it is a bundle; whether it is one.

    Raises:
        LocalkitError: It cannot be reached, or the portfolio is in the way.
    """
    import zipfile  # noqa: PLC0415  few places are zips

    from localkit.actions.portfolio_bundles import add_bundles  # noqa: PLC0415  imports SQLAlchemy
    from localkit.store.bundles import CONTENTS  # noqa: PLC0415  imports jsonschema
    from localkit.store.url_places import fetched_file, is_zip  # noqa: PLC0415  most places are folders

    if not is_zip(address):
        return False
    with fetched_file(address, workspace.limits) as path:
        if not zipfile.is_zipfile(path):
            return False
        with zipfile.ZipFile(path) as archive:
            if CONTENTS not in archive.namelist():
                return False
        before = len(added.refused)
        add_bundles(workspace, portfolio, [path], added, at=address)
        added.refused[before:] = [replace(item, what=address) for item in added.refused[before:]]
    return True
