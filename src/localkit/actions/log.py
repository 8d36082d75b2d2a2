"""Log: what a place recorded, joined where two entries are about the same, and filtered."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from localkit.actions.local_version_opening import OpenedLocalVersion, opened_local_version
from localkit.actions.measuring import measured
from localkit.actions.vocabulary import checked_code, vocabulary
from localkit.errors import InputError
from localkit.model.frame import Frame
from localkit.model.records import Adaptation
from localkit.model.vocabulary import State
from localkit.workspace import Workspace


@dataclass(frozen=True)
class Logged:
    """An adaptation, with those that were found to be the same as it.

    Attributes:
        title: The element's title; None for what no element claims, or an element that the kit does not have any more.
        state: What is said of the element now; None as above.
        joined: Entries whose ``merged_into`` leads here.
        note: What is odd about it in words, such as a ``merged_into`` that leads nowhere; empty if nothing.
    """

    adaptation: Adaptation
    title: str | None
    state: State | None
    joined: tuple[Adaptation, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Log:
    """The log of a local version, newest first."""

    root: Path
    entries: tuple[Logged, ...]
    total: int
    codes: Frame


@dataclass(frozen=True)
class LogFilter:
    """What to list; whatever is not said lets everything through.

    Attributes:
        element: The element's id.
        since: Not before this day.
        codes: Field to a code that it must have.
        visibility: Who may see it whole.
        text: Words in it, case ignored.
    """

    element: str | None = None
    since: datetime.date | None = None
    codes: Mapping[str, str] = field(default_factory=dict)
    visibility: str | None = None
    text: str | None = None


def log(workspace: Workspace, path: Path, wanted: LogFilter = LogFilter()) -> Log:
    """The adaptation log.

    Raises:
        InputError: There is no local version, no such element, or no such code.
        LocalVersionError: One of its own files is not as it should be.
        CoreError: The core as received is missing or damaged.
        MachineError: Something cannot be read.
    """
    opened = opened_local_version(workspace, path)
    codes = vocabulary(workspace, opened.core.kit)
    checked = {name: checked_code(codes, name, code) for name, code in wanted.codes.items()}
    if wanted.element is not None and opened.core.kit.element(wanted.element) is None:
        known = {item.element for item in opened.adaptations}
        if wanted.element not in known:
            raise InputError(
                f'the kit has no element "{wanted.element}"', hint="`localkit status --all` lists them."
            )
    states = {item.element.id: item.state for item in measured(workspace, opened).divergence.elements}
    everything = list(_joined(opened, states))
    shown = [item for item in everything if any(_fits(one, wanted, checked) for one in _all(item))]
    shown.sort(key=lambda item: str(item.adaptation.data["date"]), reverse=True)
    return Log(opened.root, tuple(shown), len(opened.adaptations), codes)


def _all(item: Logged) -> tuple[Adaptation, ...]:
    return (item.adaptation, *item.joined)


def _joined(opened: OpenedLocalVersion, states: Mapping[str, State]) -> Iterator[Logged]:
    """Entries that stand for themselves, each with those that were joined to it; the last recorded first."""
    by_id = {item.id: item for item in opened.adaptations}
    heads: dict[str, list[Adaptation]] = {}
    notes: dict[str, str] = {}
    for item in opened.adaptations:
        head, note = _head(item, by_id)
        notes.update({item.id: note} if note else {})
        if head is not item:
            heads.setdefault(head.id, []).append(item)
    joined = {item.id for group in heads.values() for item in group}
    for item in reversed(opened.adaptations):
        if item.id in joined:
            continue
        element = opened.core.kit.element(item.element) if item.element is not None else None
        yield Logged(
            item,
            element.title if element else None,
            states.get(element.id) if element else None,
            tuple(heads.get(item.id, ())),
            notes.get(item.id, ""),
        )


def _head(item: Adaptation, by_id: Mapping[str, Adaptation]) -> tuple[Adaptation, str]:
    """Where following ``merged_into`` leads; the entry itself where that goes round in a circle or leads nowhere."""
    seen = [item.id]
    here = item
    while here.merged_into is not None:
        if here.merged_into in seen:
            return item, f"is said to be the same as {item.merged_into}, which leads back to it"
        if here.merged_into not in by_id:
            return here, (
                f"is said to be the same as {here.merged_into}, which is not here" if here is item else ""
            )
        here = by_id[here.merged_into]
        seen.append(here.id)
    return here, ""


def _fits(item: Adaptation, wanted: LogFilter, codes: Mapping[str, str]) -> bool:
    data = item.data
    if wanted.element is not None and item.element != wanted.element:
        return False
    if wanted.since is not None and str(data["date"]) < wanted.since.isoformat():
        return False
    if wanted.visibility is not None and data.get("visibility", "local") != wanted.visibility:
        return False
    if wanted.text is not None and wanted.text.casefold() not in _words(item).casefold():
        return False
    return all(code in _listed(data.get(name)) for name, code in codes.items())


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _words(item: Adaptation) -> str:
    return " ".join(str(part) for value in item.data.values() for part in _listed(value))


def log_values(found: Log) -> dict[str, Any]:
    """The log as the plain values that programs read (schema ``log``)."""
    return {
        "format": 1,
        "path": str(found.root),
        "adaptations": [
            {
                **item.adaptation.data,
                "title": item.title,
                "state": item.state,
                "joined": [dict(one.data) for one in item.joined],
            }
            for item in found.entries
        ],
    }
