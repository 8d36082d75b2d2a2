"""A file with the passages marked that belong to elements: a name above each, and a line beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from localkit.actions import element_words
from localkit.model.shown_file import HeldPassage, ShownFile
from localkit.syntax.harmless import harmless, in_one_line
from localkit.tui.passage_segments import Segment, lines_of, marked_part, segments
from localkit.wording import counted, shown_address

_SHOWN: Final = 200_000
"""Characters of a file that are shown; what is longer is read in an editor."""
_DEPTH: Final = ("free", "held", "held -nested")
"""How lines look by the number of passages that hold them."""


class PassageFile(VerticalScroll):
    """One file; ``go`` moves from passage to passage."""

    DEFAULT_CSS = """
    PassageFile { padding: 0 1; }
    PassageFile Static { height: auto; }
    PassageFile .head { color: $quiet; margin-bottom: 1; }
    PassageFile .name { color: $primary; text-style: bold; }
    PassageFile .-at { text-style: bold reverse; }
    PassageFile .held { border-left: outer $primary; padding-left: 1; }
    PassageFile .-nested { border-left: double $primary; padding-left: 3; }
    PassageFile .end { color: $quiet; }
    PassageFile .free { padding-left: 2; }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  as every widget has it
        super().__init__(id=id)
        self._at = -1
        self._shown: tuple[ShownFile, str] | None = None

    async def show(self, file: ShownFile, heading: str, element: str | None = None) -> None:
        """Show a file; one that is read anew stays where it was scrolled to.

        Args:
            file: The file.
            heading: Said above it.
            element: Id of the element whose first passage is gone to; None for the top.
        """
        if self._shown != (file, heading):
            anew = self._shown is None or self._shown[0].path != file.path
            self._shown, self._at = (file, heading), -1
            async with self.batch():
                await self.remove_children()
                await self.mount_all(_parts(file, heading))
            if anew:
                self.scroll_home(animate=False)
        if element is not None:
            wanted = [at for at, name in enumerate(self._names) if name.name == element]
            if wanted:
                self.call_after_refresh(self._go_to, wanted[0])

    @property
    def _names(self) -> Sequence[Static]:
        return list(self.query(Static).filter(".name"))

    def go(self, steps: int) -> None:
        """To the next passage, or the one before; round the end."""
        names = self._names
        if names:
            self._go_to((self._at + steps) % len(names) if self._at >= 0 or steps > 0 else len(names) - 1)

    def _go_to(self, at: int) -> None:
        for number, name in enumerate(self._names):
            name.set_class(number == at, "-at")
            if number == at:
                self.scroll_to_widget(name, top=True, animate=False)
        self._at = at


def _parts(file: ShownFile, heading: str) -> Iterator[Static]:
    """The file's widgets, from the top."""
    yield Static(Content(harmless(heading)), classes="head")
    if file.text is None:
        for item in file.held:
            yield _name(item)
        yield Static("This file is no text; it cannot be shown here.", classes="free")
        return
    shown = file.text[:_SHOWN]
    before: Segment | None = None
    for segment in segments(shown, file.held):
        yield from _ended(before, segment)
        yield from (_name(item) for item in segment.begins)
        yield Static(_body(segment), classes=_DEPTH[min(len(segment.holds), 2)])
        before = segment
    if len(file.text) > len(shown):
        yield Static(f"… and {counted(len(file.text) - len(shown), 'character')} more.", classes="head")


def _ended(before: Segment | None, segment: Segment) -> Iterator[Static]:
    """Where one passage ends within another, that is said; else the line beside it ends, too."""
    if before is not None and segment.holds:
        for item in before.holds:
            if item not in segment.holds:
                yield Static(Content(in_one_line(f"▲ end of: {item.element.title}")), classes="end")


def _name(item: HeldPassage) -> Static:
    """The line above a passage; its widget's name is the element's id."""
    part = (
        shown_address(item.passage.address).removeprefix(item.passage.file).removeprefix(" › ")
        or "all of this file"
    )
    words = [item.element.title, element_words.latitude(item.element), part, lines_of(item.location)]
    return Static(Content("▼ " + in_one_line(" · ".join(words))), classes="name", name=item.element.id)


def _body(segment: Segment) -> Content:
    content = Content(harmless(segment.text))
    for item in segment.holds:
        part = marked_part(segment, item)
        if part is not None:
            start, end = (len(harmless(segment.text[:offset])) for offset in part)
            content = content.stylize("bold underline", start, end)
    return content
