"""Bytes and text, without losing how a file was written."""

from __future__ import annotations

import codecs
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Encoded:
    """A file's text, and how to write another text as this file was written.

    Attributes:
        text: Without byte order mark; line ends as they are.
        encoding: Name of the Python codec; it writes no byte order mark.
        mark: The byte order mark that the file begins with, or nothing.
    """

    text: str
    encoding: str = "utf-8"
    mark: bytes = b""

    def bytes_of(self, text: str) -> bytes:
        """Another text, written as this file was."""
        return self.mark + text.encode(self.encoding)


_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def decode(data: bytes) -> Encoded:
    """The text of a file: UTF-8, or UTF-16 with a byte order mark.

    Raises:
        UnicodeDecodeError: It is neither.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return Encoded(data[len(mark) :].decode(encoding), encoding, mark)
    return Encoded(data.decode("utf-8"))
