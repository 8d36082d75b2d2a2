"""The choices that a decision has, for the mouse; each is labelled with its key."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Button


class ChoiceBar(Horizontal):
    """Buttons in a row.

    Args:
        choices: Name, key and label of each.
        id: Of the widget.
    """

    DEFAULT_CSS = """
    ChoiceBar { height: 1; }
    ChoiceBar > Button { min-width: 0; width: auto; padding: 0; }
    """

    @dataclass
    class Chosen(Message):
        """One was pressed."""

        name: str

    def __init__(self, choices: Sequence[tuple[str, str, str]], id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._choices = choices

    def compose(self) -> ComposeResult:
        """A button for each. The keys are there for the keyboard, so none is a stop for Tab."""
        for name, key, label in self._choices:
            button = Button(_labelled(key, label), name=name, compact=True)
            button.can_focus = False
            yield button

    def call(self, name: str, label: str) -> None:
        """Call a choice otherwise."""
        key = next(key for known, key, _ in self._choices if known == name)
        for button in self.query(Button).results(Button):
            if button.name == name:
                button.label = _labelled(key, label)

    @on(Button.Pressed)
    def tell_chosen(self, event: Button.Pressed) -> None:
        """Tell which one was pressed."""
        event.stop()
        self.post_message(self.Chosen(event.button.name or ""))


def _labelled(key: str, label: str) -> Content:
    return Content.assemble((key, "bold underline"), f" {label}")
