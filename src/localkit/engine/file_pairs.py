"""One file of the core and its partner in the local version, read only when somebody asks what it says."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TypeAlias

from localkit.engine.pairing import pair_sections
from localkit.model.document import Document, Section
from localkit.model.passage import Passage
from localkit.model.tree import File

Reader: TypeAlias = Callable[[str, bytes], Document]
"""Path and bytes to a document; never raises for what a file says."""


class FilePair:
    """A baseline file and what became of it.

    Attributes:
        path: Path in the baseline.
        local_path: Path in the local version; None where the file was removed.
        same_bytes: Whether nothing needs to be parsed.
    """

    def __init__(
        self, path: str, core: File, local_path: str | None, local: File | None, read: Reader
    ) -> None:
        self.path = path
        self.local_path = local_path
        self._core = core
        self._local = local
        self._read = read
        self.same_bytes = local is not None and local.data == core.data

    @property
    def removed(self) -> bool:
        """Whether the local version has no such file."""
        return self._local is None

    @property
    def moved(self) -> bool:
        """Whether it lies elsewhere now."""
        return self.local_path is not None and self.local_path != self.path

    @cached_property
    def core(self) -> Document:
        """The core's file, read."""
        return self._read(self.path, self._core.data)

    @cached_property
    def local(self) -> Document:
        """The place's file, read."""
        assert self._local is not None and self.local_path is not None  # noqa: S101, PT018
        return self._read(self.local_path, self._local.data)

    @cached_property
    def section_pairs(self) -> dict[int, int]:
        """Offsets of the core's sections to offsets of the place's."""
        return pair_sections(self.core, self.local)

    def counterpart(self, passage: Passage) -> Passage | None:
        """The place's passage for one of the core's, or None where the place does not have it."""
        assert self.local_path is not None  # noqa: S101
        here = passage.at(self.local_path)
        if passage.section is not None:
            where = self.core.locate(passage)
            if where is None or where.start is None:
                return None
            partner = self.section_pairs.get(where.start)
            section = self.local_section(partner) if partner is not None else None
            if section is None:
                return None
            here = here if section.start == self._start(here) else here.in_section(section.address)
        return here if self.local.locate(here) is not None else None

    def _start(self, passage: Passage) -> int | None:
        where = self.local.locate(passage)
        return where.start if where else None

    def local_section(self, start: int) -> Section | None:
        """The place's section that begins at an offset."""
        return next((section for section in self.local.sections if section.start == start), None)

    @cached_property
    def says_the_same(self) -> bool:
        """Whether the files differ only by what is not a change."""
        if self.same_bytes:
            return True
        return (
            self.core.kind == self.local.kind
            and self.core.content(Passage(self.path)).canonical
            == self.local.content(Passage(self.local.path)).canonical
        )
