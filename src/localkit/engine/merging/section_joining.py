"""Merged sections put together to one page again."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TypeAlias

from localkit.documents.headings import sections
from localkit.engine.merging.lines import with_ends
from localkit.model.merging import PartMerge
from localkit.syntax.lines import Lines

Entry: TypeAlias = tuple[int | None, int | None, int | None]
"""A section as its numbers in base, core and local; a base number below zero stands for what both sides added."""


def joined(there: Sequence[tuple[Entry, PartMerge]], end: str, last: str | None) -> tuple[str, list[int]]:
    """Sections in a row, a blank line between two that did not stand together; line ends as the place has them.

    What is the place's own as it stands keeps its line ends, mixed ones too.

    Args:
        there: Each section that is to be there, and what became of it.
        end: The place's line end.
        last: The line ends behind the last section; None leaves them as they are.

    Returns:
        The text, and where each section begins in it.
    """
    text = ""
    starts: list[int] = []
    for number, (entry, part) in enumerate(there):
        said = part.merged or ""
        said = said if said == part.local else with_ends(said, end)
        if number < len(there) - 1:
            said += "" if said.endswith(("\n", "\r")) else end
            tight = _blank_below(said) or _stood_tight(entry, part, there[number + 1][0])
            said += "" if tight else end
        starts.append(len(text))
        text += said
    return (text if last is None else text.rstrip("\r\n") + last), starts


def sound(text: str, starts: Collection[int]) -> bool:
    """Whether a section begins at each of these offsets."""
    return not starts or set(starts) <= {section.start for section in sections(Lines(text), 0)}


def _blank_below(text: str) -> bool:
    return with_ends(text, "\n").endswith("\n\n")


def _stood_tight(entry: Entry, part: PartMerge, following: Entry) -> bool:
    """Whether no blank line was between two sections on the side that they are taken from."""
    if entry[2] is not None and following[2] == entry[2] + 1:
        return not _blank_below(part.local or "")
    return entry[1] is not None and following[1] == entry[1] + 1 and part.merged == part.core
