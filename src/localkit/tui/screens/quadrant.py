"""Core kept beside locally shaped, each place of a kit as a point."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult

from localkit.tui.quarters import spots
from localkit.tui.screens.beside import Shown
from localkit.tui.screens.kit_by_kit import KitByKitScreen
from localkit.tui.widgets.quadrant import Quadrant


class QuadrantScreen(KitByKitScreen):
    """Places are gone through by name: nothing here is a rank."""

    HEADING = "Core kept and locally shaped"
    HELP_LINE = (
        "Each place as a point: to the right where more of the core is kept, upwards where more is locally shaped. "
        "The cursor goes through the places by name; none is better or worse for where it lies."
    )

    def __init__(self, shown: Shown) -> None:
        shown.view = shown.view._replace(sort="name", group="nothing")
        super().__init__(shown)

    def parts(self) -> ComposeResult:
        """The picture."""
        yield Quadrant()

    def show_kit(self, told: str) -> None:
        """Show the places of the kit."""
        found = spots(self.looks)
        left = len(self.looks) - len(found)
        missing = f"; {left:,} without one of the two measures left out" if left else ""
        told = f"{told}{missing}.  · one place  • several  ● ten or more"
        self.query_one(Quadrant).show(found, told)

    @on(Quadrant.Opened)
    def open_spot(self, event: Quadrant.Opened) -> None:
        """Open the place."""
        self.open_at(event.look)
