"""Telling text from binary, as cookiecutter does: binaryornot decides, by name and by the first bytes."""

from __future__ import annotations

from functools import lru_cache


def is_binary(path: str, data: bytes) -> bool:
    """Whether a file is copied as it is, not rendered.

    Args:
        path: The file's path in the template, not rendered.
        data: Its content.
    """
    from binaryornot import helpers

    # binaryornot has known extensions only since 0.5, and looks at more bytes before 0.6
    by_name = getattr(helpers, "has_binary_extension", None)
    if by_name is not None and by_name(path):
        return True
    return _by_content(data[: _first_bytes()])


@lru_cache(maxsize=4096)
def _by_content(chunk: bytes) -> bool:
    from binaryornot.helpers import is_binary_string

    return bool(is_binary_string(chunk))


def _first_bytes() -> int:
    from binaryornot.helpers import get_starting_chunk

    defaults = get_starting_chunk.__defaults__
    return int(defaults[-1]) if defaults else 512
