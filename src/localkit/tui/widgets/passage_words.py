"""The words of a passage under its title: the core's and the place's, side by side or one below the other."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from localkit.syntax.harmless import harmless
from localkit.tui.detail import PassageText
from localkit.tui.marked_sides import plain_side, side

SIDE_BY_SIDE = 76
"""Columns from which the two texts stand beside each other."""


class PassageWords(Vertical):
    """A title and one text or two.

    Args:
        text: What to show.
    """

    DEFAULT_CSS = """
    PassageWords { height: auto; margin-bottom: 1; }
    PassageWords > .title { color: $quiet; height: auto; }
    PassageWords > .sides { height: auto; }
    PassageWords > .sides > .one-side { height: auto; width: 1fr; }
    PassageWords .side-title { text-style: bold; }
    PassageWords .side-text { height: auto; }
    PassageWords.-side-by-side > .sides { layout: horizontal; }
    PassageWords.-side-by-side .one-side { margin-right: 2; }
    """

    def __init__(self, text: PassageText) -> None:
        super().__init__()
        self.text = text

    def compose(self) -> ComposeResult:
        """A title; below it the core's text and the place's, or the only one there is."""
        yield Static(Content(harmless(self.text.title)), classes="title")
        if not self.text.runs:
            yield Static(plain_side(self.text.text, prose=self.text.prose))
            return
        with Vertical(classes="sides"):
            for op, title, style in (
                ("core", "The core  [-gone here-]", "$core-words strike"),
                ("local", "This place  {+new here+}", "$local-words underline"),
            ):
                with Vertical(classes="one-side"):
                    yield Static(Content(title), classes="side-title")
                    yield Static(self._side(op, style), classes="side-text")

    def _side(self, op: str, style: str) -> Content:
        there = any(run.op in (op, "same") for run in self.text.runs)
        if not there:
            return plain_side(None)
        return side(self.text.runs, "core" if op == "core" else "local", style, prose=self.text.prose)

    def on_resize(self) -> None:
        """Side by side where there is room."""
        self.set_class(self.size.width >= SIDE_BY_SIDE, "-side-by-side")
