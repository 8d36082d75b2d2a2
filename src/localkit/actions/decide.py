"""Decide: say what became of a core change at this place."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from localkit.actions.local_version_opening import OpenedLocalVersion, opened_local_version
from localkit.actions.resolve import ResolveRequest, settle
from localkit.actions.update_changes import decided_bytes, own_changes
from localkit.errors import InputError
from localkit.model.core_change import Adoption, CoreChange
from localkit.model.merging import Choice
from localkit.model.open_update import WaitingPassage
from localkit.model.records import Decision
from localkit.model.tree import File
from localkit.store.journal import commit
from localkit.store.local_versions import find_root, read_known
from localkit.store.locking import locked
from localkit.store.record_writing import record_path
from localkit.workspace import Workspace


@dataclass(frozen=True)
class Decided:
    """What was decided.

    Attributes:
        opened: The local version as it is now.
        change: The core change, as the kit tells it.
        decision: As it is recorded now.
        settled: Passages that the decision settled.
        left: Passages of the change that still wait.
    """

    opened: OpenedLocalVersion
    change: CoreChange
    decision: Decision
    settled: tuple[WaitingPassage, ...] = ()
    left: tuple[WaitingPassage, ...] = ()


def decide(
    workspace: Workspace,
    path: Path,
    change_id: str,
    decision: Adoption,
    reason: str | None = None,
    who: str | None = None,
) -> Decided:
    """Record what became of a core change. One that is not taken settles its passages: this place's text stays.

    Raises:
        InputError: The core tells of no such change, a reason is missing, or its passages wait for the core's text to
            be taken.
        LocalVersionError: One of the place's records is not as it should be.
        CoreError: The core as received is missing or damaged.
        MachineError: The disk or another program is in the way. Nothing was changed.
    """
    root = find_root(path)
    with locked(root):
        opened = opened_local_version(workspace, root)
        change = _change(workspace, opened, change_id)
        said = (reason or "").strip()
        if change.pressing and decision in ("declined", "not_applicable") and not said:
            why = "the law asks for it" if change.change_class == "statutory" else "it keeps people safe"
            raise InputError(
                f"{change.id}: {why}, so not taking it needs a reason", hint='Say why: --reason "…"'
            )
        mine = _waiting(opened, change.id)
        if mine and decision in ("adopted", "adapted"):
            raise InputError(
                f"{_passages(len(mine))} for your decision",
                hint=f"Settle them first: localkit resolve {mine[0].element or mine[0].address} --take core",
            )
        settled: tuple[WaitingPassage, ...] = ()
        day = workspace.today.isoformat()
        if mine and decision in ("declined", "not_applicable") and opened.open_update is not None:
            request = ResolveRequest(None, Choice("local"), said or "This place kept its own text.", who)
            stated = {change.id: _fields(opened, change.id, decision, day, request.reason, who)}
            settled = settle(workspace, opened, opened.open_update, mine, request, stated).settled
        else:
            _write(opened, change.id, _fields(opened, change.id, decision, day, said, who))
        opened = opened_local_version(workspace, root)
        made = next(item for item in opened.decisions if item.change == change.id)
        return Decided(opened, change, made, settled, tuple(_waiting(opened, change.id)))


def known_changes(workspace: Workspace, opened: OpenedLocalVersion) -> list[CoreChange]:
    """Every core change that this place can know of: of its release, and of later ones that somebody looked at."""
    known = read_known(opened.root, workspace.known_records) or {}
    data = [*opened.core.kit.data.get("changes", ()), *known.get("details", ())]
    return list({item["id"]: CoreChange.of(item) for item in data}.values())


def _change(workspace: Workspace, opened: OpenedLocalVersion, change_id: str) -> CoreChange:
    known = {change.id: change for change in known_changes(workspace, opened)}
    if change_id in known:
        return known[change_id]
    close = difflib.get_close_matches(change_id, known, 1)
    meant = f'Did you mean "{close[0]}"? ' if close else ""
    told = ", ".join(known) or "none"
    raise InputError(
        f'the core tells of no change "{change_id}"', hint=f"{meant}Changes it tells of: {told}."
    )


def _waiting(opened: OpenedLocalVersion, change_id: str) -> list[WaitingPassage]:
    waits = opened.open_update.waiting if opened.open_update else ()
    return [item for item in waits if change_id in item.changes]


def _passages(number: int) -> str:
    return "one passage of it still waits" if number == 1 else f"{number} passages of it still wait"


def _fields(
    opened: OpenedLocalVersion,
    change_id: str,
    decision: Adoption,
    day: str,
    reason: str | None,
    who: str | None,
) -> dict[str, str]:
    fields = {"decision": str(decision), "date": day}
    fields |= {"who": who} if who else {}
    fields |= {"reason": reason} if reason else {}
    before = next((item for item in opened.decisions if item.change == change_id), None)
    # What was said for another decision says nothing for this one.
    stale = [name for name in ("who", "reason") if before and getattr(before, name) and name not in fields]
    return {**fields, **dict.fromkeys(stale, "")}


def _write(opened: OpenedLocalVersion, change_id: str, fields: Mapping[str, str]) -> None:
    data = decided_bytes(opened.root, {change_id: fields}, {item.change for item in opened.decisions})
    if data is not None:
        path = record_path(opened.root, "decisions").relative_to(opened.root).as_posix()
        commit(opened.root, own_changes(opened.root, {path: File(data)}))
