"""What holds a plugin's widget, so that it is known whose it is."""

from __future__ import annotations

from collections.abc import Iterator

from textual.containers import Vertical
from textual.dom import DOMNode
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


def whose(error: BaseException, working: object) -> str | None:
    """The plugin in whose panel an error came up, with its version; None where it is localkit's own mistake.

    Args:
        error: What was raised.
        working: What textual was busy with; a widget is drawn while something else is.
    """
    nodes = [working, *_drawn(error)]
    for node in nodes:
        for above in node.ancestors_with_self if isinstance(node, DOMNode) else ():
            if isinstance(above, PluginPanel):
                return above.who
    return None


def _drawn(error: BaseException) -> Iterator[object]:
    """Whatever was being worked on when it came up, by the steps that led there."""
    step = error.__traceback__
    while step is not None:
        yield step.tb_frame.f_locals.get("self")
        step = step.tb_next
