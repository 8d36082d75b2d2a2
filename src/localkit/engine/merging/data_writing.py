"""Edits done to the place's text, each read again: it says what was meant, or nothing is written."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from functools import partial
from typing import Any

from localkit.engine.merging.data_edits import Add, Arrange, Edit, Entry, Put, Remove
from localkit.engine.merging.data_order import staying
from localkit.engine.merging.data_values import Path, alike, found
from localkit.syntax import pointer
from localkit.syntax.marks import DataError
from localkit.syntax.pieces import (
    Piece,
    Source,
    SpliceError,
    Splicing,
    line_break,
    line_feeds,
    parted,
    value_at,
)


class Draft:
    """The place's text while it is edited.

    Args:
        splicing: What the format can do.
        core: The core's text, which values are taken from.
        local: The place's text.
        removable: Comments that may go with what they stand beside.
        arriving: Comments that may come with what they stand beside.
    """

    def __init__(
        self,
        splicing: Splicing,
        core: Source,
        local: Source,
        removable: AbstractSet[str],
        arriving: AbstractSet[str],
    ) -> None:
        self.splicing = splicing
        self.arriving = arriving
        self.core = core
        self.source = local
        self.removable = removable

    def edits(self, edits: Sequence[Edit]) -> None:
        """Do all edits: single values at once, what is left one by one, removals last. Raises SpliceError."""
        left = self._at_once(edits)
        for edit in sorted(left, key=lambda edit: isinstance(edit, Remove)):
            self.edit(edit)

    def end_lines_as(self, place: str) -> None:
        """Let a text that lost its last line end on the way have the place's again. Raises SpliceError."""
        end, text = line_break(place), line_feeds(self.source.text)
        one_kind = line_feeds(place).replace("\n", end) == place
        if one_kind and "\n" in text and line_break(self.source.text) != end:
            self._tried(self.source.data, [lambda: text.replace("\n", end)])

    def _at_once(self, edits: Sequence[Edit]) -> Sequence[Edit]:
        """Put single values where single values stand on one line, and read the text once; what is left to do."""
        puts = [edit for edit in edits if isinstance(edit, Put) and edit.chosen is None]
        swaps = {edit: swap for edit in puts if (swap := self._swap(edit)) is not None}
        text, wanted = self.source.text, copy.deepcopy(self.source.data)
        for at, start, end, piece in sorted(swaps.values(), key=lambda swap: -swap[1]):
            text = text[:start] + piece.text + text[end:]
            above, name = parted(at)
            value_at(wanted, above)[name] = piece.value
        try:
            if swaps:
                self._tried(wanted, [lambda: text])
        except SpliceError:
            return edits
        done = {edit.path for edit in swaps}
        return [edit for edit in edits if not (isinstance(edit, Put) and edit.path in done)]

    def _swap(self, edit: Put) -> tuple[str, int, int, Piece] | None:
        at = _where(self.source, edit.path)
        mark, piece = self.source.marks[at], self._cores(edit.path)
        old = self.source.text[mark.start : mark.end]
        single = not isinstance(self.source.value(at), dict | list)
        if not old or not piece.text or "\n" in old + piece.text or "\r" in old:
            return None
        return (at, mark.start, mark.end, piece) if single and piece.form == "inline" else None

    def edit(self, edit: Edit) -> None:
        """Do one edit. Raises SpliceError where the text is written in a way that does not allow it."""
        if isinstance(edit, Put):
            self._put(_where(self.source, edit.path), edit.chosen or self._cores(edit.path))
        elif isinstance(edit, Add):
            self._add(edit, edit.chosen or self._cores(edit.path))
        elif isinstance(edit, Remove):
            self._remove(_where(self.source, edit.path))
        else:
            self._listed(edit)

    def _cores(self, path: Path) -> Piece:
        return self._taken(_where(self.core, path))

    def _taken(self, at: str) -> Piece:
        """A value of the core's, with what the core newly says about it."""
        piece = self.splicing.cut(self.core, at)
        above = tuple(said for said in piece.above if said in self.arriving)
        return replace(piece, above=above, beside=piece.beside if piece.beside in self.arriving else "")

    def _written(self, piece: Piece, wanted: Any, write: Callable[[Piece], str]) -> None:
        """Write a piece as it is or, where that does not say what was meant, newly written."""
        self._tried(wanted, (partial(write, one) for one in self._ways(piece)))

    def _tried(self, wanted: Any, ways: Iterable[Callable[[], str]]) -> None:
        """Take the first way that says what was meant."""
        for way in ways:
            try:
                new = self.splicing.read(way())
            except (SpliceError, DataError):
                continue
            if alike(new.data, wanted):
                self.source = new
                return
        raise SpliceError("it would not say what was meant")

    def _ways(self, piece: Piece) -> Iterator[Piece]:
        yield piece
        if piece.gap:
            yield replace(piece, gap=False)
        fresh = self.splicing.fresh(piece.value)
        yield replace(fresh, above=piece.above, beside=piece.beside)

    def _put(self, at: str, piece: Piece) -> None:
        wanted, key = self._holder(at)
        wanted[1][key] = piece.value
        source = self.source
        self._written(piece, wanted[0], lambda one: self.splicing.put(source, at, one.bare(), self.removable))

    def _holder(self, at: str) -> tuple[tuple[Any, Any], Any]:
        """A copy of all data, what a pointer's value is in there, and its key or index."""
        data = copy.deepcopy(self.source.data)
        above, name = parted(at)
        holder = value_at(data, above)
        return (data, holder), int(name) if isinstance(holder, list) else name

    def _add(self, edit: Add, piece: Piece) -> None:
        at, key, source = _where(self.source, edit.path[:-1]), str(edit.path[-1]), self.source
        wanted = copy.deepcopy(source.data)
        holder = value_at(wanted, at)
        behind = next((name for name in edit.behind if name in holder), None)
        holder[key] = piece.value
        self._written(piece, wanted, lambda one: self.splicing.add_key(source, at, key, one, behind))

    def _remove(self, at: str) -> None:
        wanted, key = self._holder(at)
        del wanted[1][key]
        source = self.source
        self._tried(wanted[0], [partial(self.splicing.remove, source, at, self.removable)])

    def _insert(self, at: str, index: int, piece: Piece) -> None:
        wanted, source = copy.deepcopy(self.source.data), self.source
        value_at(wanted, at).insert(index, piece.value)
        self._written(piece, wanted, lambda one: self.splicing.add_item(source, at, index, one))

    def _listed(self, edit: Arrange) -> None:
        """Item by item, which keeps most of the place's writing; else as a whole."""
        before, at = self.source, _where(self.source, edit.path)
        items = [self._piece(entry, at, edit.path).value for entry in edit.entries]
        try:
            self._arrange(edit)
        except SpliceError:
            self.source = before
            core = self._cores(edit.path)
            self._put(at, core if alike(core.value, items) else self.splicing.fresh(items))

    def _arrange(self, edit: Arrange) -> None:
        """From the list's end, so that what stands before keeps its place."""
        at = _where(self.source, edit.path)
        stay = set(staying([entry.index for entry in edit.entries if entry.side == "local"]))
        size = len(self.source.value(at))
        gaps = [
            (start, end, [self._piece(entry, at, edit.path) for entry in new])
            for start, end, new in _gaps(edit.entries, stay, size)
        ]
        for start, end, pieces in reversed(gaps):
            self._filled(at, start, end, pieces)

    def _piece(self, entry: Entry, at: str, path: Path) -> Piece:
        if entry.chosen is not None:
            return entry.chosen
        if entry.side == "local":
            return self.splicing.cut(self.source, f"{at}/{entry.index}")
        return self._taken(f"{_where(self.core, path)}/{entry.index}")

    def _filled(self, at: str, start: int, end: int, new: list[Piece]) -> None:
        """Other items in a stretch of a list: single values in the place of single values, the rest behind."""
        old = self.source.value(at)[start:end]
        pairs = 0 if any(isinstance(item, dict | list) for item in old) else min(len(old), len(new))
        for offset, piece in enumerate(new[pairs:]):
            self._insert(at, end + offset, piece)
        for index in reversed(range(start + pairs, end)):
            self._remove(f"{at}/{index}")
        for offset, piece in enumerate(new[:pairs]):
            self._put(f"{at}/{start + offset}", piece)


def _gaps(entries: tuple[Entry, ...], stay: set[int], size: int) -> Iterator[tuple[int, int, list[Entry]]]:
    """Stretches between items that stay: first and behind the last index, and what is to be there."""
    start, new = 0, list[Entry]()
    for entry in entries:
        if entry.side == "local" and entry.index in stay:
            yield start, entry.index, new
            start, new = entry.index + 1, []
        else:
            new.append(entry)
    yield start, size, new


def _where(source: Source, path: Path) -> str:
    parts = found(source.data, path)
    if parts is None:
        raise SpliceError("a value is not where it was")
    return pointer.join(parts)
