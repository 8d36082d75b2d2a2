"""Versions of releases, and which of two is later, as Semantic Versioning 2.0.0 says."""

from __future__ import annotations

import re
from typing import Final, TypeAlias

_NUMBER: Final = r"(?:0|[1-9]\d*)"
_VERSION: Final = re.compile(
    rf"({_NUMBER})\.({_NUMBER})\.({_NUMBER})(?:-([0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?(?:\+[0-9A-Za-z.-]+)?",
    re.ASCII,
)

VersionKey: TypeAlias = tuple[int, int, int, bool, tuple[tuple[bool, int, str], ...]]
"""Numbers, whether it is no pre-release, and the parts of its pre-release."""


def is_version(text: str) -> bool:
    """Whether a text is a version, such as ``1.2.0`` or ``2.0.0-rc.1``."""
    return _VERSION.fullmatch(text) is not None


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
