"""Versions of releases, and which of two is later, as Semantic Versioning 2.0.0 says."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, TypeAlias

_NUMBER: Final = r"(?:0|[1-9]\d*)"
_VERSION: Final = re.compile(
    rf"({_NUMBER})\.({_NUMBER})\.({_NUMBER})(?:-([0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?(?:\+[0-9A-Za-z.-]+)?",
    re.ASCII,
)

PLAIN: Final = "0.0.0+"
"""What the version of a plain cookiecutter template begins with; any other state of it counts as later."""

VersionKey: TypeAlias = tuple[int, int, int, bool, tuple[tuple[bool, int, str], ...]]
"""Numbers, whether it is no pre-release, and the parts of its pre-release."""


def is_version(text: str) -> bool:
    """Whether a text is a version, such as ``1.2.0`` or ``2.0.0-rc.1``."""
    return _VERSION.fullmatch(text) is not None


def later_than(present: str, versions: Iterable[str]) -> tuple[str, ...]:
    """Which releases come after the one that a place has; pre-releases only for a place that has one.

    Args:
        present: The release that the place has.
        versions: All releases of a source, oldest first.
    """
    known = tuple(versions)
    if present.startswith(PLAIN) or any(version.startswith(PLAIN) for version in known):
        return tuple(version for version in known[-1:] if version != present)
    if not is_version(present):
        return ()
    key = version_key(present)
    early = not key[3]
    keys = {version: version_key(version) for version in known}
    return tuple(version for version in known if keys[version] > key and (early or keys[version][3]))


def version_key(text: str) -> VersionKey:
    """What versions are sorted by: the later of two has the larger key.

    A pre-release comes before its release. What stands behind ``+`` does not count.

    Raises:
        ValueError: It is no version.
    """
    found = _VERSION.fullmatch(text)
    if found is None:
        raise ValueError(f"{text!r} is no version")
    major, minor, patch, early = found.groups()
    parts = tuple(map(_part, early.split("."))) if early else ()
    return int(major), int(minor), int(patch), not early, parts


def _part(text: str) -> tuple[bool, int, str]:
    """A number comes before any word."""
    return (False, int(text), "") if text.isdigit() else (True, 0, text)
