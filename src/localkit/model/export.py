"""A place's documents, as they are handed over."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from localkit.model.prose import Blocks

PictureKind: TypeAlias = Literal["png", "jpeg", "gif"]
NAMES_PEOPLE = "it is the place's own from the first day, and may name people"
"""Why a file that is given once is left out."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """One document of the place.

    Attributes:
        path: Its file, relative to the place's folder.
        name: What links call it.
        title: Its title, or its file's name.
        blocks: What it says, below the title.
        places: A heading's name in links of the place's own, to its ``Heading.name``.
        language: What it is written in, where it says so; a language tag such as cy.
        note: What a reader should know of how it was read; None if nothing.
    """

    path: str
    name: str
    title: str
    blocks: Blocks
    places: Mapping[str, str] = field(default_factory=dict)
    language: str | None = None
    note: str | None = None

    @property
    def origin(self) -> str | None:
        """The file and what to know of it, to stand below the title; None where the title says it all."""
        if self.note is not None:
            return f"{self.path} ({self.note})"
        return None if self.title == self.path else self.path


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A file that is not handed over, or a picture that is not shown, and why."""

    path: str
    why: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture's bytes."""

    data: bytes
    kind: PictureKind


@dataclass(frozen=True)
class Export:
    """Everything that is handed over.

    Attributes:
        place: The place's name.
        kit_title: The programme.
        kit_version: Its release.
        made: When.
        chapters: The documents, in the order in which they are read.
        pictures: Those that documents show, by path.
        left_out: What is not there.
        naming: Files among the chapters that may name people.
    """

    place: str
    kit_title: str
    kit_version: str
    made: datetime.datetime
    chapters: tuple[Chapter, ...]
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    left_out: tuple[LeftOut, ...] = ()
    naming: tuple[str, ...] = ()
