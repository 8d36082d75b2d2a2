"""Markdown merged by sections: each is merged on its own, wherever it stands now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from localkit.engine.merging.blocks import merge_blocks
from localkit.engine.merging.lines import line_end
from localkit.engine.pairing import pair_sections
from localkit.model.document import Document
from localkit.syntax.words import words

Outcome: TypeAlias = Literal["unchanged", "updated", "kept", "merged", "same", "needs_decision"]


@dataclass(frozen=True)
class SectionMerge:
    """What became of one section.

    Attributes:
        path: Its heading path, in the local version if it is there; empty for what stands above the first heading.
        outcome: As the format of updates has it.
        why: In plain words, where something is to be decided; empty else.
        base: The section as the place received it, without its sub-sections; None where it was not there.
        core: As the new core has it.
        local: As the place has it.
        merged: As the merged text has it; None where it is not there any more.
    """

    path: str
    outcome: Outcome
    why: str
    base: str | None
    core: str | None
    local: str | None
    merged: str | None


@dataclass(frozen=True)
class PageMerge:
    """A merged page, and what became of each section.

    Attributes:
        text: The place's words wherever something is to be decided.
    """

    text: str
    sections: tuple[SectionMerge, ...]

    @property
    def undecided(self) -> tuple[SectionMerge, ...]:
        """Sections that need a decision."""
        return tuple(item for item in self.sections if item.outcome == "needs_decision")


@dataclass(frozen=True)
class _Unit:
    """A section without its sub-sections, heading and all; the first is what stands above the first heading."""

    path: str
    text: str
    level: int


_TOP = 0


def merge_sections(base: Document, core: Document, local: Document, start: Mapping[str, int]) -> PageMerge:
    """Merge three Markdown pages below their front matter.

    Args:
        base: The page as the place received it.
        core: As the new core has it.
        local: As the place has it.
        start: Offset behind the front matter, for ``base``, ``core`` and ``local``.
    """
    units = {
        name: _units(document, start[name])
        for name, document in (("base", base), ("core", core), ("local", local))
    }
    in_core = _paired(base, core)
    in_local = _paired(base, local)
    _pair_new(units, in_core, in_local)
    return _SectionMerging(units, in_core, in_local).result()


def _units(document: Document, start: int) -> list[_Unit]:
    sections = document.sections
    edges = [section.start for section in sections] + [len(document.text)]
    found = [_Unit("", document.text[start : edges[0]], 0)]
    found.extend(
        _Unit(section.address, document.text[section.start : edges[number + 1]], section.level)
        for number, section in enumerate(sections)
    )
    return found


def _paired(base: Document, other: Document) -> dict[int, int]:
    """Number of each unit of the baseline to the number of its partner; what stands on top is always paired."""
    numbers = {section.start: number for number, section in enumerate(other.sections, 1)}
    mine = {section.start: number for number, section in enumerate(base.sections, 1)}
    pairs = pair_sections(base, other)
    return {_TOP: _TOP, **{mine[one]: numbers[two] for one, two in pairs.items()}}


def _pair_new(units: Mapping[str, list[_Unit]], in_core: dict[int, int], in_local: dict[int, int]) -> None:
    """Sections that both sides added under one heading path are one; they get a number below zero."""
    taken_core, taken_local = set(in_core.values()), set(in_local.values())
    by_path = {unit.path: n for n, unit in enumerate(units["local"]) if n not in taken_local}
    fresh = -1
    for number, unit in enumerate(units["core"]):
        if number not in taken_core and unit.path in by_path:
            in_core[fresh], in_local[fresh] = number, by_path.pop(unit.path)
            fresh -= 1


class _SectionMerging:
    def __init__(
        self, units: Mapping[str, list[_Unit]], in_core: Mapping[int, int], in_local: Mapping[int, int]
    ) -> None:
        self.base, self.core, self.local = units["base"], units["core"], units["local"]
        self.in_core, self.in_local = in_core, in_local
        self.of_core = {other: mine for mine, other in in_core.items()}
        self.of_local = {other: mine for mine, other in in_local.items()}

    def result(self) -> PageMerge:
        merged: list[tuple[SectionMerge, str | None]] = [self._one(entry) for entry in self._order()]
        gone = [self._left_out(number) for number in range(len(self.base)) if self._is_left_out(number)]
        end = line_end("".join(unit.text for unit in self.local) or "".join(unit.text for unit in self.core))
        return PageMerge(_joined([text for _, text in merged if text], end), (*(m for m, _ in merged), *gone))

    def _order(self) -> list[tuple[int | None, int | None, int | None]]:
        """Units of the result as numbers in base, core and local, in the order in which they are to stand."""
        shared = [number for number in self.in_core if number in self.in_local]
        moved = _moved([self.in_local[number] for number in sorted(shared, key=_by_base)])
        order = (
            self._woven(self.local, self.of_local, self.core, self.of_core, lead="local")
            if moved
            else self._woven(self.core, self.of_core, self.local, self.of_local, lead="core")
        )
        return [entry for entry in order if not self._drops(entry)]

    def _woven(
        self,
        lead_units: Sequence[_Unit],
        of_lead: Mapping[int, int],
        other_units: Sequence[_Unit],
        of_other: Mapping[int, int],
        *,
        lead: str,
    ) -> list[tuple[int | None, int | None, int | None]]:
        """The order of one side; what only the other side has stands behind what it stands behind there."""
        entries = [self._entry(of_lead.get(n), n, lead) for n in range(len(lead_units))]
        at = {self._key(entry): position for position, entry in enumerate(entries)}
        behind: dict[int, list[tuple[int | None, int | None, int | None]]] = {}
        last = -1
        other = "core" if lead == "local" else "local"
        for number in range(len(other_units)):
            entry = self._entry(of_other.get(number), number, other)
            if self._key(entry) in at:
                last = at[self._key(entry)]
            else:
                behind.setdefault(last, []).append(entry)
        woven = list(behind.get(-1, []))
        for position, entry in enumerate(entries):
            woven.append(entry)
            woven.extend(behind.get(position, []))
        return woven

    def _entry(self, mine: int | None, number: int, side: str) -> tuple[int | None, int | None, int | None]:
        if mine is None:
            return (None, number, None) if side == "core" else (None, None, number)
        return (mine, self.in_core.get(mine), self.in_local.get(mine))

    @staticmethod
    def _key(entry: tuple[int | None, int | None, int | None]) -> object:
        return entry[0] if entry[0] is not None else entry

    def _drops(self, entry: tuple[int | None, int | None, int | None]) -> bool:
        """Whether a section stays away: one side took it out, and the other left it as it was or is not asked."""
        mine, core, local = entry
        if mine is None or mine < 0:
            return False
        if local is None:
            return True
        return core is None and words(self.local[local].text) == words(self.base[mine].text)

    def _is_left_out(self, number: int) -> bool:
        return number not in self.in_local or (
            number not in self.in_core
            and words(self.local[self.in_local[number]].text) == words(self.base[number].text)
        )

    def _left_out(self, number: int) -> SectionMerge:
        unit, core = self.base[number], self.in_core.get(number)
        local = self.in_local.get(number)
        new = None if core is None else self.core[core].text
        if local is not None:
            return SectionMerge(unit.path, "updated", "", unit.text, None, self.local[local].text, None)
        if new is None:
            return SectionMerge(unit.path, "same", "", unit.text, None, None, None)
        if words(new) == words(unit.text):
            return SectionMerge(unit.path, "kept", "", unit.text, new, None, None)
        why = "this place took it out, and the core changed it"
        return SectionMerge(unit.path, "needs_decision", why, unit.text, new, None, None)

    def _one(self, entry: tuple[int | None, int | None, int | None]) -> tuple[SectionMerge, str | None]:
        mine, core, local = entry
        base = self.base[mine].text if mine is not None and mine >= 0 else None
        new = None if core is None else self.core[core].text
        now = None if local is None else self.local[local].text
        path = self.local[local].path if local is not None else self.core[core or 0].path
        outcome, why, text = _settled(base, new, now)
        return SectionMerge(path, outcome, why, base, new, now, text), text


def _settled(base: str | None, core: str | None, local: str | None) -> tuple[Outcome, str, str | None]:
    """What becomes of one section: its outcome, why it needs a decision, its text."""
    if local is None:
        return "updated", "", core
    if core is None:
        if base is None:
            return "kept", "", local
        return "needs_decision", "the core took it out, and this place changed it", local
    if words(core) == words(local):
        return ("unchanged" if base is not None and words(base) == words(core) else "same"), "", local
    if base is not None and words(base) == words(core):
        return "kept", "", local
    if base is not None and words(base) == words(local):
        merged = merge_blocks(base, core, local)
        return "updated", "", core if merged is None else merged
    merged = None if base is None else merge_blocks(base, core, local)
    if merged is None:
        return "needs_decision", "both added it" if base is None else "both changed it", local
    return "merged", "", merged


def _by_base(number: int) -> tuple[bool, int]:
    return (number < 0, number)


def _moved(numbers: list[int]) -> bool:
    return numbers != sorted(numbers)


def _joined(texts: list[str], end: str) -> str:
    """Sections in a row, a blank line between two that had none, line ends as the place has them."""
    text = ""
    for number, said in enumerate(texts):
        plain = said.replace("\r\n", "\n").replace("\r", "\n").replace("\n", end)
        last = number == len(texts) - 1
        if not last and not plain.endswith(end):
            plain += end
        if not last and not plain.endswith(end * 2) and texts[number + 1].lstrip().startswith("#"):
            plain += end if _follows_text(plain) else ""
        text += plain
    return text


def _follows_text(text: str) -> bool:
    """Whether the last line is no heading: a heading may have the next one right below it."""
    lines = text.rstrip().splitlines()
    return bool(lines) and not lines[-1].startswith("#")
