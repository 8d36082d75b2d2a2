"""What the readers of YAML, JSON and TOML share: a file is its value at the root."""

from __future__ import annotations

from typing import TYPE_CHECKING

from localkit.documents.scalars import plain, said
from localkit.documents.shape import Shape, of_region
from localkit.documents.text import TextDocument, related
from localkit.documents.tree import DataTree, Parts, opposite, parts_of
from localkit.model.document import NOTHING, Content, Location, Relation
from localkit.syntax.words import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from localkit.documents.region import Span
    from localkit.model.passage import Passage


class DataDocument(TextDocument):
    """A text that says data.

    Args:
        path: Relative path.
        text: The decoded text.
        tree: What it says.
    """

    def __init__(self, path: str, text: str, tree: DataTree) -> None:
        super().__init__(path, text)
        self.tree = tree

    def span(self, passage: Passage) -> Span | None:
        """Offsets of a passage that is one run of text."""
        if passage.value is None or passage.form != "value":
            return super().span(passage)
        parts = parts_of(passage.value)
        if parts is None or self.tree.at(parts) is NOTHING:
            return None
        return self.tree.span(parts) or ((0, len(self.text)) if not parts else None)

    def locate(self, passage: Passage) -> Location | None:
        """See ``Document``; the line is that of the value's key."""
        try:
            parts = self._node(passage)
        except KeyError:
            return None
        return value_location(self, self.tree, parts) if parts else super().locate(passage)

    def content(self, passage: Passage, without: Sequence[Passage] = ()) -> Content:
        """See ``Document``: one word a scalar."""
        parts = self._node(passage)
        shape = self.shape(without)
        if parts is None:
            return region_content(self.tree, self.needed(passage), shape, self._raw(passage, without))
        canonical, value = shape.take(parts), self.tree.at(parts)
        text = self._raw(passage, without) if passage.form == "file" else said(value)
        return Content(text, () if self.tree.empty else tuple(shape.words), canonical, plain(value))

    def relation(self, one: Passage, other: Passage) -> Relation:
        """See ``Document``: by pointers; a value and a region by where they stand."""
        mine, others = self._node(one), self._node(other)
        if mine is None and others is None:
            return related(self.needed(one), self.needed(other))
        if mine is None:
            return opposite(self.tree.region_relation(others or (), self.needed(one)))
        if others is None:
            return self.tree.region_relation(mine, self.needed(other))
        return self.tree.relation(mine, others)

    def shape(self, without: Sequence[Passage]) -> Shape:
        """An empty normal form that leaves inner passages out."""
        nodes = [(inner, self._node(inner)) for inner in without]
        return Shape(
            self.tree,
            [parts for _, parts in nodes if parts is not None],
            {inner.region or "": self.needed(inner) for inner, parts in nodes if parts is None},
        )

    def _node(self, passage: Passage) -> Parts | None:
        """Pointer of a file or a value; None for a region. Raises KeyError."""
        if passage.form == "file":
            return ()
        parts = parts_of(passage.value) if passage.value is not None else None
        if passage.form == "value" and parts is not None and self.tree.at(parts) is not NOTHING:
            return parts
        self.needed(passage)
        return None

    def _raw(self, passage: Passage, without: Sequence[Passage]) -> str:
        """The text as it is, less the inner passages that are one run of text."""
        inner = [(one, self._node(one)) for one in without]
        spans = [self.needed(one) if parts is None else self.tree.hull(parts) for one, parts in inner]
        return self.left(self.needed(passage), [span for span in spans if span])


def value_location(document: TextDocument, tree: DataTree, parts: Parts) -> Location:
    """Where a value lies; offsets only if it is one run of text."""
    mark, span = tree.mark(parts), tree.span(parts)
    line = tree.line(parts) or 1
    last = document.lines.last_line(mark.start, mark.end) if mark else line
    return Location(line, max(line, last), *(span or (None, None)))


def region_content(tree: DataTree, span: Span, shape: Shape, text: str) -> Content:
    """What a region among data says: its values; its words where it has none, but comments."""
    canonical = of_region(tree, span, shape)
    if canonical is None:
        heard = words(text)
        return Content(text, heard, heard)
    return Content(text, tuple(shape.words), canonical)
