"""What happened at each passage: core's text against the place's, nested passages apart."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from localkit.engine.applying import Claim
from localkit.engine.file_pairs import FilePair
from localkit.engine.measures import indel_distance, normalised
from localkit.model.divergence import PassageDivergence
from localkit.model.document import Content, Document, Section
from localkit.model.passage import Passage
from localkit.model.vocabulary import ChangeKind
from localkit.syntax.words import words


@dataclass(frozen=True)
class Compared:
    """What happened at a passage, with what its bounds look at.

    Attributes:
        whole: The place's passage, what is nested in it included; None where it cannot be looked at.
        headings: Its direct sub-headings.
        untouched: Whether the file has the baseline's bytes.
    """

    divergence: PassageDivergence
    whole: Content | None = None
    headings: tuple[str, ...] = ()
    untouched: bool = False


class PassageComparer:
    """Compares passages; a file whose bytes equal the baseline's is not parsed.

    Args:
        pairs: Every file of the baseline by path.
        claims: Every claimed passage that is there for the place.
        index: What was measured of the baseline when it was received.
        added: Gives the place's own Markdown files; asked only when a claimed section is missing.
    """

    def __init__(
        self,
        pairs: Mapping[str, FilePair],
        claims: Iterable[Claim],
        index: Mapping[str, Any],
        added: Callable[[], Sequence[Document]] = tuple,
    ) -> None:
        self.pairs = pairs
        self._read_added = added
        self.index = index
        self.by_file: dict[str, list[Passage]] = {}
        self._here: dict[str, list[Passage]] = {}
        for claim in claims:
            if not claim.element.proscribed:
                self.by_file.setdefault(claim.passage.file, []).append(claim.passage)
        self._wholly_claimed = {
            file for file, claimed in self.by_file.items() if any(item.form == "file" for item in claimed)
        }

    def compare(self, passage: Passage) -> Compared | None:
        """What happened at a passage of the baseline; None where the baseline itself does not have it."""
        pair = self.pairs.get(passage.file)
        if pair is None:
            return None
        if pair.same_bytes:
            return self._untouched(pair, passage)
        if pair.core.locate(passage) is None:
            return None
        core = pair.core.content(passage, self._inner(pair.core, passage))
        if pair.removed:
            return self._elsewhere(pair, passage, core) or _removed(passage, core)
        here = pair.counterpart(passage)
        if here is None:
            if _cannot_be_told(pair, passage):
                return _unreadable(passage, core, pair.local)
            return self._elsewhere(pair, passage, core) or _removed(passage, core)
        return self._both(passage, core, pair.local, here, self._local_inner(pair, here))

    def pristine(self, passage: Passage) -> Compared | None:
        """A passage as the baseline itself has it; None where it does not."""
        pair = self.pairs.get(passage.file)
        if pair is None or pair.core.locate(passage) is None:
            return None
        inner = self._inner(pair.core, passage)
        said = pair.core.content(passage, inner)
        whole = pair.core.content(passage) if inner else said
        size = len(said.words)
        change = PassageDivergence(passage, passage, "unchanged", core_words=size, local_words=size)
        return Compared(change, whole, pair.core.headings(passage))

    def _untouched(self, pair: FilePair, passage: Passage) -> Compared | None:
        count = self.index.get("words", {}).get(passage.address)
        if count is None:
            known = self.pristine(passage)
            if known is None:
                return None
            count = known.divergence.core_words
        here = passage.at(pair.local_path or pair.path)
        change = PassageDivergence(
            passage, here, "moved" if pair.moved else "unchanged", core_words=count, local_words=count
        )
        return Compared(change, untouched=True)

    def _inner(self, document: Document, outer: Passage) -> list[Passage]:
        """Claimed passages that lie inside another one."""
        return [
            passage
            for passage in self.by_file.get(outer.file, ())
            if _could_hold(outer, passage)
            and document.locate(passage) is not None
            and document.relation(passage, outer) == "inside"
        ]

    def _local_inner(self, pair: FilePair, here: Passage) -> list[Passage]:
        """Claimed passages that lie inside one of the place's now, moved ones too."""
        return [
            passage
            for passage in self._claimed_here(pair)
            if _could_hold(here, passage) and pair.local.relation(passage, here) == "inside"
        ]

    def _claimed_here(self, pair: FilePair) -> list[Passage]:
        """Every claimed passage that stands in a file of the place."""
        if pair.path not in self._here:
            there = _there(pair.core, self.by_file.get(pair.path, ()))
            own = [found for passage in there if (found := pair.counterpart(passage))]
            self._here[pair.path] = [*own, *self.arrived(pair.local.path)]
        return self._here[pair.path]

    def arrived(self, path: str) -> Sequence[Passage]:
        """Claimed sections that came to one of the place's files from another of the core's."""
        return self._arrived.get(path, ())

    @cached_property
    def _arrived(self) -> dict[str, list[Passage]]:
        """Claimed sections that came from another file, by where they are now."""
        arrived: dict[str, list[Passage]] = {}
        for origin in self.pairs.values():
            for passage in self.by_file.get(origin.path, ()) if not origin.same_bytes else ():
                home = self._new_home(origin, passage) if origin.core.locate(passage) else None
                if home is not None:
                    arrived.setdefault(home[1].file, []).append(home[1])
        return arrived

    def _both(
        self, passage: Passage, core: Content, document: Document, here: Passage, inner: Sequence[Passage]
    ) -> Compared:
        local = document.content(here, inner)
        where = document.locate(here)
        whole = document.content(here) if inner else local
        return Compared(
            _divergence(passage, here, core, local, where.line if where else None),
            whole,
            document.headings(here),
        )

    def _elsewhere(self, origin: FilePair, passage: Passage, core: Content) -> Compared | None:
        """A section that was moved to another file."""
        home = self._new_home(origin, passage)
        if home is None:
            return None
        document, here = home
        pair = next((pair for pair in self.pairs.values() if pair.local_path == here.file), None)
        nested = self._claimed_here(pair) if pair else self.arrived(here.file)
        inner = [item for item in nested if document.relation(item, here) == "inside"]
        return self._both(passage, core, document, here, inner)

    def _new_home(self, origin: FilePair, passage: Passage) -> tuple[Document, Passage] | None:
        """Where a section's body stands in another changed or added file, if it does so once."""
        if passage.section is None or (not origin.removed and origin.counterpart(passage) is not None):
            return None
        body = _body(origin.core, passage)
        found = [
            (document, section)
            for document, sections in (self._homes(origin) if body else ())
            for section in sections
            if words(document.text[section.body : section.end]) == body
        ]
        if len(found) != 1:
            return None
        document, section = found[0]
        return document, passage.at(document.path).in_section(section.address)

    def _homes(self, origin: FilePair) -> Iterator[tuple[Document, Sequence[Section]]]:
        """Files that a section could have been moved to, with their sections that are no other of the core's."""
        for pair in self.pairs.values():
            if pair is not origin and not pair.removed and not pair.same_bytes:
                taken = set(pair.section_pairs.values())
                yield pair.local, [item for item in pair.local.sections if item.start not in taken]
        for document in self._added:
            yield document, document.sections

    @cached_property
    def _added(self) -> Sequence[Document]:
        return self._read_added()

    def unclaimed(self, pair: FilePair) -> PassageDivergence | None:
        """What happened to what no element claims in a file; None where all of it is claimed."""
        if pair.path in self._wholly_claimed:
            return None
        whole = Passage(pair.path)
        if pair.same_bytes:
            count = self.index.get("unclaimed", {}).get(pair.path)
            if count is None:
                count = len(self._core_unclaimed(pair).words)
            here = Passage(pair.local_path) if pair.moved and pair.local_path else whole
            change: ChangeKind = "moved" if pair.moved else "unchanged"
            return PassageDivergence(whole, here, change, core_words=count, local_words=count)
        core = self._core_unclaimed(pair)
        if pair.removed:
            return _removed(whole, core).divergence
        here = Passage(pair.local.path)
        local = pair.local.content(here, self._claimed_here(pair))
        return _divergence(whole, here, core, local, 1)

    def _core_unclaimed(self, pair: FilePair) -> Content:
        """What the core's file says beside every claimed passage."""
        return pair.core.content(Passage(pair.path), _there(pair.core, self.by_file.get(pair.path, ())))


def _could_hold(outer: Passage, inner: Passage) -> bool:
    """Whether one passage could lie in another at all: spares most of a table's or settings file's comparisons."""
    if outer.form in ("row", "column"):
        return False
    if outer.value is not None and inner.value is not None:
        return inner.value.startswith(f"{outer.value}/")
    return True


def _cannot_be_told(pair: FilePair, passage: Passage) -> bool:
    """Whether a missing passage may be there, in a file that cannot be read; headings can always be."""
    readable = passage.section is not None and pair.local.kind == pair.core.kind
    return pair.local.problem is not None and passage.form != "file" and not readable


def _there(document: Document, passages: Iterable[Passage]) -> list[Passage]:
    return [passage for passage in passages if document.locate(passage) is not None]


def _body(document: Document, passage: Passage) -> tuple[str, ...]:
    where = document.locate(passage)
    section = next((item for item in document.sections if where and item.start == where.start), None)
    return words(document.text[section.body : section.end]) if section else ()


def _divergence(
    passage: Passage, here: Passage, core: Content, local: Content, line: int | None
) -> PassageDivergence:
    sizes = (len(core.words), len(local.words))
    if core.canonical == local.canonical:
        moved = here.address != passage.address
        return PassageDivergence(
            passage,
            here,
            "moved" if moved else "unchanged",
            core_words=sizes[0],
            local_words=sizes[1],
            line=line,
        )
    distance = indel_distance(core.words, local.words)
    return PassageDivergence(
        passage,
        here,
        "changed",
        normalised(distance, *sizes),
        *sizes,
        distance,
        line,
        core.text,
        local.text,
        local.words,
    )


def _removed(passage: Passage, core: Content) -> Compared:
    size = len(core.words)
    return Compared(PassageDivergence(passage, None, "removed", 1.0, size, 0, size, None, core.text, None))


def _unreadable(passage: Passage, core: Content, document: Document) -> Compared:
    """The file can no longer be read as what it is: nothing in it can be looked at, nothing counts as kept."""
    size = len(core.words)
    line = document.problem.line if document.problem else None
    here = passage.at(document.path)
    return Compared(PassageDivergence(passage, here, "changed", 1.0, size, 0, size, line, core.text, None))
