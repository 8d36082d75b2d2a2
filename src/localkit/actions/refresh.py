"""Refresh: whether the source of a place's kit has later releases, and what they bring."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from localkit.actions.knowing import Known, known_later
from localkit.actions.local_version_opening import OpenedLocalVersion, opened_local_version
from localkit.actions.release_finding import check_name, named_source, source_releases
from localkit.actions.update_changes import own_changes
from localkit.store.journal import commit
from localkit.store.local_version_files import KNOWN, known_yaml
from localkit.workspace import Workspace


@dataclass(frozen=True)
class Refreshed:
    """What was found.

    Attributes:
        opened: The local version.
        known: What is known of later releases now.
    """

    opened: OpenedLocalVersion
    known: Known


def refresh(
    workspace: Workspace, path: Path, kit: str | None = None, directory: str | None = None
) -> Refreshed:
    """Look for later releases, and keep what was found in known.yaml; no other file is written.

    Args:
        workspace: Settings, folders, clock.
        path: The local version, or a folder in it.
        kit: Another source with the same kit; None for the recorded one.
        directory: Folder within that source.

    Raises:
        InputError: There is no local version, no such source, or it is another kit's.
        KitError: There is no kit.
        LocalVersionError: One of the place's records is not as it should be.
        CoreError: The core as received is missing or damaged.
        MachineError: The source cannot be reached, or known.yaml not be written.
    """
    opened = opened_local_version(workspace, path)
    source = named_source(opened, kit, directory)
    found = source_releases(workspace, source)
    newest = found[-1]
    check_name(opened.record, (newest.name, newest.version), source, asked=kit is not None)
    known = known_later(workspace, opened.core.kit, opened.record.parameters, found)
    commit(opened.root, own_changes(opened.root, {KNOWN: known_yaml(known.values)}))
    return Refreshed(opened, known)
