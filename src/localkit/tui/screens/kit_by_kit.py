"""What screens have in common that show the places of one kit at a time: only those can be held beside each other."""

from __future__ import annotations

from collections.abc import Sequence

from textual.binding import Binding

from localkit.model.place_look import PlaceLook
from localkit.tui.screens.beside import BesideScreen, Shown


class KitByKitScreen(BesideScreen):
    """Begins with the first kit by name."""

    BINDINGS = [  # noqa: RUF012
        Binding("n", "next_kit", "Next kit", id="places.kit", tooltip="Show the places of the next kit."),
    ]

    def __init__(self, shown: Shown) -> None:
        super().__init__(shown)
        self.kit: str | None = None
        self.kits: Sequence[str] = ()
        self.looks: Sequence[PlaceLook] = ()

    def show_kit(self, told: str) -> None:
        """Show ``looks``, the places of the kit.

        Args:
            told: Which kit it is, and how many places.
        """
        raise NotImplementedError

    def show(self) -> None:
        """Show the places of the kit."""
        every = self.shown.looks()
        self.kits = sorted({look.seen.release.kit for look in every if look.seen})
        if self.kit not in self.kits:
            self.kit = self.kits[0] if self.kits else None
        self.looks = [look for look in every if look.seen and look.seen.release.kit == self.kit]
        self.show_kit(self._told() + self.shown.told())
        self.refresh_bindings()

    def _told(self) -> str:
        if self.kit is None:
            return "No place was measured yet"
        which = f" (kit {self.kits.index(self.kit) + 1} of {len(self.kits)})" if len(self.kits) > 1 else ""
        return f"{self.kit}{which}: {len(self.looks):,} {'place' if len(self.looks) == 1 else 'places'}"

    def action_next_kit(self) -> None:
        """The next kit."""
        if self.kit is not None:
            self.kit = self.kits[(self.kits.index(self.kit) + 1) % len(self.kits)]
            self.show()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Another kit only where there is one."""
        return len(self.kits) > 1 if action == "next_kit" else True
