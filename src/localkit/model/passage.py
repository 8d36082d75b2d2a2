"""Where an element lives in the generated files."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from localkit.model.vocabulary import PassageForm

Conditions: TypeAlias = tuple[tuple[str, tuple[object, ...]], ...]
"""Parameter names, each with the values for which something is there; empty: everywhere."""

_GLOB = re.compile(r"[*?\[]")


@dataclass(frozen=True, slots=True)
class Passage:
    """A file, a Markdown section, a value, a CSV row or column, or a marked region.

    Attributes:
        file: Path relative to the local version's root, with forward slashes; may be a glob.
        section: Heading path, ``A > B``; any unique suffix of the path will do.
        value: JSON pointer into YAML, JSON, TOML or front matter.
        row: Key of a CSV row, looked up in the column ``key`` (default: the first column).
        column: Name of a CSV column.
        region: Name of a marked region.
        key: Name of the column that holds a row's key.
        lacks: Phrases that must not be there (proscribed elements only).
        applies_to: Parameter values for which this passage is there.
        line: Line of kit.yaml that says so, counted from 1.
    """

    file: str
    section: str | None = None
    value: str | None = None
    row: str | None = None
    column: str | None = None
    region: str | None = None
    key: str | None = None
    lacks: tuple[str, ...] = ()
    applies_to: Conditions = ()
    line: int | None = field(default=None, compare=False)

    @property
    def form(self) -> PassageForm:
        """Which of the six forms this is."""
        if self.section is not None:
            return "section"
        if self.value is not None:
            return "value"
        if self.row is not None:
            return "row"
        if self.column is not None:
            return "column"
        return "region" if self.region is not None else "file"

    @property
    def address(self) -> str:
        """The passage as commands and JSON name it: ``PATH#A > B``, ``PATH#/pointer``, ``PATH#row=KEY``."""
        if self.section is not None:
            return f"{self.file}#{self.section}"
        if self.value is not None:
            return f"{self.file}#{self.value}"
        for name, part in (("row", self.row), ("column", self.column), ("region", self.region)):
            if part is not None:
                return f"{self.file}#{name}={part}"
        return self.file

    @property
    def is_glob(self) -> bool:
        """Whether ``file`` stands for several files."""
        return _GLOB.search(self.file) is not None

    def same_place(self, other: Passage) -> bool:
        """Whether both name one place; of two heading paths one may be the longer way to say it."""
        parts = ("file", "value", "row", "column", "region")
        if any(getattr(self, part) != getattr(other, part) for part in parts):
            return False
        if self.section is None or other.section is None:
            return self.section == other.section
        one, two = f" > {self.section}", f" > {other.section}"
        return one.endswith(two) or two.endswith(one)

    def at(self, file: str) -> Passage:
        """The same passage in another file."""
        return self if file == self.file else replace(self, file=file)

    def in_section(self, section: str) -> Passage:
        """The same passage under another heading path."""
        return replace(self, section=section)


def parse_address(address: str) -> Passage:
    """Turn an address back into a passage.

    Args:
        address: ``PATH``, ``PATH#A > B``, ``PATH#/pointer``, ``PATH#row=KEY``, ``PATH#column=NAME`` or
            ``PATH#region=NAME``.
    """
    file, mark, part = address.partition("#")
    if not mark:
        return Passage(file)
    if part.startswith("/"):
        return Passage(file, value=part)
    name, equals, rest = part.partition("=")
    if equals and name == "row":
        return Passage(file, row=rest)
    if equals and name == "column":
        return Passage(file, column=rest)
    if equals and name == "region":
        return Passage(file, region=rest)
    return Passage(file, section=part)
