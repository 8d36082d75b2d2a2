"""An opened local version as the value that rules and plugins get."""

from __future__ import annotations

import posixpath
from dataclasses import replace
from typing import cast

from localkit.actions.local_version_opening import OpenedLocalVersion
from localkit.actions.measuring import Measured
from localkit.model.divergence import Divergence
from localkit.model.document import Document
from localkit.model.local_version import LocalVersion
from localkit.model.records import Adaptation, AgreedException
from localkit.model.vocabulary import Stage
from localkit.store.local_versions import FOLDER, read_observations
from localkit.workspace import Workspace


def local_version_value(workspace: Workspace, opened: OpenedLocalVersion, found: Measured) -> LocalVersion:
    """The value for plugins.

    Raises:
        LocalVersionError: observations.csv is not as it should be.
        MachineError: It cannot be read.
    """
    tree = found.scan.tree
    documents: dict[str, Document] = {}

    def read(path: str) -> Document | None:
        if path not in documents and path in tree:
            documents[path] = workspace.read(path, tree[path].data)
        return documents.get(path)

    def has(path: str) -> bool:
        clean = posixpath.normpath(path)
        if clean == ".." or clean.startswith(("../", "/")) or clean.split("/")[0] == FOLDER:
            return False
        return (opened.root / clean).exists()

    return LocalVersion(
        kit=opened.core.kit,
        place_name=opened.record.place_name,
        place_code=opened.record.place_code,
        stage=cast(Stage, opened.record.stage),
        parameters=opened.record.parameters,
        files=tree,
        core=opened.core.baseline,
        divergence=found.divergence,
        adaptations=opened.adaptations,
        exceptions=opened.exceptions,
        observations=tuple(read_observations(opened.root)),
        today=workspace.today,
        read=read,
        has=has,
    )


def with_adaptation(local: LocalVersion, adaptation: Adaptation) -> LocalVersion:
    """The same with one more adaptation, or with one of its id replaced."""
    others = tuple(item for item in local.adaptations if item.id != adaptation.id)
    return replace(local, adaptations=(*others, adaptation))


def with_exception(local: LocalVersion, exception: AgreedException) -> LocalVersion:
    """The same with one more exception, or with one of its id replaced."""
    others = tuple(item for item in local.exceptions if item.id != exception.id)
    return replace(local, exceptions=(*others, exception))


def without_elements(divergence: Divergence) -> Divergence:
    """What is left of a divergence where the core cannot be relied on: nothing is said of elements."""
    return replace(
        divergence, elements=(), unclaimed=(), unclaimed_light="green", core_kept=None, locally_shaped=None
    )
