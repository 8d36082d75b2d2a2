"""Three-way comparison of sequences (diff3, after Khanna, Kunal and Pierce 2007, "A Formal Investigation of Diff3")."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

Kind: TypeAlias = Literal["same", "core", "local", "both", "conflict"]


@dataclass(frozen=True, slots=True)
class Chunk:
    """A stretch of the three sequences.

    Attributes:
        kind: same: nobody changed it; core, local: only that side did; both: both did alike; conflict: both did.
        base: First and behind the last index in the baseline.
        core: The same in the new core.
        local: The same in the local version.
    """

    kind: Kind
    base: tuple[int, int]
    core: tuple[int, int]
    local: tuple[int, int]


def matches(one: Sequence[Hashable], other: Sequence[Hashable]) -> dict[int, int]:
    """Index in one to index in the other, along a longest common subsequence.

    What says something is matched first, empty entries then between that: a blank line is like any other.
    """
    mine = [index for index, entry in enumerate(one) if not _is_empty(entry)]
    theirs = [index for index, entry in enumerate(other) if not _is_empty(entry)]
    if len(mine) == len(one) and len(theirs) == len(other):
        return _matches(one, other)
    firm = _matches([one[index] for index in mine], [other[index] for index in theirs])
    found: dict[int, int] = {}
    at = (0, 0)
    for left, right in [*((mine[a], theirs[b]) for a, b in sorted(firm.items())), (len(one), len(other))]:
        between = _matches(one[at[0] : left], other[at[1] : right])
        found.update({at[0] + a: at[1] + b for a, b in between.items()})
        if left < len(one):
            found[left] = right
        at = (left + 1, right + 1)
    return found


def _is_empty(entry: Hashable) -> bool:
    return isinstance(entry, str) and not entry.strip()


def _matches(one: Sequence[Hashable], other: Sequence[Hashable]) -> dict[int, int]:
    head = 0
    while head < min(len(one), len(other)) and one[head] == other[head]:
        head += 1
    tail = 0
    while tail < min(len(one), len(other)) - head and one[-1 - tail] == other[-1 - tail]:
        tail += 1
    found = {index: index for index in range(head)}
    for start, there, size in _inner(one[head : len(one) - tail], other[head : len(other) - tail]):
        found.update({head + start + step: head + there + step for step in range(size)})
    found.update({len(one) - 1 - step: len(other) - 1 - step for step in range(tail)})
    return found


def _inner(one: Sequence[Hashable], other: Sequence[Hashable]) -> Iterator[tuple[int, int, int]]:
    if not one or not other:
        return
    from rapidfuzz.distance import LCSseq  # noqa: PLC0415  only what differs needs it

    for code in LCSseq.opcodes(one, other):
        if code.tag == "equal":
            yield code.src_start, code.dest_start, code.src_end - code.src_start


def chunks(
    base: Sequence[Hashable], core: Sequence[Hashable], local: Sequence[Hashable], *, apart: int = 1
) -> list[Chunk]:
    """The three sequences in stretches, in order, nothing left out.

    Args:
        base: The baseline.
        core: The new core.
        local: The local version.
        apart: Least number of entries that nobody changed between a change of one side and a change of the other;
            changes that are nearer to each other are one conflict.
    """
    in_core, in_local = matches(base, core), matches(base, local)
    return _joined(list(_chunks(base, core, local, in_core, in_local)), base, core, local, apart)


def _chunks(
    base: Sequence[Hashable],
    core: Sequence[Hashable],
    local: Sequence[Hashable],
    in_core: dict[int, int],
    in_local: dict[int, int],
) -> Iterator[Chunk]:
    at = (0, 0, 0)
    stable = [index for index in range(len(base)) if index in in_core and index in in_local]
    start: tuple[int, int, int] | None = None
    for index in [*stable, None]:
        here = (
            (len(base), len(core), len(local)) if index is None else (index, in_core[index], in_local[index])
        )
        if here != at:
            if start is not None:
                yield _chunk("same", start, at)
                start = None
            yield _told(base, core, local, at, here)
        if index is not None:
            start = start or here
            at = (here[0] + 1, here[1] + 1, here[2] + 1)
    if start is not None:
        yield _chunk("same", start, at)


def _chunk(kind: Kind, start: tuple[int, int, int], end: tuple[int, int, int]) -> Chunk:
    return Chunk(kind, (start[0], end[0]), (start[1], end[1]), (start[2], end[2]))


def _told(
    base: Sequence[Hashable],
    core: Sequence[Hashable],
    local: Sequence[Hashable],
    start: tuple[int, int, int],
    end: tuple[int, int, int],
) -> Chunk:
    was, new, now = (list(side[start[n] : end[n]]) for n, side in enumerate((base, core, local)))
    if new == now:
        kind: Kind = "same" if was == new else "both"
    elif was == now:
        kind = "core"
    elif was == new:
        kind = "local"
    else:
        kind = "conflict"
    return _chunk(kind, start, end)


def _joined(
    found: list[Chunk],
    base: Sequence[Hashable],
    core: Sequence[Hashable],
    local: Sequence[Hashable],
    apart: int,
) -> list[Chunk]:
    """Changes of different sides that are too near to each other, made one."""
    result: list[Chunk] = []
    for chunk in found:
        result.append(chunk)
        while _too_near(result, apart):
            last = result.pop()
            if result[-1].kind == "same":
                result.pop()
            first = result.pop()
            start = (first.base[0], first.core[0], first.local[0])
            end = (last.base[1], last.core[1], last.local[1])
            result.append(_told(base, core, local, start, end))
    return result


def _too_near(found: list[Chunk], apart: int) -> bool:
    """Whether the last change is nearer to another side's change before it than it may be."""
    if len(found) < 2 or found[-1].kind == "same":
        return False
    same = found[-2].kind == "same"
    if same and len(found) < 3:
        return False
    first, last = found[-3] if same else found[-2], found[-1]
    size = found[-2].base[1] - found[-2].base[0] if same else 0
    one_side = first.kind == last.kind and first.kind in ("core", "local", "both")
    return size < apart and not one_side
