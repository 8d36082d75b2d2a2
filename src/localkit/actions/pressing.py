"""Statutory and safety changes of the core that this place has not settled: never hidden, on top of every status."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from localkit.actions.local_version_opening import OpenedLocalVersion
from localkit.model.core_change import CoreChange
from localkit.model.finding import Finding
from localkit.model.records import Decision
from localkit.model.semver import is_version, version_key
from localkit.store.local_versions import FOLDER, read_known
from localkit.workspace import Workspace

Standing: TypeAlias = Literal["coming", "waits", "undecided", "deferred", "declined_without_reason"]


@dataclass(frozen=True)
class PressingChange:
    """A statutory or safety change that is not settled.

    Attributes:
        change: As the kit tells it.
        standing: coming: a later release brings it; waits: its passages need a decision; undecided: an update brought
            it, and nobody said what became of it; deferred: it was put off; declined_without_reason: nobody said why it
            is left out.
        decision: What was decided so far, or None.
    """

    change: CoreChange
    standing: Standing
    decision: Decision | None = None


def pressing_changes(workspace: Workspace, opened: OpenedLocalVersion) -> tuple[PressingChange, ...]:
    """The statutory and safety changes that are not settled here.

    Raises:
        LocalVersionError: known.yaml is not as it should be.
    """
    decided = {item.change: item for item in opened.decisions}
    waits = (
        {name for item in opened.open_update.waiting for name in item.changes}
        if opened.open_update
        else set()
    )
    known = read_known(opened.root, workspace.known_records) or {}
    here = [CoreChange.of(item) for item in opened.core.kit.data.get("changes", ())]
    coming = [CoreChange.of(item) for item in known.get("details", ())]
    found = [
        *(
            _here(change, decided.get(change.id), waits, arrived=_arrived(change, opened))
            for change in here
            if change.pressing
        ),
        *(_coming(change, decided.get(change.id)) for change in coming if change.pressing),
    ]
    return tuple(item for item in found if item is not None)


def _arrived(change: CoreChange, opened: OpenedLocalVersion) -> bool:
    """Whether an update brought a change; what a place had from its first day is no change to it."""
    first = str(opened.record.data.get("made_from", opened.record.kit_version))
    if not (is_version(first) and is_version(change.since)):
        return False
    return version_key(first) < version_key(change.since)


def _here(
    change: CoreChange, decision: Decision | None, waits: set[str], *, arrived: bool
) -> PressingChange | None:
    if change.id in waits:
        return PressingChange(change, "waits", decision)
    if decision is None:
        return PressingChange(change, "undecided") if arrived else None
    if decision.settles:
        return None
    standing: Standing = "deferred" if decision.decision == "deferred" else "declined_without_reason"
    return PressingChange(change, standing, decision)


def _coming(change: CoreChange, decision: Decision | None) -> PressingChange | None:
    """A change of a later release: only one that was declined with a reason, or does not apply, is settled before."""
    if decision is not None and decision.decision in ("declined", "not_applicable") and decision.settles:
        return None
    return PressingChange(change, "coming", decision)


def update_findings(workspace: Workspace, opened: OpenedLocalVersion) -> Iterator[Finding]:
    """What waits of an update, and pressing changes that are not settled, as findings of a check."""
    for item in opened.open_update.waiting if opened.open_update else ():
        yield Finding(
            rule="core.update",
            severity="must" if item.pressing else "should",
            message=f"{item.title or item.address}: {item.why}; it needs your decision. "
            "`localkit resolve --list` shows both texts.",
            file=item.address.partition("#")[0],
            element=item.element,
            light="red" if item.pressing else None,
            resolve="decide",
        )
    for found in pressing_changes(workspace, opened):
        if found.standing != "waits":
            yield Finding(
                rule="core.change",
                severity="should",
                message=f"{found.change.summary} {_told(found)}",
                file=f"{FOLDER}/{'known' if found.standing == 'coming' else 'decisions'}.yaml",
                line=found.decision.lines.get("") if found.decision and found.standing != "coming" else None,
                resolve="decide",
            )


def _told(found: PressingChange) -> str:
    if found.standing == "coming":
        return f"It comes with {found.change.since}: `localkit update`."
    if found.standing == "undecided":
        return f"Nobody has said what became of it: `localkit decide {found.change.id}`."
    if found.standing == "deferred":
        return f"It was put off: `localkit decide {found.change.id}`."
    return f"Nobody said why it is not taken: `localkit decide {found.change.id} --declined --reason …`."
