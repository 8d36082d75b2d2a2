"""Markdown files: front matter, and sections by their heading path."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final, TypeAlias

from localkit.documents import front_matter, headings
from localkit.documents.data import region_content, value_location
from localkit.documents.front_matter import FrontMatter
from localkit.documents.scalars import plain, said
from localkit.documents.shape import Shape
from localkit.documents.text import TextDocument, related
from localkit.documents.tree import DataTree, Parts, opposite, parts_of
from localkit.model.document import NOTHING, Content, Location, Problem, Relation, Section
from localkit.syntax.words import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from localkit.documents.region import Span
    from localkit.model.passage import Passage

Front: TypeAlias = tuple[FrontMatter, DataTree]

_NOTHING_SAID: Final[tuple[object, ...]] = ((), ("map", ()))


def read(path: str, text: str) -> MarkdownDocument:
    """Read a text as Markdown; any text is."""
    return MarkdownDocument(path, text)


class MarkdownDocument(TextDocument):
    """A CommonMark text, maybe with front matter.

    Front matter that cannot be read is compared as text, and ``problem`` says so.
    """

    kind = "markdown"

    def __init__(self, path: str, text: str) -> None:
        super().__init__(path, text)
        self._front = front_matter.find(self.lines)
        wrong = self._front.problem if self._front else None
        if wrong:
            self.problem = Problem(
                f"the front matter of {path} cannot be read as YAML: {wrong.message}", wrong.line
            )

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """See ``Document``."""
        return headings.sections(self.lines, self._front.body if self._front else 0)

    @cached_property
    def _index(self) -> headings.SectionIndex:
        return headings.SectionIndex(self.sections)

    def headings(self, passage: Passage) -> tuple[str, ...]:
        """See ``Document``."""
        if passage.form == "file":
            return tuple(section.path[0] for section in self.sections if len(section.path) == 1)
        outer = self._index.resolve(passage.section) if passage.section is not None else None
        if outer is None:
            return ()
        return tuple(
            section.path[-1]
            for section in self.sections
            if outer.start < section.start < outer.end and len(section.path) == len(outer.path) + 1
        )

    def span(self, passage: Passage) -> Span | None:
        """Offsets of a passage that is one run of text."""
        if passage.section is not None:
            section = self._index.resolve(passage.section)
            return (section.start, section.end) if section else None
        found = self._value(passage)
        if found is None:
            return super().span(passage)
        (front, tree), parts = found
        return tree.span(parts) or ((front.start, front.end) if not parts else None)

    def locate(self, passage: Passage) -> Location | None:
        """See ``Document``; a value in front matter has the line of its key."""
        found = self._value(passage)
        return value_location(self, found[0][1], found[1]) if found and found[1] else super().locate(passage)

    def content(self, passage: Passage, without: Sequence[Passage] = ()) -> Content:
        """See ``Document``: words; front matter is compared as data."""
        front, found = self._front_with_tree, self._value(passage)
        if front is None or passage.section is not None:
            return super().content(passage, without)
        shape = self._shape(front, without)
        if found:
            parts = found[1]
            value, canonical = front[1].at(parts), shape.take(parts)
            heard = () if front[1].empty else tuple(shape.words)
            return Content(said(value), heard, canonical, plain(value))
        span = self.needed(passage)
        text = self.left(span, self._spans(front[1], without))
        if passage.form == "file":
            return self._whole(front, shape, text, without)
        if _in(span, front[0]):
            return region_content(front[1], span, shape, text)
        heard = words(text)
        return Content(text, heard, heard)

    def relation(self, one: Passage, other: Passage) -> Relation:
        """See ``Document``: by spans; in front matter by pointers."""
        mine, others = self._value(one), self._value(other)
        if mine is not None and others is not None:
            return mine[0][1].relation(mine[1], others[1])
        if mine is not None:
            return self._value_relation(mine, other)
        return super().relation(one, other) if others is None else opposite(self._value_relation(others, one))

    def _value_relation(self, value: tuple[Front, Parts], other: Passage) -> Relation:
        (front, tree), parts = value
        span = self.needed(other)
        if other.region is not None and _in(span, front):
            return tree.region_relation(parts, span)
        return related((front.start, front.end), span)

    def _whole(self, front: Front, shape: Shape, text: str, without: Sequence[Passage]) -> Content:
        said_in_front = shape.take(()) if front[1].data else ()
        body = words(self.left((front[0].body, len(self.text)), self._spans(front[1], without)))
        canonical = body if said_in_front in _NOTHING_SAID else (said_in_front, body)
        return Content(text, (*shape.words, *body), canonical)

    def _shape(self, front: Front, without: Sequence[Passage]) -> Shape:
        nodes = [found[1] for inner in without if (found := self._value(inner))]
        nodes += [() for inner in without if inner.form == "file"]
        regions = {inner.region: self.needed(inner) for inner in without if inner.region is not None}
        return Shape(front[1], nodes, {name: span for name, span in regions.items() if _in(span, front[0])})

    def _spans(self, tree: DataTree, without: Sequence[Passage]) -> list[Span]:
        found = [(inner, self._value(inner)) for inner in without]
        spans = [tree.hull(value[1]) if value else self.needed(inner) for inner, value in found]
        return [span for span in spans if span]

    @property
    def _front_with_tree(self) -> Front | None:
        return (self._front, self._front.tree) if self._front and self._front.tree else None

    def _value(self, passage: Passage) -> tuple[Front, Parts] | None:
        """The front matter and a pointer that is there, if the passage is a value."""
        front = self._front_with_tree
        parts = parts_of(passage.value) if passage.form == "value" and passage.value is not None else None
        if front is None or parts is None or front[1].at(parts) is NOTHING:
            return None
        return front, parts


def _in(span: Span, front: FrontMatter) -> bool:
    return front.start <= span[0] and span[1] <= front.end
