"""Which section of a page became which: by heading and text, and by what the kit says of its headings."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from localkit.engine.pairing import Page, pair_sections
from localkit.model.document import Document, Section

_HEADING = re.compile(
    r" {0,3}#{1,6}(?:[ \t][^\r\n]*)?(?=[\r\n]|\Z)|[^\r\n]+\r?\n {0,3}(?:=+|-+)[ \t]*(?=[\r\n]|\Z)"
)


@dataclass(frozen=True)
class HeadingMoves:
    """How a kit says that headings of one page moved from one release to another.

    Attributes:
        renamed: Heading path as it was (any unique end of it) to the heading, or heading path, as it is.
        split: Heading path as it was to the headings of the sections that it became, in order.
    """

    renamed: Mapping[str, str] = field(default_factory=dict)
    split: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def split_starts(self, base: Document, core: Document) -> dict[int, tuple[int, ...]]:
        """Offset of a section that was split to the offsets of those it became; only where these follow each other."""
        found: dict[int, tuple[int, ...]] = {}
        order = [section.start for section in core.sections]
        for old, new in self.split.items():
            was = find_section(base.sections, old)
            now = [find_section(core.sections, heading) for heading in new]
            starts = [section.start for section in now if section is not None]
            if was is None or not starts or len(starts) < len(now):
                continue
            first = order.index(starts[0])
            if order[first : first + len(starts)] == starts:
                found[was.start] = tuple(starts)
        return found


@dataclass(frozen=True)
class _Renamed:
    """A page as it would be with other headings."""

    text: str
    sections: tuple[Section, ...]


def find_section(sections: tuple[Section, ...], heading: str) -> Section | None:
    """The only section whose heading path ends in a heading, or heading path; None where there is none, or several."""
    exact = [section for section in sections if section.address == heading]
    found = exact or [section for section in sections if f" > {section.address}".endswith(f" > {heading}")]
    return found[0] if len(found) == 1 else None


def renamed(document: Document, moves: HeadingMoves) -> Page:
    """The page with its headings as the kit calls them now."""
    sections = document.sections
    for old, new in moves.renamed.items():
        was = find_section(document.sections, old)
        if was is None:
            continue
        depth, heading = len(was.path), new.rsplit(" > ", 1)[-1]
        sections = tuple(
            replace(section, path=(*section.path[: depth - 1], heading, *section.path[depth:]))
            if was.start <= original.start < was.end
            else section
            for section, original in zip(sections, document.sections, strict=True)
        )
    return _Renamed(document.text, sections)


def paired(base: Page, other: Page, stated: Mapping[int, int]) -> dict[int, int]:
    """Offset of each section of the baseline to the offset of its partner.

    Args:
        base: The baseline.
        other: The page it is held against.
        stated: Pairs that the kit states; they come before all others.
    """
    taken = set(stated.values())
    found = pair_sections(base, other)
    return {**{one: two for one, two in found.items() if one not in stated and two not in taken}, **stated}


def with_heading(text: str, like: str) -> str:
    """A section's new text; one that somebody wrote without a heading gets that of the section it is for."""
    heading = _HEADING.match(like)
    if not text.strip() or heading is None or _HEADING.match(text.lstrip("\r\n")):
        return text
    return f"{heading.group()}\n\n{text}"
