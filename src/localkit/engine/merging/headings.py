"""Which section of a page became which: by heading and text, and by what the kit says of its headings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from localkit.engine.pairing import Page, pair_sections
from localkit.model.document import Document, Section
from localkit.syntax.words import words

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

    def then(self, later: HeadingMoves) -> HeadingMoves:
        """These moves, and behind them those of a later step, by the names that headings had before both."""
        renamed = {old: later.name_of(new) for old, new in self.renamed.items()}
        known = [*self.renamed.values(), *(new for news in self.split.values() for new in news)]
        fresh = {
            old: new for old, new in later.renamed.items() if not any(same_heading(old, one) for one in known)
        }
        split = {old: tuple(map(later.name_of, news)) for old, news in self.split.items()}
        first = {new: old for old, new in self.renamed.items()}
        for old, news in later.split.items():
            split[next((was for now, was in first.items() if same_heading(now, old)), old)] = news
        return HeadingMoves({**renamed, **fresh}, split)

    def name_of(self, heading: str) -> str:
        """What a heading is called after these moves."""
        return next((new for old, new in self.renamed.items() if same_heading(old, heading)), heading)

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


def same_heading(one: str, other: str) -> bool:
    """Whether two heading paths, each perhaps only the end of one, can be the same."""
    return f" > {one}".endswith(f" > {other}") or f" > {other}".endswith(f" > {one}")


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
    stated = {**_of_one_heading(base, other), **stated}
    taken = set(stated.values())
    found = pair_sections(base, other)
    pairs = {**{one: two for one, two in found.items() if one not in stated and two not in taken}, **stated}
    return {**pairs, **_by_heading(base, other, pairs)}


def _of_one_heading(base: Page, other: Page) -> dict[int, int]:
    """Where sections of one heading are others, or below others, than they were: those with the same words."""
    mine, theirs = _grouped(base), _grouped(other)
    found: dict[int, int] = {}
    for heading, sections in mine.items():
        others = theirs.get(heading, [])
        if [section.path for section in sections] != [section.path for section in others]:
            found.update(_of_same_words(base, other, sections, others))
    return found


def _grouped(page: Page) -> dict[str, list[Section]]:
    found: dict[str, list[Section]] = {}
    for section in page.sections:
        found.setdefault(section.path[-1], []).append(section)
    return found


def _of_same_words(
    base: Page, other: Page, sections: Sequence[Section], others: Sequence[Section]
) -> dict[int, int]:
    """Those of one heading path first; then those whose path one of another level has now."""
    there = {(section.path, _body(other, section)): section.start for section in others}
    here = {(section.path, _body(base, section)): section for section in sections}
    found = {section.start: there[key] for key, section in here.items() if key in there}
    levels = {(section.path, section.occurrence): section.level for section in others}
    for (_, said), section in here.items():
        displaced = levels.get((section.path, section.occurrence), section.level) != section.level
        if displaced and section.start not in found:
            same = [start for (_, body), start in there.items() if body == said]
            if len(same) == 1 and same[0] not in found.values():
                found[section.start] = same[0]
    return found


def _body(page: Page, section: Section) -> tuple[str, ...]:
    return words(page.text[section.body : section.end])


def with_heading(text: str, like: str) -> str:
    """A section's new text; one that somebody wrote without a heading gets that of the section it is for."""
    heading = _HEADING.match(like)
    if not text.strip() or heading is None or _HEADING.match(text.lstrip("\r\n")):
        return text
    return f"{heading.group()}\n\n{text}"


def _by_heading(base: Page, other: Page, pairs: Mapping[int, int]) -> dict[int, int]:
    """Sections that are left on both sides and have the same heading, below another one now; only if no other has."""
    taken = set(pairs.values())
    mine = _only_ones(section for section in base.sections if section.start not in pairs)
    theirs = _only_ones(section for section in other.sections if section.start not in taken)
    return {start: theirs[heading] for heading, start in mine.items() if heading in theirs}


def _only_ones(sections: Iterable[Section]) -> dict[str, int]:
    """Heading to offset, of headings that are there once."""
    found: dict[str, list[int]] = {}
    for section in sections:
        found.setdefault(section.path[-1], []).append(section.start)
    return {heading: starts[0] for heading, starts in found.items() if len(starts) == 1}
