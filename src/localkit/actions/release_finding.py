"""Finding the release that a place is to go to: in the source it was made from, or in another one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from localkit.actions.kit_opening import chosen_kit, fetched_kit
from localkit.actions.local_version_opening import OpenedLocalVersion
from localkit.errors import InputError
from localkit.model.semver import PLAIN, is_version, version_key
from localkit.store.bundled import bundled_kits
from localkit.store.kits import OpenedKit
from localkit.store.local_versions import LocalRecord
from localkit.store.releases import Release, releases
from localkit.store.source import Source
from localkit.store.sources import find_source
from localkit.workspace import Workspace


@dataclass(frozen=True)
class Target:
    """A release to go to.

    Attributes:
        kit: The kit, opened.
        known: All releases of its source, oldest first.
    """

    kit: OpenedKit
    known: tuple[Release, ...]


def recorded_source(opened: OpenedLocalVersion) -> Source:
    """Where a local version's kit came from.

    Raises:
        InputError: It is not there any more.
    """
    stated = opened.record.data["kit"]
    at, ref, directory = stated["source"], stated.get("ref"), stated.get("directory")
    if at in bundled_kits():
        return Source("installed", at, None, directory)
    try:
        source = find_source(at, directory)
    except InputError as error:
        raise InputError(
            f"the kit is not where it was any more: {at}",
            hint="Say where it is now: --kit with a folder, a zip, or a git address.",
        ) from error
    if ref is None:
        return source
    return replace(source, kind="git", ref=ref)


def named_source(opened: OpenedLocalVersion, stated: str | None, directory: str | None) -> Source:
    """The source that somebody named; the recorded one where nobody did.

    Raises:
        InputError: There is nothing like a kit there.
    """
    return recorded_source(opened) if stated is None else find_source(stated, directory)


def source_releases(workspace: Workspace, source: Source) -> tuple[Release, ...]:
    """The releases of a source, oldest first; one that may take a while is told of first.

    Raises:
        InputError: There is no such source, or ref.
        KitError: There is no kit.
        MachineError: It cannot be read or reached.
    """
    if source.is_remote:
        workspace.tell(f"Looking for releases at {source.at} …")
    return workspace.once(
        ("releases", source), lambda: releases(source, workspace.limits, workspace.cache / "git")
    )


def tagged_releases(workspace: Workspace, source: Source) -> tuple[Release, ...]:
    """The releases that are tagged in the repository that a folder is; none where it is no repository."""
    if source.kind != "folder" or not (Path(source.at) / ".git").exists():
        return ()
    try:
        found = releases(replace(source, kind="git"), workspace.limits)
    except InputError:
        return ()  # a repository without a commit, or one that has this kit not committed yet
    return tuple(release for release in found if release.source.ref)


def find_target(
    workspace: Workspace, opened: OpenedLocalVersion, source: Source, to: str | None, *, asked: bool
) -> Target:
    """Open the release to go to: the one asked for, or the newest.

    Args:
        workspace: Settings, folders.
        opened: The local version.
        source: Where to look.
        to: Version asked for; None for the newest.
        asked: Whether somebody named the source.

    Raises:
        InputError: There is no such release, it is another kit's, or an earlier one that nobody asked for.
        KitError: The kit has a fault.
        MachineError: It cannot be read or reached.
    """
    known = source_releases(workspace, source)
    # A source that somebody named with a ref, or a version, is meant as it is said.
    exact = asked and source.ref is not None and to is None
    chosen = pinned(known, source) if exact else _chosen(known, to, opened.record.kit_version)
    kit = workspace.once(
        ("kit", chosen.source), lambda: chosen_kit(workspace, fetched_kit(workspace, chosen.source), None)
    )
    check_name(opened.record, (kit.name, kit.version), chosen.source, asked=asked)
    _check_direction(opened, kit, asked=to is not None)
    return Target(kit, known)


def pinned(known: Sequence[Release], source: Source) -> Release:
    """What lies at the ref that a source was named with, whether it is one of the known releases or not."""
    found = [release for release in known if release.source.ref == source.ref]
    return found[0] if found else Release("", source)


def _chosen(known: Sequence[Release], to: str | None, present: str) -> Release:
    if to is not None:
        found = [release for release in known if release.version == to.removeprefix("v")]
        if not found:
            there = ", ".join(release.version for release in known) or "none"
            raise InputError(f'there is no release "{to}"', hint=f"Releases there are: {there}.")
        return found[0]
    early = is_version(present) and not version_key(present)[3]
    settled = [release for release in known if early or version_key(release.version)[3]]
    return (settled or list(known))[-1]


def check_name(record: LocalRecord, found: tuple[str, str], source: Source, *, asked: bool) -> None:
    """Refuse another kit than the one that a place was made from.

    Args:
        record: What the place was made from.
        found: Name and version of what was found.
        source: Where it was found.
        asked: Whether somebody named the source; a plain template may then have another name.

    Raises:
        InputError: It is another kit.
    """
    name = found[0]
    mine = (record.kit_name, record.kit_version)
    if name == record.kit_name or (asked and same_kit(mine, found)):
        return
    raise InputError(
        f'this local version was made from the kit "{record.kit_name}"; that one is "{name}"',
        path=source.at,
        hint=f"Name a source of {record.kit_name}, or make a new local version: localkit adapt {name}.",
    )


def same_kit(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Whether two releases, each by name and version, may be of one kit; a plain template may have another name."""
    return one[0] == other[0] or (one[1].startswith(PLAIN) and other[1].startswith(PLAIN))


def _check_direction(opened: OpenedLocalVersion, kit: OpenedKit, *, asked: bool) -> None:
    present = opened.record.kit_version
    plain = kit.version.startswith(PLAIN) or present.startswith(PLAIN)
    if asked or plain or not is_version(present) or version_key(kit.version) >= version_key(present):
        return
    raise InputError(
        f"the release there is {kit.version}; this place has {present} already",
        hint=f"To go back on purpose, say: localkit update --to {kit.version}",
    )


def shown_source(source: Source) -> str:
    """A source in words for people."""
    name = Path(source.at).name if source.kind in ("folder", "zip") else source.at
    return f"{name}@{source.ref}" if source.ref else name
