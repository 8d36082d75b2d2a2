"""Snapshot: what a place shows of itself. Bundles and a portfolio's scan make it in this one way."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from localkit.actions.local_version_opening import OpenedLocalVersion, opened_local_version
from localkit.actions.measuring import measured
from localkit.engine.snapshots import INDICATOR_KEYS, Facts, snapshot_of
from localkit.errors import CoreError, LocalVersionError
from localkit.model.snapshot import Snapshot
from localkit.store.core_archive import NAME, REPAIR
from localkit.store.local_versions import FOLDER, JOURNAL, find_root, read_observations
from localkit.syntax.yaml import YamlError, parse
from localkit.workspace import Workspace


def snapshot(workspace: Workspace, path: Path) -> Snapshot:
    """Make the snapshot of the local version that a path lies in.

    Nothing of the place's is executed, no template and no plugin of its own, and nothing is written into its folder.

    Args:
        workspace: Settings, folders, plugins, clock.
        path: The local version's folder, or any folder in it.

    Raises:
        InputError: There is no local version.
        LocalVersionError: One of its own files is not as it should be, or a command was cut short there.
        CoreError: The core as received is missing, damaged, or not the one that was received.
        SafetyError: core.zip has an unsafe path.
        MachineError: Something cannot be read.
    """
    return snapshot_of_opened(*opened_quietly(workspace, path))


def opened_quietly(workspace: Workspace, path: Path) -> tuple[Workspace, OpenedLocalVersion]:
    """A local version opened without its own plugins and without a change, and the workspace to look at it with.

    Raises:
        LocalkitError: As ``snapshot``.
    """
    root = find_root(path)
    if (root / FOLDER / JOURNAL).is_dir():
        raise LocalVersionError(
            "a command was cut short here, and what it began is not finished",
            path=str(root),
            hint=f"Finish it first, in that folder: localkit status {root}",
        )
    quiet = replace(workspace, local_plugins=False, _admitted=()) if workspace.local_plugins else workspace
    return quiet, opened_local_version(quiet, root)


def snapshot_of_opened(workspace: Workspace, opened: OpenedLocalVersion) -> Snapshot:
    """The snapshot of a local version that ``opened_quietly`` opened. Raises as ``snapshot``."""
    record = opened.record
    titles, indicators = _as_published(workspace, opened)
    return snapshot_of(
        Facts(
            taken=workspace.clock().isoformat(),
            kit_name=record.kit_name,
            kit_version=record.kit_version,
            kit_digest=record.kit_digest,
            seed=str(record.data["seed"]),
            place_name=record.place_name,
            place_code=record.place_code,
            stage=record.stage,
            parameters=record.parameters,
            divergence=measured(workspace, opened).divergence,
            titles=titles,
            indicators=indicators,
            core_paths=opened.core.baseline.files.keys(),
            adaptations=opened.adaptations,
            exceptions=opened.exceptions,
            decisions=opened.decisions,
            open_update=opened.open_update,
            observations=read_observations(opened.root),
        )
    )


def _as_published(
    workspace: Workspace, opened: OpenedLocalVersion
) -> tuple[dict[str, str], list[dict[str, Any]]]:
    """Titles of the elements, and the indicators, as the kit was published.

    All places of a release have the same, so they are kept.
    """
    data = opened.core.published
    if data is None or (b"{{" not in data and b"{%" not in data):
        return _named(
            opened.core.kit.data, {element.id: element.title for element in opened.core.kit.elements}
        )
    known = workspace.memory(b"published", data)
    recalled = known.recall()
    if recalled is not None:
        titles, indicators = json.loads(recalled)
        return dict(titles), list(indicators)
    try:
        said = parse(data.decode("utf-8-sig"), max_nodes=200_000).data
        found = _named(said, {str(element["id"]): str(element["title"]) for element in said["elements"]})
    except (UnicodeDecodeError, YamlError, KeyError, TypeError) as error:
        path = str(opened.root / FOLDER / NAME)
        raise CoreError("the core as received is damaged", path=path, hint=REPAIR) from error
    known.keep(json.dumps(found).encode())
    return found


def _named(kit: Mapping[str, Any], titles: dict[str, str]) -> tuple[dict[str, str], list[dict[str, Any]]]:
    """The titles, and of each indicator what a snapshot may tell."""
    return titles, [
        {key: item[key] for key in INDICATOR_KEYS if key in item} for item in kit.get("indicators") or ()
    ]
