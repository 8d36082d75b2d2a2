"""Rendering every text in a value that JSON could say, such as a kit's framework."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from localkit.errors import LocalkitError
from localkit.syntax.pointer import escape

if TYPE_CHECKING:
    from localkit.render.templates import Templates


def rendered_strings(value: Any, templates: Templates, context: Mapping[str, Any], at: str = "") -> Any:
    """The same value with every text rendered; keys stay.

    Raises:
        KitError: One cannot be rendered; it names the JSON pointer.
    """
    if isinstance(value, str):
        try:
            return templates.text(value, context, f"string:{at}", "")
        except LocalkitError as error:
            error.message = f"{at or '/'}: {error.message}"
            error.args = (error.message,)
            raise
    if isinstance(value, Mapping):
        return {
            key: rendered_strings(inner, templates, context, f"{at}/{escape(str(key))}")
            for key, inner in value.items()
        }
    if isinstance(value, list | tuple):
        return [rendered_strings(inner, templates, context, f"{at}/{i}") for i, inner in enumerate(value)]
    return value
