"""Look: everything that a screen about one place shows, measured once."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from localkit.actions.check import check_measured
from localkit.actions.local_version_opening import opened_local_version
from localkit.actions.local_version_value import local_version_value
from localkit.actions.measuring import measured
from localkit.actions.pressing import pressing_changes
from localkit.actions.status import Status
from localkit.actions.vocabulary import vocabulary
from localkit.errors import MachineError
from localkit.hooks.failure import Failure
from localkit.hooks.kinds import Given
from localkit.model.check_report import CheckReport
from localkit.model.frame import Frame
from localkit.model.local_version import LocalVersion
from localkit.store.file_states import files_now
from localkit.workspace import Workspace


@dataclass(frozen=True)
class Look:
    """A local version at one moment.

    Attributes:
        status: What ``status`` tells.
        report: What ``check`` finds.
        local: The same as a value, for plugins.
        codes: FRAME's codes in words, with those of the kit and of plugins.
        panels: What plugins show beside localkit's own.
        commands: What plugins bring to the palette.
        failures: Plugins that failed.
    """

    status: Status
    report: CheckReport
    local: LocalVersion
    codes: Frame
    panels: tuple[Given, ...]
    commands: tuple[Given, ...]
    failures: tuple[Failure, ...]


def look(workspace: Workspace, path: Path) -> Look:
    """Measure a local version and run every rule over it. Changes nothing.

    Raises:
        InputError: There is no local version.
        LocalVersionError: One of its own files is not as it should be.
        CoreError: The core as received is missing, damaged, or not the one that was received.
        SafetyError: core.zip has an unsafe path.
        MachineError: Something cannot be read.
    """
    opened = opened_local_version(workspace, path)
    found = measured(workspace, opened)
    local = local_version_value(workspace, opened, found)
    return Look(
        Status(opened, found.divergence, pressing_changes(workspace, opened)),
        check_measured(workspace, opened, local),
        local,
        vocabulary(workspace, opened.core.kit),
        workspace.records("localkit_panels") if workspace.asks_plugins else (),
        workspace.records("localkit_palette_commands") if workspace.asks_plugins else (),
        tuple(workspace.plugin_failures),
    )


def files_seen(root: Path) -> str | None:
    """What a local version's files look like from outside: another text after an edit. None where nobody can tell."""
    try:
        return files_now(root)
    except MachineError:
        return None
