"""A place of a portfolio: its folder where it is on this machine, else what its newest snapshot says."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from textual.screen import Screen

from localkit.model.place_look import PlaceLook
from localkit.tui.screens.local_version import LocalVersionScreen
from localkit.workspace import Workspace


def screen_of_place(
    workspace: Callable[[], Workspace], where: str, look: PlaceLook, element: str | None
) -> Screen[Any]:
    """What shows a place best."""
    return LocalVersionScreen(workspace, Path(look.place.at))
