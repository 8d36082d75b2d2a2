"""Two texts word by word: side by side where there is room, one below the other where there is not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.events import Resize
from textual.widgets import Static

from localkit.engine.word_marks import Run, mark_words
from localkit.syntax.harmless import harmless
from localkit.tui.marked_sides import GONE_SIGNS, SIDE_SIGNS, plain_side, side, turned

SIDE_BY_SIDE: Final = 66
"""Columns from which the two texts stand beside each other."""


class MarkedWords(VerticalScroll):
    """The core's text and a place's. Words that only one of them has stand in signs, as ``localkit diff`` has them.

    Both scroll together.

    Args:
        core_title: Above the core's text.
        local_title: Above the place's.
        id: Of the widget.
    """

    DEFAULT_CSS = """
    MarkedWords { height: 1fr; }
    MarkedWords > .side { height: auto; width: 1fr; margin-bottom: 1; }
    MarkedWords > .side > .side-title { text-style: bold; color: $quiet; }
    MarkedWords.-side-by-side { layout: horizontal; }
    MarkedWords.-side-by-side > .side { margin-right: 2; }
    """

    def __init__(
        self,
        core_title: str = "The core",
        local_title: str = "This place",
        *,
        id: str | None = None,  # noqa: A002  as each widget has it
    ) -> None:
        super().__init__(id=id)
        self._titles = {"core": core_title, "local": local_title}
        self._gone = True

    def compose(self) -> ComposeResult:
        """A title and a text for each side."""
        for name, title in self._titles.items():
            with Vertical(classes=f"side of-{name}"):
                yield Static(Content(harmless(title)), classes="side-title")
                yield Static(classes="side-text")

    def show(self, runs: Sequence[Run], *, prose: bool = True) -> None:
        """Show two texts that were marked already.

        Args:
            runs: As ``mark_words`` gives them.
            prose: Whether a paragraph's lines are filled anew; not for values and tables.
        """
        self._show(runs, runs, prose=prose)

    def show_texts(self, core: str | None, local: str | None, *, prose: bool = True) -> None:
        """Show two texts; None for one that is not there: the other needs no marks then."""
        if core is None or local is None:
            self._put(plain_side(core, prose=prose), plain_side(local, prose=prose))
            return
        # Where words are the same, marks keep the second text's lines: so each side is marked for itself.
        self._show(turned(mark_words(local, core)), mark_words(core, local), prose=prose)

    def show_titles(self, core: str, local: str, *, gone: bool = True) -> None:
        """Call the two sides otherwise, from the next texts on.

        Args:
            core: Title of the first side.
            local: Title of the second.
            gone: Whether words that only the first side has are gone, and so struck out, as ``localkit diff`` has
                it; else neither text is the later one, and both have brackets.
        """
        self._gone = gone
        for name, title in (("core", core), ("local", local)):
            self.query_one(f".of-{name} > .side-title", Static).update(Content(harmless(title)))

    def on_resize(self, event: Resize) -> None:
        """Side by side where there is room."""
        self.set_class(event.size.width >= SIDE_BY_SIDE, "-side-by-side")

    def _show(self, for_core: Sequence[Run], for_local: Sequence[Run], *, prose: bool) -> None:
        signs = GONE_SIGNS if self._gone else SIDE_SIGNS
        core = f"$core-words {'strike' if self._gone else 'underline'}"
        self._put(
            side(for_core, "core", core, signs=signs["core"], prose=prose),
            side(for_local, "local", "$local-words underline", signs=signs["local"], prose=prose),
        )

    def _put(self, core: Content, local: Content) -> None:
        self.query_one(".of-core > .side-text", Static).update(core)
        self.query_one(".of-local > .side-text", Static).update(local)
        self.scroll_home(animate=False)
