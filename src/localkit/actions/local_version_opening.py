"""Opening the local version that a command is about."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from localkit.errors import CoreError, LocalVersionError
from localkit.model.records import Adaptation, AgreedException, Decision
from localkit.store.core_archive import NAME, REPAIR, Core, read_core
from localkit.store.local_versions import (
    FOLDER,
    JOURNAL,
    LocalRecord,
    find_root,
    read_adaptations,
    read_decisions,
    read_exceptions,
    read_record,
)
from localkit.workspace import Workspace

if TYPE_CHECKING:
    from localkit.model.open_update import OpenUpdate  # few places have one

DAMAGED = "the core as received is not the one that was received: somebody or something changed core.zip"


@dataclass(frozen=True)
class OpenedLocalVersion:
    """A local version with what it keeps of the core and of its own records."""

    root: Path
    record: LocalRecord
    core: Core
    adaptations: tuple[Adaptation, ...]
    exceptions: tuple[AgreedException, ...]
    decisions: tuple[Decision, ...] = ()
    open_update: OpenUpdate | None = None

    @property
    def damaged(self) -> bool:
        """Whether core.zip is not the one that was received."""
        return self.core.digest != self.record.core_digest


def opened_local_version(
    workspace: Workspace, path: Path, *, damaged: bool = False, waiting: bool = True
) -> OpenedLocalVersion:
    """Open the local version that a path lies in, and let its own plugins in where they are trusted.

    A command that was cut short while it changed this local version is finished or taken back first.

    Args:
        workspace: Settings, folders, plugins, clock.
        path: The local version's folder, or any folder in it.
        damaged: Whether one is opened whose core as received is not the one that was received.
        waiting: Whether it is looked for what an update left to decide; undo can do without.

    Raises:
        InputError: There is none.
        LocalVersionError: One of its own files is not as it should be.
        CoreError: The core as received is missing, damaged, or not the one that was received.
        SafetyError: core.zip has an unsafe path.
        MachineError: Something cannot be read.
    """
    root = find_root(path)
    finish_interrupted(workspace, root)
    record = read_record(root, workspace.known_records)
    core = read_core(root / FOLDER, workspace.limits)
    if core.digest != record.core_digest and not damaged:
        raise CoreError(
            DAMAGED,
            path=str(root / FOLDER / NAME),
            hint=REPAIR,
        )
    workspace.admit(root)
    adaptations = tuple(
        Adaptation.of(entry.data, entry.lines) for entry in read_adaptations(root, workspace.known_records)
    )
    return OpenedLocalVersion(
        root,
        record,
        core,
        adaptations,
        _exceptions(root, workspace.known_records),
        tuple(
            Decision.of(entry.data, entry.lines) for entry in read_decisions(root, workspace.known_records)
        ),
        _open_update(root, core) if waiting else None,
    )


def finish_interrupted(workspace: Workspace, root: Path) -> None:
    """Finish, or take back, what a command that was cut short had begun in a local version.

    Raises:
        LocalVersionError: What it left is damaged.
        MachineError: Another command is at work there, or the disk is in the way.
    """
    if not (root / FOLDER / JOURNAL).is_dir():
        return
    from localkit.store.journal import recover  # noqa: PLC0415  few commands find one

    done = recover(root)
    if done == "finished":
        workspace.tell("A command that was cut short here has been finished now.")
    elif done == "taken_back":
        workspace.tell(
            "A command that was cut short here has been taken back: one of its files was edited since."
        )


def _open_update(root: Path, core: Core) -> OpenUpdate | None:
    if not (root / FOLDER / "update").is_dir():
        return None
    from localkit.actions.waiting_opening import waiting_now  # noqa: PLC0415  few places have one

    return waiting_now(root, core.baseline)


def _exceptions(root: Path, cache: Path | None) -> tuple[AgreedException, ...]:
    try:
        return tuple(AgreedException.of(entry.data, entry.lines) for entry in read_exceptions(root, cache))
    except ValueError as error:
        raise LocalVersionError(
            f"a day that is not in the calendar: {error}",
            path=str(root / FOLDER / "exceptions.yaml"),
            hint="Write days as 2026-03-31.",
        ) from error
