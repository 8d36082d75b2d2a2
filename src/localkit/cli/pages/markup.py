"""HTML that is safe by construction: whatever is not made here is text, and is escaped."""

from __future__ import annotations

import html
from typing import Final

from localkit.cli.output import harmless

_VOID: Final = frozenset(("hr", "img", "meta"))
_DRAWN: Final = frozenset(("circle", "line", "polyline", "rect"))
"""Parts of a picture without content; a browser ends them only where it is told to."""


class Html(str):
    """Text that is HTML already. Only this module makes it of what places wrote."""

    __slots__ = ()


def text(value: object) -> Html:
    """A value as text of a page: control characters shown, halves of signs replaced, the rest escaped."""
    if isinstance(value, Html):
        return value
    whole = harmless(str(value)).encode("utf-8", "replace").decode("utf-8")
    return Html(html.escape(whole, quote=True))


def tag(element: str, /, *children: object, **attributes: str | float | None) -> Html:
    """An element with its children; those that are not HTML are escaped.

    Args:
        element: Its name.
        children: What is in it, in order; None is left out.
        attributes: ``class_`` stands for ``class``, ``aria_label`` for ``aria-label``; None is left out.
    """
    said = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{text(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    if element in _VOID:
        return Html(f"<{element}{said}>")
    if element in _DRAWN:
        return Html(f"<{element}{said}/>")
    return Html(f"<{element}{said}>{joined(children)}</{element}>")


def joined(parts: object, between: str = "") -> Html:
    """Several parts, one behind the other."""
    assert isinstance(parts, list | tuple)  # noqa: S101  callers of this module only
    return Html(between.join(text(part) for part in parts if part is not None))


def name_of(value: object) -> Html:
    """A name that a place gave itself, kept apart from the direction of the text around it."""
    return tag("bdi", value)
