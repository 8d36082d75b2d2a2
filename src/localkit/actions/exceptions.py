"""The register of agreed exceptions: request, grant, refuse, withdraw, list."""

from __future__ import annotations

import datetime
import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from localkit import wording
from localkit.actions.local_version_opening import OpenedLocalVersion, opened_local_version
from localkit.actions.local_version_value import local_version_value, with_exception
from localkit.actions.measuring import measured
from localkit.engine.granting import may_grant, role_of
from localkit.engine.personal_data import PersonalDatum, found_in
from localkit.engine.standing import standing
from localkit.errors import InputError
from localkit.model.kit import Element
from localkit.model.records import EXCEPTION_TEXTS, AgreedException, free_texts
from localkit.store.record_writing import add_entry, change_entry
from localkit.workspace import Workspace


@dataclass(frozen=True)
class Registered:
    """An exception with the element that it is for.

    Attributes:
        element: None where the kit does not have it any more.
        standing: requested, granted, refused, withdrawn, or told by the days: expired, not_yet.
    """

    exception: AgreedException
    element: Element | None
    standing: str


@dataclass(frozen=True)
class Request:
    """What is asked for.

    Attributes:
        element: Id of the element that is to be outside its bounds, or changed though the core keeps it.
        requested_by: The role that asks.
        start: First day.
        until: Last day, inclusive.
        action_plan: How the place means to come back.
        adaptation: Id of the record that tells of the change.
    """

    element: str
    requested_by: str
    start: datetime.date
    until: datetime.date
    action_plan: str | None = None
    adaptation: str | None = None


def personal_data(texts: Mapping[str, Any]) -> Iterator[tuple[str, PersonalDatum]]:
    """Field and what in it looks like personal data."""
    for field, text in free_texts(texts, (*EXCEPTION_TEXTS, "refused_by", "reason")):
        for item in found_in(text):
            yield field, item


def listed(workspace: Workspace, path: Path, element: str | None = None) -> list[Registered]:
    """The register, oldest first.

    Raises:
        InputError: There is no local version, or no such element.
        LocalVersionError: One of its own files is not as it should be.
        CoreError: The core as received is missing or damaged.
        MachineError: Something cannot be read.
    """
    opened = opened_local_version(workspace, path)
    if element is not None:
        _element(opened, element)
    return [
        _registered(opened, item, workspace.today)
        for item in opened.exceptions
        if element is None or item.element == element
    ]


def _registered(opened: OpenedLocalVersion, item: AgreedException, today: datetime.date) -> Registered:
    return Registered(item, opened.core.kit.element(item.element), standing(item, today))


def request(workspace: Workspace, path: Path, asked: Request) -> Registered:
    """Ask for an exception: write it into ``.localkit/exceptions.yaml``.

    Raises:
        InputError: There is no such element or adaptation, nobody can agree one for it, or the days are wrong.
        LocalVersionError: The register cannot be added to.
        MachineError: The disk or another program is in the way.
    """
    opened = opened_local_version(workspace, path)
    element = _element(opened, asked.element)
    if element.waivable_by == "nobody":
        raise InputError(
            f'nobody can agree an exception for "{element.title}"',
            hint="If it does not work here, talk to the national team: it may be the core that has to change.",
        )
    if asked.until < asked.start:
        raise InputError(
            f"the last day ({asked.until}) is before the first ({asked.start})",
            hint="Days are written as 2026-03-31.",
        )
    _check_adaptation(opened, asked.adaptation)
    name = _name(element.id, {item.id for item in opened.exceptions})
    entry = {
        "id": name,
        "element": element.id,
        "status": "requested",
        "requested_by": asked.requested_by,
        "requested": workspace.today.isoformat(),
        "from": asked.start.isoformat(),
        "until": asked.until.isoformat(),
        "action_plan": asked.action_plan,
        "adaptation": asked.adaptation,
    }
    add_entry(opened.root, "exceptions", {key: value for key, value in entry.items() if value is not None})
    return _told(workspace, opened, name)


def _check_adaptation(opened: OpenedLocalVersion, adaptation: str | None) -> None:
    if adaptation is not None and adaptation not in {item.id for item in opened.adaptations}:
        raise InputError(f'there is no adaptation "{adaptation}"', hint="`localkit log` lists them.")


def _name(element: str, known: set[str]) -> str:
    numbers = range(1, len(known) + 2)
    return next(name for number in numbers if (name := f"{element}-{number}") not in known)


def grant(
    workspace: Workspace,
    path: Path,
    exception: str,
    by: str,
    *,
    conditions: str | None = None,
    until: datetime.date | None = None,
) -> Registered:
    """Note that an exception was granted, and by whom, as stated.

    Args:
        workspace: Settings, folders, plugins, clock.
        path: The local version, or a folder in it.
        exception: Its id.
        by: The role that granted it.
        conditions: What was asked in return.
        until: Another last day than the one asked for.

    Raises:
        InputError: There is no such exception, it does not wait for an answer, or that role cannot grant it.
        LocalVersionError: The register cannot be changed.
        MachineError: The disk or another program is in the way.
    """
    opened, found = _waiting(workspace, path, exception)
    element = _element(opened, found.element)
    if not may_grant(element, by):
        raise InputError(
            f'for "{element.title}" it is {wording.GRANTER_WORD[element.waivable_by]} that can agree an exception, '
            f"not {wording.granter(role_of(by))}",
            hint="Say --by with the role that agreed; nothing proves it, so it is shown as stated.",
        )
    if until is not None and until < found.start:
        raise InputError(
            f"the last day ({until}) is before the first ({found.start})",
            hint="Days are written as 2026-03-31.",
        )
    changes = {"status": "granted", "granted_by": role_of(by), "decided": workspace.today.isoformat()}
    changes.update({"conditions": conditions} if conditions else {})
    changes.update({"until": until.isoformat()} if until else {})
    change_entry(opened.root, "exceptions", exception, changes)
    return _told(workspace, opened, exception)


def refuse(
    workspace: Workspace, path: Path, exception: str, by: str, reason: str | None = None
) -> Registered:
    """Note that an exception was not agreed. Raises as ``grant``."""
    opened, _ = _waiting(workspace, path, exception)
    changes = {"status": "refused", "refused_by": role_of(by), "decided": workspace.today.isoformat()}
    changes.update({"reason": reason} if reason else {})
    change_entry(opened.root, "exceptions", exception, changes)
    return _told(workspace, opened, exception)


def withdraw(workspace: Workspace, path: Path, exception: str, reason: str | None = None) -> Registered:
    """Note that an exception is not needed any more, or not asked for any more. Raises as ``grant``."""
    opened = opened_local_version(workspace, path)
    found = _exception(opened, exception)
    if found.status not in ("requested", "granted"):
        raise InputError(
            f'"{exception}" was {wording.STANDING_WORD[found.status]} already',
            hint="There is nothing to withdraw.",
        )
    changes = {"status": "withdrawn", "decided": workspace.today.isoformat()}
    changes.update({"reason": reason} if reason else {})
    change_entry(opened.root, "exceptions", exception, changes)
    return _told(workspace, opened, exception)


def _waiting(workspace: Workspace, path: Path, exception: str) -> tuple[OpenedLocalVersion, AgreedException]:
    opened = opened_local_version(workspace, path)
    found = _exception(opened, exception)
    if found.status != "requested":
        word = wording.STANDING_WORD[standing(found, workspace.today)]
        raise InputError(
            f'"{exception}" does not wait for an answer: {word}',
            hint=f"Ask anew: localkit exception request {found.element}",
        )
    return opened, found


def _exception(opened: OpenedLocalVersion, exception: str) -> AgreedException:
    known = {item.id: item for item in opened.exceptions}
    if exception not in known:
        close = difflib.get_close_matches(exception, known, 1)
        meant = f'Did you mean "{close[0]}"? ' if close else ""
        raise InputError(
            f'there is no exception "{exception}"', hint=f"{meant}`localkit exception list` lists them."
        )
    return known[exception]


def _element(opened: OpenedLocalVersion, element: str) -> Element:
    found = opened.core.kit.element(element)
    if found is None:
        close = difflib.get_close_matches(element, [item.id for item in opened.core.kit.elements], 1)
        meant = f'Did you mean "{close[0]}"? ' if close else ""
        raise InputError(
            f'the kit has no element "{element}"', hint=f"{meant}`localkit status --all` lists them."
        )
    return found


def _told(workspace: Workspace, before: OpenedLocalVersion, name: str) -> Registered:
    """The exception as it stands in the file now; plugins are told."""
    opened = opened_local_version(workspace, before.root)
    exception = _exception(opened, name)
    if workspace.implements("localkit_exception_changed"):
        local = local_version_value(workspace, opened, measured(workspace, opened))
        workspace.notify(
            "localkit_exception_changed", local=with_exception(local, exception), exception=exception
        )
    return _registered(opened, exception, workspace.today)


def registered_values(item: Registered) -> dict[str, Any]:
    """An exception as the plain values that programs read."""
    title = item.element.title if item.element else None
    return {**item.exception.data, "title": title, "standing": item.standing}
