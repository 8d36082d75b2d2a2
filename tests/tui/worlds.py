"""Places that screens are shown, made once and copied for each test."""

from __future__ import annotations

import datetime
import shutil
from collections.abc import Callable
from pathlib import Path

from localkit.actions.demo import demo
from localkit.testing import NOON, fixed_workspace
from localkit.workspace import Workspace


def demo_world(folder: Path) -> Path:
    """The demo's six places with their kit and portfolio."""
    demo(fixed_workspace(folder), folder / "demo")
    return folder / "demo"


def copied(world: Path, place: str, to: Path) -> Path:
    """One place of a world, for a test that writes."""
    return Path(shutil.copytree(world / place, to / place))


def workspaces(folder: Path, now: datetime.datetime = NOON) -> Callable[[], Workspace]:
    """What makes workspaces at a fixed moment."""
    return lambda: fixed_workspace(folder, now=now)
