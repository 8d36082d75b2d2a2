"""Elements by places: where the same element is otherwise than the core's, and how."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding

from localkit.tui.heat import HeatMap
from localkit.tui.screens.beside import BesideScreen, Shown
from localkit.tui.widgets.heat_table import HeatTable


class HeatMapScreen(BesideScreen):
    """One kit at a time: only its places have the same elements."""

    HEADING = "Elements and places"
    BINDINGS = [  # noqa: RUF012
        Binding("n", "next_kit", "Next kit", id="heat.kit", tooltip="Show the places of the next kit."),
    ]

    def __init__(self, shown: Shown) -> None:
        super().__init__(shown)
        self.kit: str | None = None

    def parts(self) -> ComposeResult:
        """The map."""
        yield HeatTable()

    def show(self) -> None:
        """Show the places of the kit."""
        looks = self.shown.looks()
        kits = sorted({look.seen.release.kit for look in looks if look.seen})
        if self.kit not in kits:
            self.kit = kits[0] if kits else None
        some = [look for look in looks if look.seen and look.seen.release.kit == self.kit]
        which = f", kit {kits.index(self.kit) + 1} of {len(kits)}" if self.kit and len(kits) > 1 else ""
        told = f"{self.kit}{which}: {len(some):,} places" if self.kit else "No place was measured yet"
        self.query_one(HeatTable).show(HeatMap(some), told + self.shown.told())
        self._kits = kits
        self.refresh_bindings()

    def action_next_kit(self) -> None:
        """The next kit."""
        if self.kit is not None:
            self.kit = self._kits[(self._kits.index(self.kit) + 1) % len(self._kits)]
            self.show()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Another kit only where there is one."""
        return len(self._kits) > 1 if action == "next_kit" else True

    _kits: list[str] = []  # noqa: RUF012  replaced, never added to

    @on(HeatTable.Opened)
    def open_element(self, event: HeatTable.Opened) -> None:
        """Open the element at the place."""
        self.open_at(event.look, event.element)
