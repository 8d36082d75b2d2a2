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


@dataclass(frozen=True)
class OpenedLocalVersion:
    """A local version with what it keeps of the core and of its own records."""

    root: Path
    record: LocalRecord
    core: Core
    adaptations: tuple[Adaptation, ...]
    exceptions: tuple[AgreedException, ...]


def opened_local_version(workspace: Workspace, path: Path) -> OpenedLocalVersion:
    """Open the local version that a path lies in.

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
    if core.digest != record.core_digest:
        raise CoreError(
            "the core as received is not the one that was received: somebody or something changed core.zip",
            path=str(root / FOLDER / NAME),
            hint="Put the file back from a copy; until then nothing can be compared with it.",
        )
    adaptations = tuple(Adaptation.of(data) for data in read_adaptations(root, workspace.cache))
    return OpenedLocalVersion(root, record, core, adaptations, _exceptions(root, workspace.cache))


def _exceptions(root: Path, cache: Path) -> tuple[AgreedException, ...]:
    try:
        return tuple(AgreedException.of(data) for data in read_exceptions(root, cache))
    except ValueError as error:
        raise LocalVersionError(
            f"a day that is not in the calendar: {error}",
            path=str(root / FOLDER / "exceptions.yaml"),
            hint="Write days as 2026-03-31.",
        ) from error
