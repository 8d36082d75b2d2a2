"""What the command palette finds: all that can be done on the screen that is there, in plain words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any, Protocol, runtime_checkable

from textual.app import App, SystemCommand
from textual.binding import ActiveBinding
from textual.command import CommandList, CommandPalette
from textual.dom import DOMNode
from textual.screen import Screen
from textual.theme import ThemeProvider

from localkit.tui.key_help import MOVING, key_in_words, listed, title_of
from localkit.tui.themes import THEMES


@runtime_checkable
class HasPaletteCommands(Protocol):
    """A screen that has commands beside its bindings, such as those that plugins bring."""

    def palette_commands(self) -> Iterable[SystemCommand]:
        """The commands."""


class Palette(CommandPalette):
    """Stands keys that come before its list was drawn."""

    def _action_command_list(self, action: str) -> None:
        if self.query_one(CommandList).scrollable_content_region.height:
            super()._action_command_list(action)


class Colours(ThemeProvider):
    """localkit's own colours: in textual's others some of these screens cannot be read."""

    @property
    def commands(self) -> list[tuple[str, Callable[[], None]]]:
        """Name, and what chooses it."""
        ours = {theme.name for theme in THEMES}
        return [(name, choose) for name, choose in super().commands if name in ours]


def commands_of(app: App[Any], screen: Screen[Any]) -> Iterator[SystemCommand]:
    """What can be done by name: the screen's bindings, its own commands, and what every screen has.

    Args:
        app: The application.
        screen: The screen over which the palette is opened.
    """
    yield from _bound(app, screen.active_bindings.values())
    if isinstance(screen, HasPaletteCommands):
        yield from screen.palette_commands()
    yield SystemCommand(
        "Choose colours (theme)", "Light, dark or high contrast; it is remembered.", app.action_change_theme
    )
    yield SystemCommand(
        "Save a picture of this screen",
        "As an SVG file, which any browser shows.",
        lambda: app.set_timer(0.1, app.deliver_screenshot),
    )


def _bound(app: App[Any], active: Iterable[ActiveBinding]) -> Iterator[SystemCommand]:
    """What the bindings do, each with the keys that do the same."""
    found: dict[tuple[DOMNode, str], list[ActiveBinding]] = {}
    for item in listed(active):
        if item.enabled and not _aside(item):
            found.setdefault((item.node, item.binding.description or item.binding.tooltip), []).append(item)
    for (node, label), items in found.items():
        keys = " or ".join(sorted((key_in_words(item.binding.key) for item in items), key=len))
        tooltip = items[0].binding.tooltip
        sentence = f"{tooltip} ({keys})" if tooltip else f"Key: {keys}"
        yield SystemCommand(label, sentence, partial(app.run_action, items[0].binding.action, node))


def _aside(item: ActiveBinding) -> bool:
    """Moving about has no name worth searching for, and the palette is open already."""
    moves = title_of(item) == MOVING or not (item.binding.show or isinstance(item.node, App | Screen))
    return moves or item.binding.action == "command_palette"
