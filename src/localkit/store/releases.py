"""Which releases a source has."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from localkit.model.limits import Limits
from localkit.model.semver import version_key
from localkit.store.bundled import bundled_releases
from localkit.store.kit_reading import FILE
from localkit.store.kits import open_kit, plain_framework
from localkit.store.source import Source
from localkit.store.sources import fetch
from localkit.store.stated_version import Stated, stated_version


@dataclass(frozen=True)
class Release:
    """One release of a kit, and where to read it.

    Attributes:
        version: As its kit.yaml says; for a plain template ``0.0.0+`` and the start of its digest.
        source: From which ``fetch`` reads exactly this release.
        name: The kit's name, as its kit.yaml says; a plain template is named as ``open_kit`` does.
    """

    version: str
    source: Source
    name: str = field(default="", compare=False)


def releases(source: Source, limits: Limits, cache: Path | None = None) -> tuple[Release, ...]:
    """The releases that a source has, oldest first, pre-releases before their release.

    A folder or a zip is one release. A kit that came with localkit has every release that came with it. A git
    repository has those of its tags that name the version their kit.yaml says (``1.2.0``, ``v1.2.0``,
    ``NAME-1.2.0``, ``NAME@1.2.0``), and what the ref asked for holds, or HEAD, if no tag has that version; where a
    plain template lies there, only that.

    Args:
        source: Where to look.
        limits: How much is too much.
        cache: Folder for repositories from elsewhere; what was read into it here, ``fetch`` can read with
            ``fetched=True`` without asking another machine again.

    Raises:
        InputError: A repository has no such ref.
        KitError: There is no kit.
        SafetyError: A path or link leads out of it.
        LimitError: It is too large.
        MachineError: It cannot be read or reached.
    """
    if source.kind == "git":
        return _in_git(source, limits, cache)
    if source.kind == "installed":
        return _sorted(
            Release(version, replace(source, ref=version), source.at)
            for version in bundled_releases(source.at)
        )
    return (_only(source, limits, cache),)


def _in_git(source: Source, limits: Limits, cache: Path | None) -> tuple[Release, ...]:
    from localkit.store.git_memory import recalled_yamls  # noqa: PLC0415  few kits are in git

    found = recalled_yamls(source, limits, cache)
    if found.asked is None:
        return (_only(source, limits, cache),)
    known: dict[str, Release] = {}
    for tag, data in found.tags.items():
        stated = stated_version(data, limits)
        if stated and tag in _tags_of(stated) and (stated.version not in known or tag == source.ref):
            known[stated.version] = Release(stated.version, replace(source, ref=tag), stated.name)
    asked = stated_version(found.asked, limits)
    if asked is not None:
        known.setdefault(asked.version, Release(asked.version, source, asked.name))
    return _sorted(known.values()) if known else (_only(source, limits, cache),)


def _tags_of(stated: Stated) -> set[str]:
    version = stated.version
    return {f"{front}{version}" for front in ("", "v", *(f"{stated.name}{sign}" for sign in "-@"))}


def _only(source: Source, limits: Limits, cache: Path | None) -> Release:
    """The one release of a source, whose files are all read."""
    found = fetch(source, limits, cache, fetched=True)
    if FILE not in found.tree:
        framework = plain_framework(source.name, found.tree.digest)
        return Release(str(framework["version"]), source, str(framework["name"]))
    stated = stated_version(found.tree[FILE].data, limits)
    if stated is not None:
        return Release(stated.version, source, stated.name)
    kit = open_kit(found, limits)
    return Release(kit.version, source, kit.name)


def _sorted(found: Iterable[Release]) -> tuple[Release, ...]:
    return tuple(sorted(found, key=lambda release: (version_key(release.version), release.version)))
