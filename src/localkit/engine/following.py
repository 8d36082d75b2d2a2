"""What a place recorded follows what it was recorded for: renamed elements and files, renewed texts, credit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from localkit.engine.merging.headings import HeadingMoves
from localkit.engine.migrating import Moves
from localkit.engine.states import covered, fingerprint
from localkit.model.divergence import Divergence, PassageDivergence
from localkit.model.file_merge import FileMerge
from localkit.model.passage import parse_address
from localkit.model.records import Adaptation, AgreedException


@dataclass(frozen=True)
class Followed:
    """What is to change in a place's records.

    Attributes:
        adaptations: Id of an adaptation to its fields that have other values now.
        exceptions: Id of an exception to its fields that have other values now.
        credited: Ids of adaptations whose every passage the core now has, too, or no longer holds.
    """

    adaptations: Mapping[str, Mapping[str, Any]]
    exceptions: Mapping[str, Mapping[str, Any]]
    credited: tuple[str, ...]


def follow(
    adaptations: Iterable[Adaptation],
    exceptions: Iterable[AgreedException],
    before: Divergence,
    after: Divergence,
    moves: Moves,
    files: Sequence[FileMerge],
    release: str,
    waiting: frozenset[str] = frozenset(),
) -> Followed:
    """Tell how records follow an update.

    Args:
        adaptations: What the place recorded.
        exceptions: What was agreed.
        before: The divergence before the update.
        after: The divergence after it.
        moves: What the kit gave another name.
        files: What became of each file.
        release: The release that the place has now.
        waiting: Ids of elements with passages that still need a decision.
    """
    found: dict[str, dict[str, Any]] = {}
    credited: list[str] = []
    for item in adaptations:
        if item.data.get("adopted_in") is not None:
            continue
        changes = _moved(item, moves, files)
        told = _renewed(item, {**item.data, **changes}, before, after, moves, waiting)
        if told is None:
            changes["adopted_in"] = release
            credited.append(item.id)
        else:
            changes.update(told)
        if changes:
            found[item.id] = changes
    renamed = {
        item.id: {"element": moves.elements[item.element]}
        for item in exceptions
        if item.element in moves.elements
    }
    return Followed(found, renamed, tuple(credited))


def _moved(item: Adaptation, moves: Moves, files: Sequence[FileMerge]) -> dict[str, Any]:
    changes: dict[str, Any] = {}
    if item.element in moves.elements:
        changes["element"] = moves.elements[str(item.element)]
    there = {file.local_path: file for file in files if file.local_path and file.path}
    passages = [_address(address, there, moves) for address in item.passages]
    if passages != list(item.passages):
        changes["passages"] = passages
    return changes


def _address(address: str, files: Mapping[str, FileMerge], moves: Moves) -> str:
    """Where a passage is now that its file, or its heading, may have another name."""
    passage = parse_address(address)
    file = files.get(passage.file)
    if file is None or file.path is None:
        return address
    passage = passage.at(file.path)
    headings = moves.headings.get(file.core_path or "")
    if passage.section is None or headings is None:
        return passage.address
    return passage.in_section(_renamed(passage.section, headings)).address


def _renamed(section: str, headings: HeadingMoves) -> str:
    """A heading path with each of its headings as the kit calls it now."""
    path = section.split(" > ")
    names = [headings.name_of(" > ".join(path[:size])) for size in range(1, len(path) + 1)]
    return " > ".join(name.rsplit(" > ", 1)[-1] for name in names)


def _renewed(
    item: Adaptation,
    data: Mapping[str, Any],
    before: Divergence,
    after: Divergence,
    moves: Moves,
    waiting: frozenset[str],
) -> dict[str, Any] | None:
    """The fields that tell of the text; None where the core has all of it now, or lets the place have it."""
    if item.element in moves.retired:
        return None  # the core leaves to the place what it had recorded as its own
    was = covered(item, _passages(before, item.element))
    if not was:
        return {}
    element = data.get("element")
    now = covered(Adaptation.of({**data, "element": element}), _passages(after, element))
    current = item.fingerprint is None or item.fingerprint == fingerprint(was)
    if not now:
        gone = element is not None and after.kit.element(element) is None
        return {} if gone or element in waiting or not current else None
    if item.fingerprint is None or not current:
        return {}
    new = fingerprint(now)
    return {} if new == item.fingerprint else {"fingerprint": new}


def _passages(divergence: Divergence, element: str | None) -> Sequence[PassageDivergence]:
    if element is None:
        return divergence.unclaimed
    return next((item.passages for item in divergence.elements if item.element.id == element), ())
