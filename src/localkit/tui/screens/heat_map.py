"""Elements by places: where the same element is otherwise than the core's, and how."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult

from localkit.tui.heat import HeatMap
from localkit.tui.screens.kit_by_kit import KitByKitScreen
from localkit.tui.widgets.heat_table import HeatTable


class HeatMapScreen(KitByKitScreen):
    """A character for each pair."""

    HEADING = "Elements and places"
    HELP_LINE = (
        "A line for each place, a column for each element. The sign tells how the element stands there; below the "
        "table the place and the element under the cursor are named in full, and what the signs mean."
    )

    def parts(self) -> ComposeResult:
        """The map."""
        yield HeatTable()

    def show_kit(self, told: str) -> None:
        """Show the places of the kit."""
        self.query_one(HeatTable).show(HeatMap(self.looks), told)

    @on(HeatTable.Opened)
    def open_element(self, event: HeatTable.Opened) -> None:
        """Open the element at the place."""
        self.open_at(event.look, event.element)
