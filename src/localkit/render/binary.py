"""Telling text from binary, as cookiecutter does: binaryornot decides, by name and by the first bytes."""

from __future__ import annotations

from typing import Final

#: What was decided about first bytes: deciding costs more than rendering a compiled template.
decided: Final[dict[bytes, bool]] = {}
_MOST: Final = 4096


def is_binary(path: str, data: bytes) -> bool:
    """Whether a file is copied as it is, not rendered.

    Args:
        path: The file's path in the template, not rendered.
        data: Its content.
    """
    from binaryornot import helpers

    # binaryornot knows extensions only since 0.5, and looks at more bytes before 0.6
    by_name = getattr(helpers, "has_binary_extension", None)
    if by_name is not None and by_name(path):
        return True
    defaults = helpers.get_starting_chunk.__defaults__
    start = data[: defaults[-1] if defaults else 512]
    found = decided.get(start)
    if found is None:
        if len(decided) >= _MOST:
            decided.clear()
        found = decided[start] = bool(helpers.is_binary_string(start))
    return found
