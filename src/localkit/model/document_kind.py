"""A file format that a plugin brings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True)
class Kind:
    """A reader of one file format.

    Attributes:
        name: What the format is called, in lower case.
        suffixes: How names of such files end, with the dot; case is ignored.
        read: Takes a relative path and the file's bytes, gives a ``localkit.model.document.Document``.
            None means that this file is not for it. Where it raises, the file is read as if there were no
            such reader, and its ``problem`` says so.
    """

    name: str
    suffixes: tuple[str, ...]
    read: Callable[[str, bytes], Any]

    def fits(self, path: str) -> bool:
        """Whether a file of this name is for this reader."""
        return path.lower().endswith(tuple(suffix.lower() for suffix in self.suffixes))
