"""How answers, files, headings and elements move from one release of a kit to another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from localkit.engine.merging.headings import HeadingMoves
from localkit.model.core_change import CLASSES, CoreChange
from localkit.model.kit import Kit
from localkit.model.semver import VersionKey, is_version, version_key


@dataclass(frozen=True)
class Moves:
    """What was given another name between two releases, old name to new one.

    Attributes:
        headings: By path of the file in the new release.
        retired: Ids of elements that are no longer there.
    """

    parameters: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)
    elements: Mapping[str, str] = field(default_factory=dict)
    headings: Mapping[str, HeadingMoves] = field(default_factory=dict)
    retired: frozenset[str] = frozenset()


NO_MOVES = Moves()


def moves_between(before: Kit, after: Kit) -> Moves:
    """What moved from one release to another; on the way back, the same the other way round.

    Args:
        before: The release that a place has.
        after: The one that it is to have.
    """
    if not (is_version(before.version) and is_version(after.version)):
        return NO_MOVES
    old, new = version_key(before.version), version_key(after.version)
    if new < old:
        return _back(_composed(_steps(before, new, old)))
    return _composed(_steps(after, old, new))


def first_names(kit: Kit) -> dict[str, str]:
    """What files were called when the kit first had them: path in this release to that in the first."""
    if not is_version(kit.version):
        return {}
    earliest: VersionKey = version_key("0.0.0-0")
    return _turned(_composed(_steps(kit, earliest, version_key(kit.version))).files)


def changes_between(before: Kit, after: Kit) -> tuple[CoreChange, ...]:
    """What the later of two releases tells of what it changed since the earlier, what is most pressing first.

    Empty on the way back to an earlier release.
    """
    if not (is_version(before.version) and is_version(after.version)):
        return ()
    old, new = version_key(before.version), version_key(after.version)
    found = (CoreChange.of(data) for data in after.data.get("changes", ()))
    late = [change for change in found if is_version(change.since) and old < version_key(change.since) <= new]
    return tuple(sorted(late, key=lambda change: CLASSES.index(change.change_class)))


def _steps(kit: Kit, after: VersionKey, up_to: VersionKey) -> list[Mapping[str, Any]]:
    """The migrations of a kit between two versions, in the order in which they follow each other."""
    stated = [step for step in kit.data.get("migrations", ()) if is_version(step["to"])]
    return sorted(
        (step for step in stated if after < version_key(step["to"]) <= up_to),
        key=lambda step: version_key(step["to"]),
    )


def _composed(steps: Iterable[Mapping[str, Any]]) -> Moves:
    parameters: dict[str, str] = {}
    files: dict[str, str] = {}
    elements: dict[str, str] = {}
    headings: dict[str, HeadingMoves] = {}
    retired: set[str] = set()
    for step in steps:
        parameters = _chained(parameters, step.get("rename_parameters", {}))
        files = _chained(files, step.get("rename_files", {}))
        elements = _chained(elements, step.get("rename_elements", {}))
        retired |= set(step.get("retire_elements", ()))
        moved = step.get("rename_files", {})
        headings = {moved.get(file, file): found for file, found in headings.items()}
        for file, later in _heading_moves(step).items():
            headings[moved.get(file, file)] = headings.get(moved.get(file, file), HeadingMoves()).then(later)
    return Moves(parameters, files, elements, headings, frozenset(retired))


def _heading_moves(step: Mapping[str, Any]) -> dict[str, HeadingMoves]:
    """How one step moves headings, by the file's name before it."""
    renamed, split = step.get("rename_sections", {}), step.get("split_sections", {})
    return {
        file: HeadingMoves(
            renamed.get(file, {}), {old: tuple(new) for old, new in split.get(file, {}).items()}
        )
        for file in {*renamed, *split}
    }


def _chained(earlier: Mapping[str, str], later: Mapping[str, str]) -> dict[str, str]:
    """Names after two steps: what the first renamed may be renamed again."""
    known = set(earlier.values())
    return {
        **{old: later.get(new, new) for old, new in earlier.items()},
        **{old: new for old, new in later.items() if old not in known},
    }


def _back(moves: Moves) -> Moves:
    return Moves(
        _turned(moves.parameters),
        _turned(moves.files),
        _turned(moves.elements),
        {
            _turned(moves.files).get(file, file): HeadingMoves(_turned(found.renamed))
            for file, found in moves.headings.items()
        },
    )


def _turned(names: Mapping[str, str]) -> dict[str, str]:
    return {new: old for old, new in names.items()}
