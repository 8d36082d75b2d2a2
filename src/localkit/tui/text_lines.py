"""Lines of a text with headings and asides, put together."""

from __future__ import annotations

from collections.abc import Iterable

from textual.content import Content


def head(text: str, style: str = "") -> Content:
    """A heading, with an empty line before it."""
    return Content.assemble("\n", (text, f"bold {style}".strip()))


def quiet(text: str) -> Content:
    """Something said aside."""
    return Content.styled(text, "$quiet")


def joined(parts: Iterable[Content]) -> Content:
    """All of it, one below the other; no empty line comes first."""
    found = Content("\n").join(list(parts))
    return found[1:] if found.plain.startswith("\n") else found
