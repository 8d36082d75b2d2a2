"""Which file and which section of the core is which of the local version, moved and renamed ones too."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Protocol

from localkit.engine.measures import indel_distance, normalised
from localkit.model.document import Section
from localkit.model.tree import File
from localkit.syntax.words import words

ALIKE = 0.6
"""Least similarity (1 minus the normalised indel distance of words) at which two texts are taken for one."""
LEAST_WORDS = 8
"""Fewest words that a section's body must have to be recognised by its likeness."""


def pair_files(baseline: Mapping[str, File], local: Mapping[str, File]) -> dict[str, str]:
    """Pair files: same path, same bytes, then at least 0.6 alike, best first.

    Returns:
        Baseline path to local path; files without a partner are left out.
    """
    pairs = {path: path for path in baseline if path in local}
    lost = [path for path in baseline if path not in pairs]
    found = [path for path in local if path not in baseline]
    if not lost or not found:
        return pairs
    by_bytes: dict[bytes, list[str]] = defaultdict(list)
    for path in found:
        by_bytes[local[path].data].append(path)
    for path in lost:
        same = by_bytes.get(baseline[path].data)
        if same and baseline[path].data:
            pairs[path] = same.pop(0)
    taken = set(pairs.values())
    base_words = {path: _file_words(baseline[path]) for path in lost if path not in pairs}
    local_words = {path: _file_words(local[path]) for path in found if path not in taken}
    pairs.update(_best_first(base_words, local_words))
    return pairs


def _file_words(file: File) -> tuple[str, ...]:
    """Words of a text file; none for a binary one, which is only recognised by its bytes."""
    if b"\0" in file.data[:8192]:
        return ()
    return words(file.data.decode("utf-8", "replace"))


def _best_first(base: Mapping[str, Sequence[str]], local: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Pair the most alike first; ties in the order given."""
    rated = [
        (-likeness, row, column, one, other)
        for row, (one, one_words) in enumerate(base.items())
        for column, (other, other_words) in enumerate(local.items())
        if (likeness := alike(one_words, other_words)) >= ALIKE
    ]
    pairs: dict[str, str] = {}
    taken: set[str] = set()
    for _, _, _, one, other in sorted(rated):
        if one not in pairs and other not in taken:
            pairs[one] = other
            taken.add(other)
    return pairs


def alike(one: Sequence[str], other: Sequence[str]) -> float:
    """How alike two texts are, 0 to 1; 0 where one is empty."""
    shorter, longer = sorted((len(one), len(other)))
    # No insertion can make up for a length that differs this much: spare the comparison.
    if not shorter or 2 * shorter / (shorter + longer) < ALIKE:
        return 0.0
    return 1 - normalised(indel_distance(one, other), len(one), len(other))


class Page(Protocol):
    """What pairing looks at in a Markdown page; every ``Document`` has it."""

    @property
    def text(self) -> str:
        """The page's text."""

    @property
    def sections(self) -> tuple[Section, ...]:
        """Its sections in document order."""


def pair_sections(baseline: Page, local: Page) -> dict[int, int]:
    """Pair the sections of one file.

    In this order: same heading path; same body words, if only one; bodies at least 0.6 alike, best pair first; then,
    between two matched neighbours, sections of one level in order, if equally many.

    Returns:
        Offset of the baseline section to offset of the local one; sections without a partner are left out.
    """
    pairing = _SectionPairing(_Side(baseline), _Side(local))
    pairing.by_path()
    pairing.by_same_body()
    pairing.by_likeness()
    pairing.by_neighbours()
    return {
        pairing.base.sections[one].start: pairing.local.sections[other].start
        for one, other in pairing.pairs.items()
    }


class _Side:
    """One document's sections with what lies below each, and their words."""

    def __init__(self, document: Page) -> None:
        self.sections = document.sections
        self._text = document.text
        self._bodies: dict[int, tuple[str, ...]] = {}
        self._below: dict[int, list[int]] = defaultdict(list)
        for index, parent in enumerate(self._parents()):
            self._below[parent].append(index)

    def body(self, index: int) -> tuple[str, ...]:
        """Words of a section below its heading; most sections are paired without a look at them."""
        if index not in self._bodies:
            section = self.sections[index]
            self._bodies[index] = words(self._text[section.body : section.end])
        return self._bodies[index]

    def _parents(self) -> list[int]:
        parents: list[int] = []
        open_sections: list[int] = []
        for index, section in enumerate(self.sections):
            while open_sections and self.sections[open_sections[-1]].level >= section.level:
                open_sections.pop()
            parents.append(open_sections[-1] if open_sections else -1)
            open_sections.append(index)
        return parents

    def children(self, parent: int) -> list[int]:
        """The direct sub-sections of a section; the top ones for -1."""
        return self._below.get(parent, [])


class _SectionPairing:
    def __init__(self, base: _Side, local: _Side) -> None:
        self.base = base
        self.local = local
        self.pairs: dict[int, int] = {}
        self.taken: set[int] = set()

    def _pair(self, one: int, other: int) -> None:
        self.pairs[one] = other
        self.taken.add(other)
        self._children_of(one, other)

    def _children_of(self, one: int, other: int) -> None:
        """Below a pair, the same heading is the same section, whatever became of the headings above."""
        below = {
            key: index
            for index, key in _headings(self.local.sections, self.local.children(other))
            if index not in self.taken
        }
        for index, key in _headings(self.base.sections, self.base.children(one)):
            if index not in self.pairs and key in below:
                self._pair(index, below.pop(key))

    def _open(self) -> tuple[list[int], list[int]]:
        return (
            [index for index in range(len(self.base.sections)) if index not in self.pairs],
            [index for index in range(len(self.local.sections)) if index not in self.taken],
        )

    def by_path(self) -> None:
        where = {
            (section.path, section.occurrence): index for index, section in enumerate(self.local.sections)
        }
        for index, section in enumerate(self.base.sections):
            other = where.get((section.path, section.occurrence))
            if index not in self.pairs and other is not None and other not in self.taken:
                self.pairs[index] = other
                self.taken.add(other)

    def by_same_body(self) -> None:
        base, local = self._open()
        if not base or not local:
            return
        ours, theirs = _by_body(self.base, base), _by_body(self.local, local)
        for body, mine in ours.items():
            other = theirs.get(body, [])
            if (
                body
                and len(mine) == 1
                and len(other) == 1
                and mine[0] not in self.pairs
                and other[0] not in self.taken
            ):
                self._pair(mine[0], other[0])

    def by_likeness(self) -> None:
        base, local = self._open()
        rated = [
            (-likeness, one, other)
            for one in base
            if len(self.base.body(one)) >= LEAST_WORDS
            for other in local
            if len(self.local.body(other)) >= LEAST_WORDS
            if (likeness := alike(self.base.body(one), self.local.body(other))) >= ALIKE
        ]
        for _, one, other in sorted(rated):
            if one not in self.pairs and other not in self.taken:
                self._pair(one, other)

    def by_neighbours(self) -> None:
        waiting = [(-1, -1), *self.pairs.items()]
        while waiting:
            one, other = waiting.pop(0)
            for mine, theirs in self._gaps(self.base.children(one), self.local.children(other)):
                self._pair(mine, theirs)
                waiting.append((mine, theirs))

    def _gaps(self, mine: list[int], theirs: list[int]) -> list[tuple[int, int]]:
        """Unmatched children of one level between the same matched neighbours, if equally many."""
        found: list[tuple[int, int]] = []
        position = {index: at for at, index in enumerate(theirs)}
        edges = [-1, *(at for at, index in enumerate(mine) if self.pairs.get(index) in position), len(mine)]
        for left, right in pairwise(edges):
            gap = [index for index in mine[left + 1 : right] if index not in self.pairs]
            start = position[self.pairs[mine[left]]] + 1 if left >= 0 else 0
            end = position[self.pairs[mine[right]]] if right < len(mine) else len(theirs)
            other = [index for index in theirs[start:end] if index not in self.taken]
            levels = {self.base.sections[index].level for index in gap}
            levels |= {self.local.sections[index].level for index in other}
            if gap and len(gap) == len(other) and len(levels) == 1:
                found.extend(zip(gap, other, strict=True))
        return found


def _headings(sections: Sequence[Section], indexes: Iterable[int]) -> Iterable[tuple[int, tuple[str, int]]]:
    """Each section with its heading and how often that heading came before among its siblings."""
    seen: dict[str, int] = defaultdict(int)
    for index in indexes:
        heading = sections[index].path[-1]
        seen[heading] += 1
        yield index, (heading, seen[heading])


def _by_body(side: _Side, indexes: Iterable[int]) -> dict[tuple[str, ...], list[int]]:
    grouped: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for index in indexes:
        grouped[side.body(index)].append(index)
    return grouped
