"""Answers read back out of a text that was made from them.

The template is rendered with a mark in place of each answer. Where the marked text and the place's text are the same
on both sides of a mark, what the place has there is the answer, or what became of it. Each such finding is a vote:
one that was edited is outvoted by the others. Words are compared, not lines, so that a page that was wrapped anew tells
as much as before.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from localkit.model.tree import File
from localkit.syntax.words import collapsed, normal, words

_FIRST_MARK: Final = 0xE100
"""In Unicode's area for private use: filters that change letters leave it as it is."""
_MOST_MARKS: Final = 0xF8FF - _FIRST_MARK
_MOST_WORDS: Final = 20_000
"""Words of a file above which it is not looked through: comparing takes time by the square."""
_LONGEST: Final = 60
"""Words between two places where both texts agree; what is longer was written anew."""
_MOST_SIGNS: Final = 2_000
_MOST_AT_ONCE: Final = 6
"""Marks in one place; with more, there would be too many ways to part them."""


@dataclass
class Votes:
    """What the text says of each answer.

    Attributes:
        texts: By parameter: each text that stands where the answer stood, and how often.
        lists: By parameter: entries on lines that follow one another, and how often.
    """

    texts: dict[str, Counter[str]] = field(default_factory=dict)
    lists: dict[str, Counter[tuple[str, ...]]] = field(default_factory=dict)


def marks(names: Iterable[str]) -> dict[str, str]:
    """A mark for each parameter: one sign that stands in no ordinary text."""
    return {name: chr(_FIRST_MARK + at) for at, name in enumerate(list(names)[:_MOST_MARKS])}


def read_back(
    marked: Mapping[str, File],
    local: Mapping[str, File],
    pairs: Mapping[str, str],
    marked_by: Mapping[str, str],
    listed: Iterable[str] = (),
) -> Votes:
    """Read answers back.

    Args:
        marked: The rendering with marks.
        local: The place's files.
        pairs: Path in the rendering to path of the place's file.
        marked_by: Parameter to its mark.
        listed: Parameters whose answer is a list.
    """
    reading = _Reading(marked_by, frozenset(listed))
    for path, partner in pairs.items():
        reading.whole(path, partner)
        one, other = marked[path].data, local[partner].data
        if reading.has_mark(one) and b"\0" not in one[:8192] and b"\0" not in other[:8192]:
            reading.file(one.decode("utf-8", "replace"), other.decode("utf-8", "replace"))
    return reading.votes


class _Reading:
    def __init__(self, marked_by: Mapping[str, str], listed: frozenset[str]) -> None:
        self.names = {mark: name for name, mark in marked_by.items()}
        self.listed = listed
        self.any_mark = re.compile(f"([{''.join(map(re.escape, self.names))}])" if self.names else r"(?!)()")
        self.votes = Votes()

    def has_mark(self, data: bytes) -> bool:
        return self.any_mark.search(data.decode("utf-8", "replace")) is not None

    def file(self, marked: str, local: str) -> None:
        for one, other in _differing(words(marked), words(local)):
            here = " ".join(other)
            if len(here) <= _MOST_SIGNS and not self.whole(" ".join(one), here):
                self._inside(one, here)
        if self.listed:
            self._lists(marked, local)

    def whole(self, marked: str, local: str) -> bool:
        """Take what stands in place of the marks, where all else is the same."""
        pattern = self._pattern(marked)
        return self._take(re.fullmatch(pattern, normal(local)) if pattern else None)

    def _inside(self, marked: Sequence[str], local: str) -> None:
        """The same where words beside the marks were changed: a sign or a word that stayed must be on each side."""
        at = [number for number, word in enumerate(marked) if self.any_mark.search(word)]
        if not at:
            return
        inner = " ".join(marked[at[0] : at[-1] + 1])
        begins, ends = at[0] == 0, at[-1] == len(marked) - 1
        pattern = self._pattern(inner)
        if pattern and (begins or inner[0] not in self.names) and (ends or inner[-1] not in self.names):
            before, after = "^" if begins else r"(?:^|(?<=\s))", "$" if ends else r"(?=\s|$)"
            self._take(re.search(f"{before}{pattern}{after}", local))

    def _take(self, found: re.Match[str] | None) -> bool:
        for group, value in found.groupdict().items() if found else ():
            self._vote(self.names[chr(int(group[1:]))], value)
        return found is not None

    def _vote(self, name: str, value: str) -> None:
        if not self.any_mark.search(value):
            self.votes.texts.setdefault(name, Counter())[value] += 1

    def _pattern(self, marked: str) -> str | None:
        """A pattern for a text with marks; None where nothing parts one mark from the next, or none is there."""
        parts = self.any_mark.split(marked)
        if not 1 < len(parts) <= 2 * _MOST_AT_ONCE + 1 or any(not part.strip() for part in parts[2:-1:2]):
            return None
        seen: set[str] = set()
        pieces: list[str] = []
        for at, part in enumerate(parts):
            group = f"g{ord(part)}" if at % 2 else ""
            if not group:
                pieces.append(re.escape(part))
            elif group in seen:
                pieces.append(f"(?P={group})")
            else:
                seen.add(group)
                pieces.append(rf"(?P<{group}>\S(?:.*?\S)?)")
        return "".join(pieces)

    def _lists(self, marked: str, local: str) -> None:
        """Runs of lines that each look like the line on which the mark of a list stands."""
        lines = [collapsed(line) for line in local.splitlines()]
        said = {collapsed(line) for line in marked.splitlines()}
        for line in {line for line in said if len(self.any_mark.findall(line)) == 1}:
            name = self.names[self.any_mark.findall(line)[0]]
            pattern = self._pattern(line)
            if name in self.listed and pattern and len(line) > 1:
                for entries in _runs(re.compile(pattern), lines, said):
                    self.votes.lists.setdefault(name, Counter())[entries] += 1


def _runs(pattern: re.Pattern[str], lines: Sequence[str], known: set[str]) -> Iterator[tuple[str, ...]]:
    """Entries on lines that follow one another; lines that the kit has as they stand are none."""
    entries: list[str] = []
    for line in [*lines, ""]:
        found = pattern.fullmatch(line) if line not in known else None
        if found:
            entries.append(next(iter(found.groupdict().values())))
        elif entries:
            yield tuple(entries)
            entries = []


def _differing(one: Sequence[str], other: Sequence[str]) -> Iterator[tuple[Sequence[str], Sequence[str]]]:
    """What stands between the words that two texts have in common."""
    if len(one) > _MOST_WORDS or len(other) > _MOST_WORDS:
        return
    from rapidfuzz.distance import Indel  # noqa: PLC0415  takes a while to load

    at = there = 0
    for step in (*Indel.opcodes(one, other), None):
        if step is not None and step.tag != "equal":
            continue
        end = (step.src_start, step.dest_start) if step else (len(one), len(other))
        if 0 < end[0] - at <= _LONGEST and 0 < end[1] - there <= _LONGEST:
            yield one[at : end[0]], other[there : end[1]]
        if step is not None:
            at, there = step.src_end, step.dest_end
