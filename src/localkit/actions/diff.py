"""Diff: the changed words, by element; or all of it as a patch that git applies."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from localkit.actions.local_version_opening import opened_local_version
from localkit.actions.status import Status, status
from localkit.actions.status_json import kit_values
from localkit.engine.pairing import pair_files
from localkit.engine.patching import patch
from localkit.engine.word_marks import Run, mark_words
from localkit.errors import InputError
from localkit.model.divergence import ElementDivergence, PassageDivergence
from localkit.store.scanning import scan
from localkit.workspace import Workspace


@dataclass(frozen=True)
class MarkedPassage:
    """A passage that changed, with its words marked."""

    divergence: PassageDivergence
    marks: tuple[Run, ...]


@dataclass(frozen=True)
class MarkedElement:
    """An element with the passages of it that changed or moved."""

    divergence: ElementDivergence
    passages: tuple[MarkedPassage, ...]


@dataclass(frozen=True)
class Diff:
    """What changed against the core, words marked.

    Attributes:
        unclaimed: What changed where no element looks; empty where one element was asked for.
    """

    status: Status
    elements: tuple[MarkedElement, ...]
    unclaimed: tuple[MarkedPassage, ...]


def diff(workspace: Workspace, path: Path, element: str | None = None) -> Diff:
    """Mark the words that a place changed.

    Args:
        workspace: Settings, folders, clock.
        path: The local version, or a folder in it.
        element: Id of the only element to look at; None for all.

    Raises:
        InputError: There is no local version, or no such element.
        LocalVersionError: One of its own files is not as it should be.
        CoreError: The core as received is missing, damaged, or not the one that was received.
        MachineError: Something cannot be read.
    """
    found = status(workspace, path)
    elements = found.divergence.elements
    if element is not None:
        elements = tuple(item for item in elements if item.element.id == element)
        if not elements:
            known = [item.element.id for item in found.divergence.elements]
            close = difflib.get_close_matches(element, known, 1)
            meant = f'Did you mean "{close[0]}"? ' if close else ""
            raise InputError(
                f'the kit has no element "{element}"', hint=f"{meant}`localkit status --all` lists them."
            )
    marked = map(marked_element, elements)
    return Diff(
        found,
        tuple(item for item in marked if item.passages),
        _marked(found.divergence.unclaimed) if element is None else (),
    )


def marked_element(item: ElementDivergence) -> MarkedElement:
    """An element with its changed words marked."""
    return MarkedElement(item, _marked(item.passages))


def _marked(passages: tuple[PassageDivergence, ...]) -> tuple[MarkedPassage, ...]:
    return tuple(
        MarkedPassage(item, tuple(mark_words(item.core_text or "", item.local_text or "")))
        for item in passages
        if item.change != "unchanged"
    )


def diff_values(found: Diff) -> dict[str, Any]:
    """A diff as the plain values that programs read (schema ``diff``)."""
    files = found.status.divergence.files
    return {
        "format": 1,
        "path": str(found.status.local_version.root),
        "kit": kit_values(found.status.local_version),
        "elements": [
            {
                "id": item.divergence.element.id,
                "title": item.divergence.element.title,
                "light": item.divergence.light,
                "state": item.divergence.state,
                "passages": [_values(passage) for passage in item.passages],
            }
            for item in found.elements
        ],
        "unclaimed": [_values(passage) for passage in found.unclaimed],
        "files": {
            "added": list(files.added),
            "removed": list(files.removed),
            "moved": [list(pair) for pair in files.moved],
        },
    }


def _values(item: MarkedPassage) -> dict[str, Any]:
    return {
        "address": item.divergence.at.address,
        "change": item.divergence.change,
        "changed": round(item.divergence.changed, 4),
        "moved_from": item.divergence.moved_from,
        "line": item.divergence.line,
        "marks": [{"op": run.op, "text": run.text} for run in item.marks],
    }


def diff_patch(workspace: Workspace, path: Path) -> bytes:
    """Everything that turns the core as received into the local files, as a patch that ``git apply`` takes.

    Raises:
        InputError: There is no local version.
        LocalVersionError: One of its own files is not as it should be.
        CoreError: The core as received is missing, damaged, or not the one that was received.
        MachineError: Something cannot be read.
    """
    opened = opened_local_version(workspace, path)
    found = scan(opened.root, opened.core.baseline, everything=True)
    return patch(opened.core.baseline, found.tree, pair_files(opened.core.baseline, found.tree))
