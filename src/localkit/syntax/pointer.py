"""JSON pointers (RFC 6901)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def escape(part: str) -> str:
    """One reference token, escaped."""
    return part.replace("~", "~0").replace("/", "~1")


def join(parts: Iterable[object]) -> str:
    """A pointer from its parts; the empty pointer is the whole."""
    return "".join(f"/{escape(str(part))}" for part in parts)


def split(pointer: str) -> tuple[str, ...]:
    """A pointer's parts.

    Raises:
        ValueError: It neither is empty nor begins with a slash.
    """
    if not pointer:
        return ()
    if not pointer.startswith("/"):
        raise ValueError(f"a pointer begins with '/': {pointer!r}")
    return tuple(part.replace("~1", "/").replace("~0", "~") for part in pointer[1:].split("/"))
