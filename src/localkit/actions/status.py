"""Status: what a local version changed against the core as received, element by element."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from localkit.actions.local_version_opening import OpenedLocalVersion, opened_local_version
from localkit.actions.measuring import measured
from localkit.model.divergence import Divergence
from localkit.workspace import Workspace


@dataclass(frozen=True)
class Status:
    """A local version and its divergence."""

    local_version: OpenedLocalVersion
    divergence: Divergence


def status(workspace: Workspace, path: Path) -> Status:
    """Measure the local version that a path lies in. Reads only ``.localkit/`` and the files.

    Raises:
        InputError: There is no local version.
        LocalVersionError: One of its own files is not as it should be.
        CoreError: The core as received is missing, damaged, or not the one that was received.
        SafetyError: core.zip has an unsafe path.
        MachineError: Something cannot be read.
    """
    opened = opened_local_version(workspace, path)
    return Status(opened, measured(workspace, opened).divergence)
