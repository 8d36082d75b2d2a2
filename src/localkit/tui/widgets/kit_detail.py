"""Beside the tree of a kit: words about a line, or a file with its passages."""

from __future__ import annotations

from collections.abc import Iterator

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import ContentSwitcher, Static

from localkit.model.shown_file import ShownFile
from localkit.tui.widgets.passage_file import PassageFile


class KitDetail(ContentSwitcher):
    """Shows one of the two."""

    DEFAULT_CSS = """
    KitDetail #detail { padding: 0 1; }
    KitDetail #words { height: auto; max-width: 110; }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  as every widget has it
        super().__init__(*_panes(), id=id, initial="detail")

    @property
    def shows_file(self) -> bool:
        """Whether it is a file that is shown."""
        return self.current == "file"

    def show_words(self, words: Content) -> None:
        """Show words, from the top."""
        self.query_one("#words", Static).update(words)
        self.query_one("#detail").scroll_home(animate=False)
        self.current = "detail"

    async def show_file(self, file: ShownFile, heading: str, element: str | None = None) -> None:
        """Show a file, at an element where one is named."""
        self.current = "file"
        await self.query_one(PassageFile).show(file, heading, element)

    def go_passage(self, steps: int) -> None:
        """To another passage of the file."""
        self.query_one(PassageFile).go(steps)

    def focus_file(self) -> None:
        """Let keys scroll the file."""
        self.query_one(PassageFile).focus()


def _panes() -> Iterator[Widget]:
    yield VerticalScroll(Static(id="words"), id="detail")
    yield PassageFile(id="file")
