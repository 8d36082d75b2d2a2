"""What holds a plugin's widget, so that it is known whose it is."""

from __future__ import annotations

from textual.containers import Vertical
from textual.widget import Widget


class PluginPanel(Vertical):
    """A plugin's widget.

    Args:
        who: The plugin with its version, for messages.
        widget: What it gave.
    """

    def __init__(self, who: str, widget: Widget) -> None:
        super().__init__(widget)
        self.who = who
