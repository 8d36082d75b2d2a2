"""Telling text from binary, and keeping a text's line ends, exactly as cookiecutter does."""

from __future__ import annotations

import io
from typing import Final

from localkit.errors import KitError
from localkit.render.binary import is_binary

__all__ = ["decoded", "encoded", "is_binary", "line_end"]

_ENDS: Final = ("", "\n", "\r", "\r\n")


def decoded(data: bytes) -> str:
    """The text as Python reads it: every line end is one newline.

    Raises:
        KitError: It is not UTF-8.
    """
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        raise KitError(
            "is text but not UTF-8", hint="Save it as UTF-8, or list it under _copy_without_render."
        ) from None
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def line_end(data: bytes) -> str:
    """What ends the lines of the rendered file: the end that Python has seen once it read the first line.

    That is more than the first line (it reads 8 KB at a time), and of several ends it names them in an order
    of its own. So Python is asked, not imitated.
    """
    if b"\r" not in data:
        return "\n"
    reader = io.TextIOWrapper(io.BytesIO(data), encoding="utf-8")
    reader.readline()
    seen = reader.newlines
    return (seen[0] if isinstance(seen, tuple) else seen) or "\n"


def encoded(text: str, end: object) -> bytes:
    """The text as Python writes it with ``newline=end``.

    Raises:
        KitError: There is no such line end.
    """
    if end not in _ENDS:
        raise KitError(
            f"'_new_lines' cannot be {end!r}", hint=r"It may be \n, \r\n or \r.", path="cookiecutter.json"
        )
    if end in ("\r", "\r\n"):
        text = text.replace("\n", str(end))
    return text.encode("utf-8", "strict")
