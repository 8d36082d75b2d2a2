"""Places that screens are shown, copied for each test that writes in them."""

from __future__ import annotations

import datetime
import shutil
from collections.abc import Callable
from pathlib import Path

from localkit.testing import NOON, fixed_workspace
from localkit.workspace import Workspace


def copied(world: Path, place: str, to: Path) -> Path:
    """One place of a world, for a test that writes."""
    return Path(shutil.copytree(world / place, to / place))


def workspaces(folder: Path, now: datetime.datetime = NOON) -> Callable[[], Workspace]:
    """What makes workspaces at a fixed moment."""
    return lambda: fixed_workspace(folder, now=now)
