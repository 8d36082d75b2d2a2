"""What becomes of each value that the core and a place both may have changed; no text is looked at."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

from localkit.engine.merging.data_edits import Add, Arrange, Edit, Entry, Put, Remove
from localkit.engine.merging.data_order import order
from localkit.engine.merging.data_values import (
    MISSING,
    Item,
    Missing,
    Path,
    alike,
    frozen,
    id_key,
    item_of,
    named,
    scalars,
)
from localkit.engine.merging.sequences import chunks
from localkit.model.merging import Choose, Outcome
from localkit.syntax.pieces import Piece

Take: TypeAlias = Literal["core", "local"] | Piece
BOTH_CHANGED = "both changed it"
BOTH_ADDED = "both added it"
CORE_REMOVED = "the core took it out, and this place changed it"
PLACE_REMOVED = "this place took it out, and the core changed it"


@dataclass(frozen=True)
class Part:
    """What became of one value."""

    path: Path
    outcome: Outcome
    why: str = ""


@dataclass
class Deciding:
    """Walks three values and gathers edits and parts.

    Attributes:
        local: All that the place's text says.
        choose: Asked where both sides changed something.
        read: Reads a chosen text as a value of the format; raises InputError.
        edits: What is to be done to the place's text.
        parts: What became of each value that one side or both changed.
    """

    local: Any
    choose: Choose
    read: Callable[[str, str | None], Piece]
    edits: list[Edit] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)

    def mapping(self, path: Path, base: Any, core: dict[str, Any], local: dict[str, Any]) -> None:
        """Merge two mappings key by key."""
        was = base if isinstance(base, dict) else {}
        for key in [*local, *(key for key in core if key not in local)]:
            self._key(
                (*path, key), was.get(key, MISSING), core.get(key, MISSING), local.get(key, MISSING), core
            )
        for key in was:
            if key not in local and key not in core:
                self._note((*path, key), "same")

    def _key(self, path: Path, base: Any, core: Any, local: Any, siblings: dict[str, Any]) -> None:
        if self._inside(path, base, core, local):
            return
        take = self.taken(path, base, core, local)
        chosen = take if isinstance(take, Piece) else None
        if take == "local":
            return
        if local is MISSING:
            keys = list(siblings)
            place = keys.index(str(path[-1])) if path[-1] in siblings else 0
            self.edits.append(Add(path, tuple(reversed(keys[:place])), chosen))
        elif core is MISSING and chosen is None:
            self.edits.append(Remove(path))
        else:
            self.edits.append(Put(path, chosen))

    def _inside(self, path: Path, base: Any, core: Any, local: Any) -> bool:
        """Merge what the value holds, if that can be done piece by piece."""
        if isinstance(core, dict) and isinstance(local, dict) and isinstance(base, dict | Missing):
            if base is MISSING and alike(core, local):
                self._note(path, "same")
            else:
                self.mapping(path, base, core, local)
            return True
        if isinstance(base, list) and isinstance(core, list) and isinstance(local, list):
            return self._list(path, base, core, local)
        return False

    def taken(self, path: Path, base: Any, core: Any, local: Any) -> Take:
        """Whose value it is to be, as a whole; a chosen one as a piece."""
        if alike(core, local):
            if not alike(base, core):
                self._note(path, "same")
            return "local"
        if alike(base, core):
            self._note(path, "kept")
            return "local"
        if alike(base, local):
            self._note(path, "updated")
            return "core"
        return self._asked(path, _why(base, core, local))

    def _asked(self, path: Path, why: str) -> Take:
        part = named(self.local, path)
        choice = self.choose(part)
        if choice is None:
            self._note(path, "needs_decision", why)
            return "local"
        if choice.take == "text":
            self._note(path, "merged")
            return self.read(part, choice.text)
        self._note(path, "updated" if choice.take == "core" else "kept")
        return choice.take

    def _note(self, path: Path, outcome: Outcome, why: str = "") -> None:
        self.parts.append(Part(path, outcome, why))

    def _list(self, path: Path, base: list[Any], core: list[Any], local: list[Any]) -> bool:
        if alike(base, core) and alike(base, local):
            return True
        key = id_key(base, core, local)
        if key is not None:
            return self._by_id(path, key, base, core, local)
        if alike(core, local) or alike(base, core):
            return False
        if scalars(base, core, local) or alike(base, local):
            return self._in_order(path, base, core, local)
        return False

    def _in_order(self, path: Path, base: list[Any], core: list[Any], local: list[Any]) -> bool:
        """Merge lists by what stands next to what."""
        entries: list[Entry] = []
        sides = [list(map(frozen, side)) for side in (base, core, local)]
        for chunk in chunks(*sides):
            if chunk.kind == "conflict":
                return False
            if chunk.kind == "core":
                entries.extend(Entry("core", index) for index in range(*chunk.core))
            else:
                entries.extend(Entry("local", index) for index in range(*chunk.local))
        self._note(path, "updated" if alike(base, local) else "merged")
        self.edits.append(Arrange(path, tuple(entries)))
        return True

    def _by_id(self, path: Path, key: str, base: list[Any], core: list[Any], local: list[Any]) -> bool:
        """Merge lists of mappings item by item."""
        was, new, now = ([item_of(key, item) for item in side] for side in (base, core, local))
        ordered = order(was, new, now)
        if ordered is None:
            return False
        entries: list[Entry] = []
        for one in ordered:
            mine = Entry("local", now.index(one)) if one in now else None
            cores = Entry("core", new.index(one)) if one in new else None
            was_it = base[was.index(one)] if one in was else MISSING
            entry = self._item((*path, one), was_it, (core, cores), (local, mine))
            entries.extend([entry] if entry else [])
        for one in was:
            if one not in new and one not in now:
                self._note((*path, one), "same")
        self._arranged(path, entries, (was, new, now))
        return True

    def _item(
        self,
        path: Path,
        base: Any,
        core: tuple[list[Any], Entry | None],
        local: tuple[list[Any], Entry | None],
    ) -> Entry | None:
        """Merge an item, given its lists and where it stands in them; which one the merged list has."""
        new, now = (side[entry.index] if entry else MISSING for side, entry in (core, local))
        if self._inside(path, base, new, now):
            return local[1]
        take = self.taken(path, base, new, now)
        if isinstance(take, Piece):
            return Entry("core", -1, take)
        return local[1] if take == "local" else core[1]

    def _arranged(
        self, path: Path, entries: list[Entry], sides: tuple[list[Item], list[Item], list[Item]]
    ) -> None:
        was, new, now = sides
        here = [entry.index for entry in entries if entry.side == "local"]
        if here != sorted(here):
            self._note(path, "updated" if _in_order_of(now, was) else "merged")
        elif not _in_order_of(now, was):
            self._note(path, "same" if _in_order_of(now, new) and not _in_order_of(new, was) else "kept")
        if entries != [Entry("local", index) for index in range(len(now))]:
            self.edits.append(Arrange(path, tuple(entries)))


def _in_order_of(one: Sequence[Item], other: Sequence[Item]) -> bool:
    return [item for item in one if item in other] == [item for item in other if item in one]


def _why(base: Any, core: Any, local: Any) -> str:
    if base is MISSING:
        return BOTH_ADDED
    if core is MISSING:
        return CORE_REMOVED
    return PLACE_REMOVED if local is MISSING else BOTH_CHANGED
