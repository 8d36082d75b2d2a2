"""One passage of an update: what it is, two texts word by word, and what will stand there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from localkit.tui.marked_sides import is_prose, plain_side
from localkit.tui.widgets.choice_bar import ChoiceBar
from localkit.tui.widgets.marked_words import MarkedWords

CHOICES: Final = (
    ("core", "c", "Take the core's text"),
    ("local", "p", "Keep this place's"),
    ("text", "t", "Your own"),
    ("back", "x", "Take back"),
)


@dataclass(frozen=True)
class PassageShown:
    """What the pane shows.

    Attributes:
        about: What it is, and why.
        file: Its file, which tells how its text is laid out.
        sides: Titles of both texts.
        texts: Both texts; None for one that is not there. None instead of both where nobody needs to see them.
        gone: Whether words that only the first text has are gone.
        result_title: What the result is called; empty where none is shown apart.
        result: What will stand there; None where it is not there any more.
        core_word: What the first choice is called.
    """

    about: Content
    file: str
    sides: tuple[str, str]
    texts: tuple[str | None, str | None] | None
    gone: bool
    result_title: Content | None = None
    result: str | None = None
    core_word: str = ""


class PassagePane(Vertical):
    """Shows a passage; the choices below it are there for what needs a decision."""

    DEFAULT_CSS = """
    PassagePane #about { height: auto; max-height: 6; margin-bottom: 1; }
    PassagePane #result { height: auto; max-height: 30%; border-top: solid $line; }
    PassagePane #result-title { text-style: bold; }
    PassagePane.-no-decision #choices, PassagePane.-no-decision #result { display: none; }
    """

    def compose(self) -> ComposeResult:
        """From top to bottom as it is read."""
        yield Static(id="about")
        yield MarkedWords(id="sides")
        yield ChoiceBar(CHOICES, id="choices")
        with VerticalScroll(id="result"):
            yield Static(id="result-title")
            yield Static(id="result-text")

    def show(self, shown: PassageShown) -> None:
        """Show another passage, or the same one otherwise."""
        prose = is_prose(shown.file)
        self.query_one("#about", Static).update(shown.about)
        sides = self.query_one("#sides", MarkedWords)
        sides.display = shown.texts is not None
        sides.show_titles(*shown.sides, gone=shown.gone)
        sides.show_texts(*(shown.texts or (None, None)), prose=prose)
        self.set_class(shown.result_title is None, "-no-decision")
        if shown.result_title is not None:
            self.query_one("#choices", ChoiceBar).call("core", shown.core_word)
            self.query_one("#result-title", Static).update(shown.result_title)
            self.query_one("#result-text", Static).update(plain_side(shown.result, prose=prose))
            self.query_one("#result", VerticalScroll).scroll_home(animate=False)
