"""Bundle: the one file that a place sends to those who follow it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from localkit import __version__
from localkit.actions.local_version_opening import OpenedLocalVersion, finish_interrupted
from localkit.actions.new_file import check_new_file
from localkit.actions.record import personal_data
from localkit.actions.snapshot import opened_quietly, snapshot_of_opened
from localkit.engine.applying import is_given_once
from localkit.engine.counts import LeftOut, counts_of
from localkit.engine.personal_data import PersonalDatum
from localkit.model.snapshot import Snapshot
from localkit.model.tree import Tree
from localkit.store.bundles import write_bundle
from localkit.store.local_versions import find_root, read_observations
from localkit.store.scanning import scan
from localkit.workspace import Workspace


@dataclass(frozen=True)
class Bundling:
    """A bundle that is about to be written: all that would leave, to be shown first.

    Attributes:
        root: The local version's folder.
        snapshot: What the place shows of itself.
        files: Those of its files that go with it; none unless asked for.
        parameters_kept: How many answers stay.
        personal: Record, and what in its words looks like personal data.
        left_out: Rows of observations.csv that cannot be read, so that they stay.
    """

    root: Path
    snapshot: Snapshot
    files: Tree
    parameters_kept: int
    personal: tuple[tuple[str, PersonalDatum], ...]
    left_out: tuple[LeftOut, ...]


def bundling(workspace: Workspace, path: Path, *, with_files: bool = False) -> Bundling:
    """Gather what would leave the place that a path lies in.

    Args:
        workspace: Settings, folders, plugins, clock.
        path: The local version's folder, or any folder in it.
        with_files: Whether the files that the core gave go with it, as they are now.

    Raises:
        LocalkitError: As ``localkit.actions.snapshot.snapshot``.
    """
    finish_interrupted(workspace, find_root(path))
    quiet, opened = opened_quietly(workspace, path)
    snapshot = snapshot_of_opened(quiet, opened)
    left_out = counts_of(opened.core.kit, read_observations(opened.root))[1]
    return Bundling(
        opened.root,
        snapshot,
        _files(opened) if with_files else Tree({}),
        len(opened.record.parameters) - len(snapshot.data["parameters"]),
        tuple(_personal(snapshot.data["adaptations"])),
        tuple(left_out),
    )


def _personal(adaptations: list[Mapping[str, Any]]) -> list[tuple[str, PersonalDatum]]:
    return [(str(item["id"]), found) for item in adaptations for _, found in personal_data(item)]


def _files(opened: OpenedLocalVersion) -> Tree:
    """Files under the names that the core gave. Lists of staff and what else is given once stay."""
    kit, baseline = opened.core.kit, opened.core.baseline
    found = scan(opened.root, baseline).tree
    return Tree(
        {name: file for name, file in found.items() if name in baseline and not is_given_once(kit, name)}
    )


def bundle(planned: Bundling, path: Path) -> None:
    """Write a bundle.

    Raises:
        InputError: As ``check_new_file``.
        MachineError: The disk or a permission is in the way.
    """
    check_new_file(path, what="the bundle", option="-o")
    write_bundle(path, planned.snapshot, planned.files, __version__)
