"""What is no text: the whole file is one word."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from localkit.model.document import Content, Location, Problem, Relation, Section

if TYPE_CHECKING:
    from collections.abc import Sequence

    from localkit.model.passage import Passage


class BinaryDocument:
    """A picture, an office file, or text in an encoding that localkit does not read.

    Args:
        path: Relative path.
        data: The bytes.
        problem: Why it is read as binary, if its name says otherwise.
    """

    kind = "binary"
    text = ""

    def __init__(self, path: str, data: bytes, problem: Problem | None = None) -> None:
        self.path = path
        self.problem = problem
        self._word = hashlib.sha256(data).hexdigest()

    @property
    def sections(self) -> tuple[Section, ...]:
        """None."""
        return ()

    def locate(self, passage: Passage) -> Location | None:
        """See ``Document``."""
        return Location(1, 1) if passage.form == "file" else None

    def content(self, passage: Passage, without: Sequence[Passage] = ()) -> Content:
        """See ``Document``: one word, the digest of the bytes."""
        for needed in (passage, *without):
            self._need(needed)
        said = () if without else (self._word,)
        return Content("", said, said)

    def relation(self, one: Passage, other: Passage) -> Relation:
        """See ``Document``."""
        self._need(one)
        self._need(other)
        return "same"

    def headings(self, passage: Passage) -> tuple[str, ...]:  # noqa: ARG002
        """None."""
        return ()

    def _need(self, passage: Passage) -> None:
        if passage.form != "file":
            raise KeyError(passage.address)
