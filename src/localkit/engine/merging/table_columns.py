"""The columns of a merged table: which ones it has, in which order, and what they are called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from localkit.engine.merging.table_reading import Table
from localkit.model.merging import Choice, Choose, Outcome, PartMerge
from localkit.syntax.words import collapsed

CORE_OUT = "the core took it out, and this place changed it"
PLACE_OUT = "this place took it out, and the core changed it"
BOTH_CHANGED = "both changed it"


@dataclass(frozen=True)
class Columns:
    """The columns of a merged table.

    Attributes:
        names: As the baseline calls them, in order.
        titles: Column to what it is called in the merged table.
        parts: What became of those that one side or both took out, added or gave another name.
    """

    names: tuple[str, ...]
    titles: Mapping[str, str]
    parts: tuple[PartMerge, ...]


def merge_columns(was: Table, new: Table, now: Table, choose: Choose) -> Columns | None:
    """Merge the columns of three tables that call theirs alike.

    Returns:
        None where two of the merged columns would have one name.
    """
    merging = _ColumnMerging(was, new, now, choose)
    names = merging.names()
    titles = {name: merging.title(name) for name in names}
    if len(set(titles.values())) < len(titles):
        return None
    return Columns(names, titles, tuple(merging.parts))


@dataclass
class _ColumnMerging:
    was: Table
    new: Table
    now: Table
    choose: Choose
    parts: list[PartMerge] = field(default_factory=list)

    def names(self) -> tuple[str, ...]:
        """The place's order, what it gets from the core behind what it stands behind there."""
        names = [name for name in self.now.names if name in self.new.names or self._stays(name)]
        for position, name in enumerate(self.new.names):
            if name in self.now.names or not self._comes(name):
                continue
            before = self.new.names[:position]
            names.insert(max((names.index(other) + 1 for other in before if other in names), default=1), name)
        return tuple(names)

    def _stays(self, name: str) -> bool:
        """A column that the core took out stays where the place wrote something of its own in it."""
        if name not in self.was.names:
            return True
        if not self._changed(name, self.now, self.now.rows):
            self._tell(name, "updated", "", None)
            return False
        taken = self._settled(name, CORE_OUT, self.now)
        return taken is None or taken.take != "core"

    def _comes(self, name: str) -> bool:
        """A column that the place took out never comes back; a change of the core in it is told."""
        if name not in self.was.names:
            self._tell(name, "updated", "", self.new)
            return True
        known = {key: row for key, row in self.new.rows.items() if key in self.was.rows}
        if not self._changed(name, self.new, known):
            return False
        taken = self._settled(name, PLACE_OUT, None)
        return taken is not None and taken.take == "core"

    def _changed(self, name: str, side: Table, rows: Mapping[str, Mapping[str, str]]) -> bool:
        """Whether one side gave a column another name, or says something else in it."""
        return side.titles[name] != self.was.titles[name] or any(
            collapsed(row.get(name, "")) != collapsed(self.was.rows.get(key, {}).get(name, ""))
            for key, row in rows.items()
        )

    def title(self, name: str) -> str:
        """The place's name for a column; the core's new one where the place did not give it another."""
        titles = [table.titles.get(name) for table in (self.was, self.new, self.now)]
        was, new, now = titles
        if new is None or now is None:
            return now or new or name
        if new in (was, now) or was is None:
            return now
        if now == was:
            self._tell(name, "updated", "", self.new)
            return new
        taken = self._settled(name, BOTH_CHANGED, self.now)
        return new if taken is not None and taken.take == "core" else now

    def _settled(self, name: str, why: str, kept: Table | None) -> Choice | None:
        """How a column is settled, and what is told of it."""
        choice = self.choose(f"column={self._named(name)}")
        if choice is None:
            self._tell(name, "needs_decision", why, kept)
        elif choice.take == "core":
            self._tell(name, "updated", "", self.new)
        else:
            self._tell(name, "kept", "", kept)
        return choice

    def _named(self, name: str) -> str:
        """As the place calls it, or as it is called where it is."""
        return self.now.titles.get(name) or self.new.titles.get(name) or name

    def _tell(self, name: str, outcome: Outcome, why: str, merged: Table | None) -> None:
        was, new, now = (table.column(name) for table in (self.was, self.new, self.now))
        text = merged.column(name) if merged else None
        self.parts.append(PartMerge(f"column={self._named(name)}", outcome, why, was, new, now, text))
