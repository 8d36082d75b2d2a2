"""Which file became which: by what the kit says, by path, by content where nothing else could be meant."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from localkit.engine.pairing import ALIKE, alike
from localkit.model.tree import File
from localkit.syntax.words import words

RIVAL = 0.2
"""A file that is less than this less alike than the best is a rival: then nobody can tell which one is meant."""


@dataclass(frozen=True)
class Identified:
    """Files of the baseline in another tree.

    Attributes:
        pairs: Path in the baseline to path there.
        unsure: Path in the baseline to the paths that could each be it.
    """

    pairs: Mapping[str, str]
    unsure: Mapping[str, tuple[str, ...]]


def identify(
    base: Mapping[str, File], other: Mapping[str, File], stated: Mapping[str, str] | None = None
) -> Identified:
    """Find the files of the baseline in another tree.

    Args:
        base: The baseline.
        other: The new core, or the local version.
        stated: Old path to new one, where the kit says so; such a pair comes before all others.
    """
    moved: dict[str, str] = {}
    for old, new in (stated or {}).items():
        if old in base and new in other and old != new:
            moved.setdefault(new, old)  # of two files that became one, the first is the one that stays
    known = {old: new for new, old in moved.items()}
    pairs = {
        **known,
        **{path: path for path in base if path in other and path not in known and path not in moved},
    }
    taken = set(pairs.values())
    lost = [path for path in base if path not in pairs]
    found = [path for path in other if path not in taken]
    pairs.update(_same_bytes({path: base[path] for path in lost}, {path: other[path] for path in found}))
    taken = set(pairs.values())
    unsure = _by_likeness(
        {path: _words(base[path]) for path in lost if path not in pairs},
        {path: _words(other[path]) for path in found if path not in taken},
        pairs,
    )
    return Identified(pairs, unsure)


def _same_bytes(lost: Mapping[str, File], found: Mapping[str, File]) -> dict[str, str]:
    """Files of the same bytes, where there is only one of them on each side."""
    mine, others = _by_bytes(lost), _by_bytes(found)
    return {
        paths[0]: others[data][0]
        for data, paths in mine.items()
        if data and len(paths) == 1 and len(others.get(data, ())) == 1
    }


def _by_bytes(files: Mapping[str, File]) -> dict[bytes, list[str]]:
    grouped: dict[bytes, list[str]] = defaultdict(list)
    for path, file in files.items():
        grouped[file.data].append(path)
    return grouped


def _words(file: File) -> tuple[str, ...]:
    if b"\0" in file.data[:8192]:
        return ()
    return words(file.data.decode("utf-8", "replace"))


def _by_likeness(
    lost: Mapping[str, tuple[str, ...]], found: Mapping[str, tuple[str, ...]], pairs: dict[str, str]
) -> dict[str, tuple[str, ...]]:
    """Pair the most alike first; whoever has a rival is told, not paired."""
    rated = sorted(
        (
            (-likeness, one, other)
            for one, mine in lost.items()
            for other, theirs in found.items()
            if (likeness := alike(mine, theirs)) >= ALIKE
        ),
    )
    unsure: dict[str, tuple[str, ...]] = {}
    taken: set[str] = set()
    for minus, one, other in rated:
        if one in pairs or one in unsure or other in taken:
            continue
        near = [pair for pair in rated if pair[0] < minus + RIVAL and not _done(pair, pairs, taken)]
        here = [pair[2] for pair in near if pair[1] == one]
        there = [pair[1] for pair in near if pair[2] == other]
        if len(here) == 1 and len(there) == 1:
            pairs[one] = other
            taken.add(other)
            continue
        for path in there:
            unsure[path] = _candidates(path, near)
        unsure[one] = _candidates(one, near)
    return unsure


def _done(pair: tuple[float, str, str], pairs: Mapping[str, str], taken: Iterable[str]) -> bool:
    return pair[1] in pairs or pair[2] in taken


def _candidates(path: str, near: Iterable[tuple[float, str, str]]) -> tuple[str, ...]:
    return tuple(sorted(other for _, one, other in near if one == path))
