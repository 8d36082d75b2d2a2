"""What every reader of a file format gives: addressable passages of one file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal, Protocol, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Sequence

    from localkit.model.passage import Passage

Relation: TypeAlias = Literal["same", "inside", "contains", "apart", "overlaps"]


class _Nothing:
    """Stands for "there is no value here", since None is one."""

    def __repr__(self) -> str:
        return "NOTHING"


NOTHING: Final = _Nothing()


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a file, or a part of it, could not be read as what it seems to be and was read as plain text."""

    message: str
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Location:
    """Where a passage lies.

    Attributes:
        line: First line, counted from 1.
        end_line: Last line.
        start: Offset of the first character in ``Document.text``; None where the passage is no run of text
            (a CSV column, a binary file, a TOML table in several parts, a YAML value behind an alias).
        end: Offset behind the last character.
    """

    line: int
    end_line: int
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Content:
    """What a passage says.

    Attributes:
        text: For people, and for the phrases of bounds.
        words: For measures, in the normal form in which wrapping, white space, line ends, encoding, key
            order, quoting, comments and CSV dress are gone.
        canonical: Equal on both sides exactly when nothing has changed. Usually the words.
        value: The typed value, for JSON Schema bounds; NOTHING where there is none.
    """

    text: str
    words: tuple[str, ...]
    canonical: object
    value: Any = NOTHING


@dataclass(frozen=True, slots=True)
class Section:
    """A Markdown section with all its sub-sections.

    Attributes:
        path: Heading path from the top, plain text.
        level: 1 to 6.
        occurrence: 1 for the first section of this path, 2 for the second …
        start: Offset of the heading.
        body: Offset behind the heading.
        end: Offset behind the last character of the last sub-section.
        line: Line of the heading, counted from 1.
    """

    path: tuple[str, ...]
    level: int
    occurrence: int
    start: int
    body: int
    end: int
    line: int

    @property
    def address(self) -> str:
        """``A > B``, with ``[2]`` behind it for the second of that path."""
        joined = " > ".join(self.path)
        return joined if self.occurrence == 1 else f"{joined}[{self.occurrence}]"


class Document(Protocol):
    """One file, read."""

    @property
    def path(self) -> str:
        """Relative path."""

    @property
    def kind(self) -> str:
        """markdown, yaml, json, toml, csv, text, binary, or a plugin's."""

    @property
    def text(self) -> str:
        """The decoded text without byte order mark, line ends as they are; empty for a binary file."""

    @property
    def problem(self) -> Problem | None:
        """Why it fell back to plain text or binary, or what is wrong with its front matter or regions."""

    @property
    def sections(self) -> tuple[Section, ...]:
        """Markdown sections in document order; empty for other kinds."""

    def locate(self, passage: Passage) -> Location | None:
        """Where the passage lies, or None where this file does not have it."""

    def content(self, passage: Passage, without: Sequence[Passage] = ()) -> Content:
        """What the passage says, less the passages ``without`` that lie inside it.

        Raises:
            KeyError: The document does not have the passage; ask ``locate`` first.
        """

    def relation(self, one: Passage, other: Passage) -> Relation:
        """How two located passages lie to each other: is ``one`` inside ``other``, … Raises KeyError."""

    def headings(self, passage: Passage) -> tuple[str, ...]:
        """Direct sub-headings of a section (or top headings of a file), in order; else empty."""
