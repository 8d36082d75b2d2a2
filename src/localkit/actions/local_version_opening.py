"""Opening the local version that a command is about."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from localkit.errors import CoreError, LocalVersionError
from localkit.model.records import Adaptation, AgreedException
from localkit.store.core_archive import NAME, Core, read_core
from localkit.store.local_versions import (
    FOLDER,
    LocalRecord,
    find_root,
    read_adaptations,
    read_exceptions,
    read_record,
)
from localkit.workspace import Workspace

DAMAGED = "the core as received is not the one that was received: somebody or something changed core.zip"


@dataclass(frozen=True)
class OpenedLocalVersion:
    """A local version with what it keeps of the core and of its own records."""

    root: Path
    record: LocalRecord
    core: Core
    adaptations: tuple[Adaptation, ...]
    exceptions: tuple[AgreedException, ...]

    @property
    def damaged(self) -> bool:
        """Whether core.zip is not the one that was received."""
        return self.core.digest != self.record.core_digest


def opened_local_version(workspace: Workspace, path: Path, *, damaged: bool = False) -> OpenedLocalVersion:
    """Open the local version that a path lies in, and let its own plugins in where they are trusted.

    Args:
        workspace: Settings, folders, plugins, clock.
        path: The local version's folder, or any folder in it.
        damaged: Whether one is opened whose core as received is not the one that was received.

    Raises:
        InputError: There is none.
        LocalVersionError: One of its own files is not as it should be.
        CoreError: The core as received is missing, damaged, or not the one that was received.
        SafetyError: core.zip has an unsafe path.
        MachineError: Something cannot be read.
    """
    root = find_root(path)
    record = read_record(root, workspace.cache)
    core = read_core(root / FOLDER, workspace.limits)
    if core.digest != record.core_digest and not damaged:
        raise CoreError(
            DAMAGED,
            path=str(root / FOLDER / NAME),
            hint="Put the file back from a copy; until then nothing can be compared with it.",
        )
    workspace.admit(root)
    adaptations = tuple(
        Adaptation.of(entry.data, entry.lines) for entry in read_adaptations(root, workspace.cache)
    )
    return OpenedLocalVersion(root, record, core, adaptations, _exceptions(root, workspace.cache))


def _exceptions(root: Path, cache: Path) -> tuple[AgreedException, ...]:
    try:
        return tuple(AgreedException.of(entry.data, entry.lines) for entry in read_exceptions(root, cache))
    except ValueError as error:
        raise LocalVersionError(
            f"a day that is not in the calendar: {error}",
            path=str(root / FOLDER / "exceptions.yaml"),
            hint="Write days as 2026-03-31.",
        ) from error
