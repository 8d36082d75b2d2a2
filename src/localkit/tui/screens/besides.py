"""The screens that hold the places of a portfolio beside each other, by the name that the table calls them."""

from __future__ import annotations

from typing import Final

from localkit.tui.screens.beside import BesideScreen
from localkit.tui.screens.heat_map import HeatMapScreen

BESIDES: Final[dict[str, type[BesideScreen]]] = {
    "heat": HeatMapScreen,
}
