"""Log: what a place recorded, joined where entries are about the same, and filtered."""

from __future__ import annotations

import datetime
import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from localkit.actions.local_version_opening import OpenedLocalVersion, opened_local_version
from localkit.actions.log_joining import Joined, joined
from localkit.actions.measuring import measured
from localkit.actions.vocabulary import checked_code, vocabulary
from localkit.errors import InputError
from localkit.model.frame import Frame
from localkit.model.records import Adaptation
from localkit.model.vocabulary import State
from localkit.workspace import Workspace


@dataclass(frozen=True)
class Logged:
    """An entry of the log, with what is known of its element.

    Attributes:
        title: The element's title; None for what no element claims, or an element that the kit does not have any more.
        state: What is said of the element now; None as above.
        joined: Entries that were found to be the same.
        note: What is odd about it in words, such as a ``merged_into`` that leads nowhere; empty if nothing.
    """

    adaptation: Adaptation
    title: str | None
    state: State | None
    joined: tuple[Logged, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Log:
    """The log of a local version, newest first.

    Attributes:
        entries: What was asked for, each adaptation once.
        total: How many entries the file has.
        codes: The codes that entries may use, in words.
    """

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
    _check_element(opened, wanted.element)
    states = {item.element.id: item.state for item in measured(workspace, opened).divergence.elements}
    groups = _wanted(opened, replace(wanted, codes=checked))
    shown = [_logged(opened, states, group) for group in groups]
    shown.sort(key=lambda item: str(item.adaptation.data["date"]), reverse=True)
    return Log(opened.root, tuple(shown), len(opened.adaptations), codes)


def _check_element(opened: OpenedLocalVersion, element: str | None) -> None:
    known = [item.id for item in opened.core.kit.elements]
    recorded = [item.element for item in opened.adaptations if item.element is not None]
    if element is None or element in known or element in recorded:
        return
    close = difflib.get_close_matches(element, [*known, *recorded], 1)
    meant = f'Did you mean "{close[0]}"? ' if close else ""
    raise InputError(
        f'the kit has no element "{element}"', hint=f"{meant}`localkit status --all` lists them."
    )


def _wanted(opened: OpenedLocalVersion, wanted: LogFilter) -> Iterator[Joined]:
    """Groups with an entry that fits; of each, what may be seen."""
    for group in joined(opened.adaptations):
        # One by one: what is shown to others must not bring along a private entry that was joined to it.
        entries = tuple(item for item in group.entries if _seen(item, wanted.visibility))
        if any(_fits(item, wanted) for item in entries):
            yield replace(group, entries=entries)


def _logged(opened: OpenedLocalVersion, states: Mapping[str, State], group: Joined) -> Logged:
    first, *others = [_about(opened, states, item) for item in group.entries]
    return replace(first, joined=tuple(others), note=group.note)


def _about(opened: OpenedLocalVersion, states: Mapping[str, State], item: Adaptation) -> Logged:
    element = opened.core.kit.element(item.element) if item.element is not None else None
    return Logged(item, element.title, states.get(element.id)) if element else Logged(item, None, None)


def _seen(item: Adaptation, visibility: str | None) -> bool:
    return visibility in (None, item.data.get("visibility", "local"))


def _fits(item: Adaptation, wanted: LogFilter) -> bool:
    data = item.data
    if wanted.element is not None and item.element != wanted.element:
        return False
    if wanted.since is not None and str(data["date"]) < wanted.since.isoformat():
        return False
    if wanted.text is not None and wanted.text.casefold() not in _words(item).casefold():
        return False
    return all(code in _listed(data.get(name)) for name, code in wanted.codes.items())


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _words(item: Adaptation) -> str:
    return "\n".join(str(part) for value in item.data.values() for part in _listed(value))


def log_values(found: Log) -> dict[str, Any]:
    """The log as the plain values that programs read (schema ``log``)."""
    return {
        "format": 1,
        "path": str(found.root),
        "adaptations": [_values(item) for item in found.entries],
    }


def _values(item: Logged) -> dict[str, Any]:
    return {
        **item.adaptation.data,
        "title": item.title,
        "state": item.state,
        "note": item.note or None,
        "joined": [dict(one.adaptation.data) for one in item.joined],
    }
