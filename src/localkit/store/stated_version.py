"""Name and version that a kit.yaml states, read without looking at the rest of it."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from localkit.errors import KitError
from localkit.model.limits import Limits
from localkit.model.semver import is_version

# One line of a mapping in block style; anything else is left to the real reader.
_LINE: Final = rb"""(?m)^%s[ \t]*:[ \t]+(["']?)([0-9A-Za-z.+-]+)\1[ \t]*(?:#.*)?\r?$"""
_NAME: Final = re.compile(_LINE % b"name")
_VERSION: Final = re.compile(_LINE % b"version")


class Stated(NamedTuple):
    """Which release of which kit a kit.yaml says it is."""

    name: str
    version: str


def stated_version(data: bytes, limits: Limits) -> Stated | None:
    """Which release this kit.yaml is of; None where it does not say, or cannot be read.

    Args:
        data: The file's bytes.
        limits: How much is too much.
    """
    name, version = _NAME.search(data), _VERSION.search(data)
    if name and version:
        return _stated(name[2].decode(), version[2].decode())
    from localkit.store.kit_reading import parse_kit_yaml  # noqa: PLC0415  few kits are written in another style

    try:
        found = parse_kit_yaml(data, limits).data
    except KitError:
        return None
    return _stated(found.get("name"), found.get("version")) if isinstance(found, dict) else None


def _stated(name: object, version: object) -> Stated | None:
    if isinstance(name, str) and isinstance(version, str) and is_version(version):
        return Stated(name, version)
    return None
