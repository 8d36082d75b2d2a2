"""Markdown merged by sections: each is merged on its own, wherever it stands now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from localkit.engine.merging.headings import HeadingMoves, paired, renamed
from localkit.engine.merging.lines import line_end
from localkit.engine.merging.section_agreeing import agree
from localkit.engine.merging.section_joining import Entry, joined, sound
from localkit.engine.merging.section_outcomes import chosen, settled
from localkit.model.document import Document
from localkit.model.merging import Choose, DocumentMerge, PartMerge, undecided

_NO_MOVES = HeadingMoves()


@dataclass(frozen=True)
class _Unit:
    """A section without its sub-sections, heading and all; the first is what stands above the first heading.

    Attributes:
        starts: Offsets of its heading; several where the kit says that one section became several.
    """

    path: str
    text: str
    starts: tuple[int, ...]


_TOP = 0


def merge_sections(
    base: Document,
    core: Document,
    local: Document,
    start: Mapping[str, int],
    choose: Choose = undecided,
    moves: HeadingMoves = _NO_MOVES,
) -> DocumentMerge | None:
    """Merge three Markdown pages below their front matter.

    Args:
        base: The page as the place received it.
        core: As the new core has it.
        local: As the place has it.
        start: Offset behind the front matter, for ``base``, ``core`` and ``local``.
        choose: How a section that both changed is to be settled.
        moves: How the kit says that headings moved from ``base`` to ``core``.

    Returns:
        The merged text; None where a section would not be one any more, such as one behind a fence that nobody closes.
    """
    split = moves.split_starts(base, core)
    units = {
        "base": _units(base, start["base"]),
        "core": _units(core, start["core"], frozenset(split.values())),
        "local": _units(local, start["local"]),
    }
    whole = {at: parts[0] for at, parts in split.items()}
    in_core = _numbers(units["base"], units["core"], paired(renamed(base, moves), core, whole))
    in_local = _numbers(units["base"], units["local"], paired(base, local, {}))
    agree(units, in_core, in_local)
    _pair_new(units, in_core, in_local)
    end = line_end(local.text or core.text)
    return _SectionMerging(units, in_core, in_local, choose, end).result()


def _units(document: Document, start: int, joined: frozenset[tuple[int, ...]] = frozenset()) -> list[_Unit]:
    sections = document.sections
    edges = [section.start for section in sections] + [len(document.text)]
    found = [_Unit("", document.text[start : edges[0]], ())]
    later = {at: group[0] for group in joined for at in group[1:]}
    for number, section in enumerate(sections):
        text = document.text[section.start : edges[number + 1]]
        last = found[-1]
        if later.get(section.start) is not None and later[section.start] in last.starts:
            found[-1] = _Unit(last.path, last.text + text, (*last.starts, section.start))
        else:
            found.append(_Unit(section.address, text, (section.start,)))
    return found


def _numbers(mine: Sequence[_Unit], others: Sequence[_Unit], pairs: Mapping[int, int]) -> dict[int, int]:
    """Number of each unit of the baseline to the number of its partner; what stands on top is always paired."""
    there = {at: number for number, unit in enumerate(others) for at in unit.starts}
    found = {_TOP: _TOP}
    for number, unit in enumerate(mine):
        if number and unit.starts[0] in pairs:
            found[number] = there[pairs[unit.starts[0]]]
    return _one_each(found)


def _one_each(pairs: Mapping[int, int]) -> dict[int, int]:
    taken: set[int] = set()
    found: dict[int, int] = {}
    for mine, other in pairs.items():
        if other not in taken:
            found[mine] = other
            taken.add(other)
    return found


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
        self,
        units: Mapping[str, list[_Unit]],
        in_core: Mapping[int, int],
        in_local: Mapping[int, int],
        choose: Choose,
        end: str,
    ) -> None:
        self.base, self.core, self.local = units["base"], units["core"], units["local"]
        self.in_core, self.in_local = in_core, in_local
        self.of_core = {other: mine for mine, other in in_core.items()}
        self.of_local = {other: mine for mine, other in in_local.items()}
        self.choose = choose
        self.end = end
        self.stated: set[Entry] = set()

    def result(self) -> DocumentMerge | None:
        order = self._order()
        parts = [self._one(entry) for entry in order]
        there = [(entry, part) for entry, part in zip(order, parts, strict=True) if part.merged]
        text, starts = joined(there, self.end, self._last(there))
        firm = {at for at, (entry, _) in zip(starts, there, strict=True) if entry not in self.stated}
        if not sound(text, firm - {0}):
            return None
        gone = [n for n in range(len(self.base)) if n not in self.in_core and n not in self.in_local]
        parts.extend(
            PartMerge(self.base[n].path, "same", "", self.base[n].text, None, None, None) for n in gone
        )
        return DocumentMerge(text, tuple(part for part in parts if part.outcome != "unchanged"))

    def _last(self, there: Sequence[tuple[Entry, PartMerge]]) -> str | None:
        """How the page is to end, if another section is the last one now than at the place; else None."""
        if not there or not self.local[-1].text or there[-1][0][2] == len(self.local) - 1:
            return None
        last = self.local[-1].text
        return last[len(last.rstrip("\r\n")) :] or self.end

    def _order(self) -> list[Entry]:
        """Units as numbers in base, core and local, in the order in which they are to stand."""
        shared = [number for number in self.in_core if number in self.in_local]
        moved = _moved([self.in_local[number] for number in sorted(shared, key=_by_base)])
        if moved:
            return self._woven(self.local, self.of_local, self.core, self.of_core, lead="local")
        return self._woven(self.core, self.of_core, self.local, self.of_local, lead="core")

    def _woven(
        self,
        lead_units: Sequence[_Unit],
        of_lead: Mapping[int, int],
        other_units: Sequence[_Unit],
        of_other: Mapping[int, int],
        *,
        lead: str,
    ) -> list[Entry]:
        """The order of one side; what only the other side has stands behind what it stands behind there."""
        entries = [self._entry(of_lead.get(n), n, lead) for n in range(len(lead_units))]
        at = {self._key(entry): position for position, entry in enumerate(entries)}
        behind: dict[int, list[Entry]] = {}
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

    def _entry(self, mine: int | None, number: int, side: str) -> Entry:
        if mine is None:
            return (None, number, None) if side == "core" else (None, None, number)
        return (mine, self.in_core.get(mine), self.in_local.get(mine))

    @staticmethod
    def _key(entry: Entry) -> object:
        return entry[0] if entry[0] is not None else entry

    def _one(self, entry: Entry) -> PartMerge:
        mine, core, local = entry
        base = self.base[mine].text if mine is not None and mine >= 0 else None
        new = None if core is None else self.core[core].text
        now = None if local is None else self.local[local].text
        side = (self.local, local) if local is not None else (self.core, core)
        path = side[0][side[1] or 0].path
        outcome, why, text = settled(base, new, now)
        if outcome == "needs_decision":
            choice = self.choose(path)
            if choice is not None:
                self.stated.update({entry} if choice.take == "text" else ())
                outcome, why, text = chosen(choice, new, now)
        there = (
            self.core[core].path if core is not None else self.base[mine].path if mine is not None else path
        )
        return PartMerge(path, outcome, why, base, new, now, text, None if there == path else there)


def _by_base(number: int) -> tuple[bool, int]:
    return (number < 0, number)


def _moved(numbers: list[int]) -> bool:
    return numbers != sorted(numbers)
