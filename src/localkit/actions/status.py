"""Status: what a local version changed against the core as received, element by element."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from localkit.actions.local_version_opening import OpenedLocalVersion, opened_local_version
from localkit.actions.measuring import measured
from localkit.actions.pressing import PressingChange, pressing_changes
from localkit.model.divergence import Divergence
from localkit.workspace import Workspace


@dataclass(frozen=True)
class Status:
    """A local version and its divergence.

    Attributes:
        pressing: Statutory and safety changes of the core that are not settled here.
    """

    local_version: OpenedLocalVersion
    divergence: Divergence
    pressing: tuple[PressingChange, ...] = ()

    @property
    def waits(self) -> bool:
        """Whether an update still needs decisions."""
        still = self.local_version.open_update
        return still is not None and bool(still.waiting)


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
    return Status(opened, measured(workspace, opened).divergence, pressing_changes(workspace, opened))
