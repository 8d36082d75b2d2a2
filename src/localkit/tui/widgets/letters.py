"""Choices by letter: one key for one of them, or several and Enter."""

from __future__ import annotations

import string
from collections.abc import Sequence
from dataclasses import dataclass

from textual import on
from textual.binding import Binding
from textual.content import Content
from textual.events import Key
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from localkit.syntax.harmless import in_one_line
from localkit.tui.widgets.steady_list import SteadyList

_LETTERS = string.ascii_lowercase


class Letters(SteadyList):
    """A list in which each line has a letter.

    Args:
        choices: What can be chosen, 26 at most.
        several: Whether more than one can be; Enter ends then.
        id: Of the widget.
    """

    DEFAULT_CSS = """
    Letters { height: auto; max-height: 14; border: none; background: $surface; }
    Letters:focus { border: none; }
    """
    BINDINGS = [  # noqa: RUF012
        Binding("enter", "finish", "Next", id="letters.finish", tooltip="Go on with what is chosen."),
        Binding("space", "select", "Choose", show=False, id="letters.choose"),
    ]

    @dataclass
    class Answered(Message):
        """Somebody chose.

        Attributes:
            letters: The widget.
            numbers: Which, from 0.
        """

        letters: Letters
        numbers: tuple[int, ...]

        @property
        def control(self) -> Letters:
            """The widget, for selectors."""
            return self.letters

    def __init__(self, choices: Sequence[str], *, several: bool = False, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.several = several
        self.chosen: set[int] = set()
        self._choices: list[str] = []
        self.offer(choices)

    def offer(self, choices: Sequence[str]) -> None:
        """Offer other choices; nothing is chosen then."""
        self._choices = [in_one_line(one) for one in choices[: len(_LETTERS)]]
        self.chosen = set()
        self.clear_options()
        self.add_options([Option(self._line(number)) for number in range(len(self._choices))])

    def _line(self, number: int) -> Content:
        box = ("☑ " if number in self.chosen else "☐ ") if self.several else ""
        style = "bold" if number in self.chosen else ""
        return Content.assemble(
            (f"{_LETTERS[number]}  ", "bold $primary"), (box + self._choices[number], style)
        )

    def on_key(self, event: Key) -> None:
        """A letter chooses its line."""
        if event.character is None or event.character not in _LETTERS[: len(self._choices)]:
            return
        event.stop()
        event.prevent_default()
        self.highlighted = _LETTERS.index(event.character)
        self.action_select()

    @on(OptionList.OptionSelected)
    def choose(self, event: OptionList.OptionSelected) -> None:
        """Take one, or add it to the others."""
        event.stop()
        number = event.option_index
        if not self.several:
            self.post_message(self.Answered(self, (number,)))
            return
        self.chosen ^= {number}
        self.replace_option_prompt_at_index(number, self._line(number))

    def action_finish(self) -> None:
        """Go on with what is chosen; of one thing, with the line that the cursor is on."""
        if self.several:
            self.post_message(self.Answered(self, tuple(sorted(self.chosen))))
        else:
            self.action_select()
