"""Looking at an update: what a release would bring a place, or what an earlier one left to decide. Writes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from localkit.actions.local_version_opening import OpenedLocalVersion, opened_local_version
from localkit.actions.resolve import passages_now
from localkit.actions.update import UpdateRequest, update
from localkit.actions.update_request import as_waiting
from localkit.errors import AnswersError
from localkit.model.core_change import CLASSES, CoreChange
from localkit.model.open_update import UpdateKind, WaitingPassage
from localkit.model.update_plan import UpdatePlan
from localkit.workspace import Workspace


@dataclass(frozen=True)
class LookedAt:
    """An update before anything is written.

    Attributes:
        opened: The local version.
        plan: What the release would do; None where there is none that is new, or an earlier one waits.
        waiting: What needs a decision, with the place's texts as they are now, what is most pressing first.
        kind: Whether it waits since an update or a step back.
        before: Release that the place had.
        after: Release that it would have, or has.
        changes: What the core tells of its changes, what is most pressing first.
    """

    opened: OpenedLocalVersion
    plan: UpdatePlan | None
    waiting: tuple[WaitingPassage, ...]
    kind: UpdateKind
    before: str
    after: str
    changes: tuple[CoreChange, ...] = ()

    @property
    def nothing(self) -> bool:
        """Whether there is nothing to take and nothing to decide."""
        return self.plan is None and not self.waiting


def look_at_update(workspace: Workspace, path: Path, request: UpdateRequest) -> LookedAt:
    """What waits of an earlier update; where nothing does, what a later release would bring. Writes nothing.

    Raises:
        InputError: There is no local version, no such release, or the kit is not where it was.
        KitError: The kit has a fault, or its template fails.
        AnswersError: A recorded answer is no longer allowed.
        LocalVersionError: One of the place's records is not as it should be.
        CoreError: The core as received is missing or damaged.
        UntrustedError: The kit has code and is not trusted.
        SafetyError: A path leads out of the folder.
        MachineError: The disk, the network, or another program is in the way.
    """
    opened = opened_local_version(workspace, path)
    still = opened.open_update
    if still is not None and still.waiting:
        waiting = tuple(passages_now(workspace, opened, still))
        return LookedAt(
            opened, None, waiting, still.kind, still.before, still.after, _changes(opened, waiting)
        )
    try:
        done = update(workspace, path, replace(request, dry_run=True))
    except AnswersError as error:
        hint = "`localkit update` in a terminal asks for it anew, and then brings the release."
        raise AnswersError(error.message, hint=hint, path=error.path) from error
    version = done.opened.record.kit_version
    if done.plan is None:
        return LookedAt(done.opened, None, (), "update", version, version)
    waits = tuple(as_waiting(item) for item in done.plan.waiting)
    plan = done.plan
    return LookedAt(done.opened, plan, waits, "update", plan.before, plan.after, plan.changes)


def _changes(opened: OpenedLocalVersion, waiting: Sequence[WaitingPassage]) -> tuple[CoreChange, ...]:
    """What the core that is there told of what still waits."""
    names = {name for item in waiting for name in item.changes}
    found = [CoreChange.of(item) for item in opened.core.kit.data.get("changes", ()) if item["id"] in names]
    return tuple(sorted(found, key=lambda change: CLASSES.index(change.change_class)))
