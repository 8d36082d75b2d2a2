"""What screens have in common that hold the places of a portfolio beside each other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.screen import Screen
from textual.signal import Signal
from textual.widgets import Static

from localkit.model.place_look import PlaceLook
from localkit.tui.place_list import PlaceList, View
from localkit.tui.screens.telling import TellsFailures
from localkit.tui.widgets.key_line import KeyLine

if TYPE_CHECKING:
    from localkit.workspace import Workspace


@dataclass
class Shown:
    """What the screen of a portfolio hands on.

    Attributes:
        workspace: Makes a workspace for each piece of work.
        where: The portfolio's file or address.
        places: Every place, as far as it is read.
        view: Which of them the person chose, in which order.
        more: Tells when more is read.
    """

    workspace: Callable[[], Workspace]
    where: str
    places: PlaceList
    view: View
    more: Signal[PlaceList]

    def looks(self) -> list[PlaceLook]:
        """The chosen places of which something is known, in the chosen order."""
        return [row for row in self.places.rows(self.view) if isinstance(row, PlaceLook) and row.seen]

    def told(self) -> str:
        """How many of how many these are, and whether there are more to come."""
        places = self.places
        chosen = f"; only places {', '.join(self.view.chosen_told())}" if self.view.chooses else ""
        reading = f"  (reading: {places.read:,} of {places.total:,})" if places.read < places.total else ""
        return chosen + reading


class BesideScreen(TellsFailures, Screen[None]):
    """Places held beside each other in one way; Escape goes back to their table."""

    CSS_PATH = "../styles/portfolio.tcss"
    HEADING: ClassVar[str] = ""
    HELP_LINE: ClassVar[str] = ""
    BINDINGS = [  # noqa: RUF012
        Binding(
            "escape", "app.pop_screen", "Back", id="places.back", tooltip="Go back to the table of places."
        ),
    ]

    def __init__(self, shown: Shown) -> None:
        super().__init__()
        self.shown = shown

    def compose(self) -> ComposeResult:
        """A heading, what there is to see, the keys."""
        yield Static(Content(self.HEADING), classes="title")
        yield from self.parts()
        yield KeyLine()

    def parts(self) -> ComposeResult:
        """What there is to see."""
        raise NotImplementedError

    def show(self) -> None:
        """Show what is known now."""
        raise NotImplementedError

    def on_mount(self) -> None:
        """Show what is there, and more as it is read."""
        self.shown.more.subscribe(self, self._more)
        self.show()

    def _more(self, places: PlaceList) -> None:
        self.shown.places = places
        self.show()

    def open_at(self, look: PlaceLook, element: str | None = None) -> None:
        """Open a place, at an element if one is named."""
        open_place(self, self.shown.workspace, self.shown.where, look, element)


def open_place(
    screen: Screen[Any],
    workspace: Callable[[], Workspace],
    where: str,
    look: PlaceLook,
    element: str | None = None,
) -> None:
    """Open a place over a screen: its folder where there is one, else what its snapshot says."""
    from localkit.tui.screens.place import screen_of_place

    screen.app.push_screen(screen_of_place(workspace, where, look, element))
