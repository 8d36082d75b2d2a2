"""The screens that hold the places of a portfolio beside each other, by the name that the table calls them."""

from __future__ import annotations

from typing import Final

from localkit.tui.screens.beside import BesideScreen
from localkit.tui.screens.core_changes import CoreChangesScreen
from localkit.tui.screens.exception_days import ExceptionDaysScreen
from localkit.tui.screens.heat_map import HeatMapScreen
from localkit.tui.screens.quadrant import QuadrantScreen

BESIDES: Final[dict[str, type[BesideScreen]]] = {
    "heat": HeatMapScreen,
    "quadrant": QuadrantScreen,
    "exceptions": ExceptionDaysScreen,
    "changes": CoreChangesScreen,
}
