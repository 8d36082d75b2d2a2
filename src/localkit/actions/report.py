"""Report of one place: everything that a page about it shows, in one value."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from localkit.actions.snapshot import snapshot
from localkit.actions.status import Status, status
from localkit.actions.vocabulary import vocabulary
from localkit.model.frame import Frame
from localkit.workspace import Workspace


@dataclass(frozen=True)
class PlaceReport:
    """A local version as its place may show it.

    Attributes:
        day: The present one.
        status: How it stands.
        observations: Reported outcomes, small counts of people withheld as the kit says.
        words: FRAME's codes in words, with those that the kit adds.
    """

    day: datetime.date
    status: Status
    observations: tuple[Mapping[str, Any], ...]
    words: Frame


def report(workspace: Workspace, path: Path) -> PlaceReport:
    """Gather what is known of the local version that a path lies in.

    Raises:
        LocalkitError: As ``status``.
    """
    found = status(workspace, path)
    observations = snapshot(workspace, path).data["observations"]
    words = vocabulary(workspace, found.local_version.core.kit)
    return PlaceReport(workspace.clock().date(), found, tuple(observations), words)
