"""Plain text: the whole file, and its marked regions. Other readers build on it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from localkit.documents import region
from localkit.model.document import Content, Location, Problem, Relation, Section
from localkit.syntax.lines import Lines
from localkit.syntax.words import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from localkit.documents.region import Regions, Span
    from localkit.model.passage import Passage


class TextDocument:
    """A text whose passages are runs of characters.

    Args:
        path: Relative path.
        text: The decoded text.
        problem: Why it is read as plain text, if its name says otherwise.
    """

    kind: ClassVar[str] = "text"

    def __init__(self, path: str, text: str, problem: Problem | None = None) -> None:
        self.path = path
        self.text = text
        self.lines = Lines(text)
        wrong = self.regions.problem
        self.problem = problem or (wrong and Problem(f"{path}: {wrong.message}", wrong.line))

    def __repr__(self) -> str:
        return f"<{self.kind} document {self.path}>"

    @cached_property
    def regions(self) -> Regions:
        """The marked regions."""
        return region.find(self.lines)

    @property
    def sections(self) -> tuple[Section, ...]:
        """None; Markdown has some."""
        return ()

    def locate(self, passage: Passage) -> Location | None:
        """See ``Document``."""
        span = self.span(passage)
        return None if span is None else self.location(span)

    def content(self, passage: Passage, without: Sequence[Passage] = ()) -> Content:
        """See ``Document``."""
        text = self.left(self.needed(passage), [self.needed(inner) for inner in without])
        said = words(text)
        return Content(text, said, said)

    def relation(self, one: Passage, other: Passage) -> Relation:
        """See ``Document``."""
        return related(self.needed(one), self.needed(other))

    def headings(self, passage: Passage) -> tuple[str, ...]:  # noqa: ARG002
        """None; Markdown has some."""
        return ()

    def span(self, passage: Passage) -> Span | None:
        """Offsets of a passage that is one run of text."""
        if passage.form == "file":
            return 0, len(self.text)
        return self.regions.spans.get(passage.region) if passage.region is not None else None

    def needed(self, passage: Passage) -> Span:
        """Offsets of a passage that must be there.

        Raises:
            KeyError: It is not.
        """
        span = self.span(passage)
        if span is None:
            raise KeyError(passage.address)
        return span

    def location(self, span: Span) -> Location:
        """A run of text as a location."""
        start, end = span
        return Location(self.lines.line(start), self.lines.last_line(start, end), start, end)

    def left(self, outer: Span, inner: Iterable[Span]) -> str:
        """The text of a run without the runs inside it."""
        parts: list[str] = []
        at, end = outer
        for begin, stop in sorted(inner):
            parts.append(self.text[at : max(at, min(begin, end))])
            at = max(at, stop)
        parts.append(self.text[at:end])
        return "".join(parts)


def related(one: Span, other: Span) -> Relation:
    """How two runs lie to each other."""
    if one == other:
        return "same"
    if other[0] <= one[0] and one[1] <= other[1]:
        return "inside"
    if one[0] <= other[0] and other[1] <= one[1]:
        return "contains"
    return "apart" if one[1] <= other[0] or other[1] <= one[0] else "overlaps"
