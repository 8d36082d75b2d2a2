"""Taking an update together with the decisions that it needs: what cannot be settled stays open, and is told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from localkit.actions.local_version_opening import OpenedLocalVersion, opened_local_version
from localkit.actions.resolve import Resolved, ResolveRequest, passages_now, settle
from localkit.actions.update import Updated, UpdateRequest, update
from localkit.errors import InputError, LocalkitError, MachineError
from localkit.model.merging import Choice
from localkit.model.open_update import WaitingPassage
from localkit.model.records import Decision
from localkit.store.local_versions import find_root
from localkit.store.locking import locked
from localkit.workspace import Workspace

LOOK_AGAIN = "Look at it again, then decide. It was left as it is."


@dataclass(frozen=True)
class Settlement:
    """How one passage is to be settled.

    Attributes:
        passage: As the person saw it: if its texts are others by now, it is not settled.
        choice: Whose text is taken.
        reason: Why; a statutory or safety change is not left out without one.
    """

    passage: WaitingPassage
    choice: Choice
    reason: str | None = None


@dataclass(frozen=True)
class Unsettled:
    """What could not be settled, and why. It stays as it was."""

    settlement: Settlement
    error: LocalkitError


@dataclass(frozen=True)
class TakenUpdate:
    """What was done.

    Attributes:
        opened: The local version as it is now.
        updated: What the update did; None where only decisions were settled.
        settled: The passages that were.
        unsettled: What could not be; it still waits, or is gone.
        decided: What became of core changes by that.
    """

    opened: OpenedLocalVersion
    updated: Updated | None
    settled: tuple[WaitingPassage, ...]
    unsettled: tuple[Unsettled, ...]
    decided: tuple[Decision, ...]

    @property
    def left(self) -> tuple[WaitingPassage, ...]:
        """What still waits."""
        return self.opened.open_update.waiting if self.opened.open_update else ()


def take_update(
    workspace: Workspace, path: Path, request: UpdateRequest | None, settlements: Sequence[Settlement] = ()
) -> TakenUpdate:
    """Take a release and settle what it leaves to decide, as ``update`` and then ``resolve`` do it.

    Each decision is a step back of its own, and the update is one: ``undo`` takes back the last one first.

    Args:
        workspace: Settings, folders, plugins, clock.
        path: The local version, or a folder in it.
        request: The release to take; None where one was taken before, and only decisions are settled.
        settlements: How what is to be settled. One that cannot be is no error: it is told, and stays open.

    Raises:
        InputError: There is no local version, no such release, or an earlier update still waits for decisions.
        KitError: The kit has a fault, or its template fails.
        AnswersError: A recorded answer is no longer allowed.
        LocalVersionError: One of the place's records is not as it should be.
        CoreError: The core as received is missing or damaged.
        SafetyError: The kit has code and is not trusted, or a path leads out of the folder.
        MachineError: The disk, the network, or another program was in the way of the update. Nothing was changed.
    """
    root = find_root(path)
    updated = None if request is None else update(workspace, root, request)
    done: list[Resolved] = []
    unsettled: list[Unsettled] = []
    machine: MachineError | None = None
    for item in settlements:
        try:
            if machine is not None:
                raise machine
            done.append(_settled(workspace, root, item))
        except LocalkitError as error:
            machine = error if isinstance(error, MachineError) else None
            unsettled.append(Unsettled(item, error))
    return TakenUpdate(
        opened_local_version(workspace, root),
        updated,
        tuple(passage for one in done for passage in one.settled),
        tuple(unsettled),
        tuple(decision for one in done for decision in one.decided),
    )


def _settled(workspace: Workspace, root: Path, item: Settlement) -> Resolved:
    shown = item.passage
    with locked(root):
        opened = opened_local_version(workspace, root)
        still = opened.open_update
        found = [] if still is None else [one for one in still.waiting if one.address == shown.address]
        if still is None or not found:
            raise InputError(
                "it does not wait for a decision any more",
                path=shown.address,
                hint="Its text was left as it is.",
            )
        now = passages_now(workspace, opened, still, shown.address)[0]
        if (now.core, now.local) != (shown.core, shown.local):
            raise InputError("it was edited meanwhile", path=shown.address, hint=LOOK_AGAIN)
        request = ResolveRequest(shown.address, item.choice, item.reason)
        return settle(workspace, opened, still, found, request)
