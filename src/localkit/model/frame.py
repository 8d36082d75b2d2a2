"""FRAME's lists of codes, with words for people, and what kits and plugins add to two of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Code:
    """One code of a list.

    Attributes:
        code: As it stands in files.
        words: For people.
        groups: For reasons: about society, the organisation, those who provide, those who receive.
        added_by: Who added it to FRAME's; None for one of FRAME's own.
    """

    code: str
    words: str
    groups: tuple[str, ...] = ()
    added_by: str | None = None


@dataclass(frozen=True)
class FrameField:
    """One thing that FRAME asks about a change.

    Attributes:
        name: Key in adaptations.yaml.
        column: What FRAME calls it; head of its column in a table.
        title: The same in short, for people.
        many: Whether several codes can be given.
        codes: Every code.
        source: Where the list comes from, and how sure that is.
    """

    name: str
    column: str
    title: str
    many: bool
    codes: tuple[Code, ...]
    source: str


@dataclass(frozen=True)
class Frame:
    """Framework for Reporting Adaptations and Modifications-Enhanced (Stirman, Baumann and Miller 2019)."""

    fields: tuple[FrameField, ...]

    def field(self, name: str) -> FrameField:
        """A field by its key.

        Raises:
            KeyError: There is none.
        """
        for found in self.fields:
            if found.name == name:
                return found
        raise KeyError(name)

    def words(self, name: str, code: str) -> str:
        """A code in words; the code itself, readable, where no list has it."""
        found = next((item.words for item in self.field(name).codes if item.code == code), None)
        return found if found is not None else code.replace("_", " ")

    def extended(self, name: str, codes: Mapping[str, str], added_by: str) -> Frame:
        """The same with more codes for a field. A code that is there keeps its words: nobody can take one away."""
        field = self.field(name)
        known = {item.code for item in field.codes}
        more = tuple(
            Code(code, words, added_by=added_by) for code, words in codes.items() if code not in known
        )
        new = replace(field, codes=(*field.codes, *more))
        return Frame(tuple(new if item is field else item for item in self.fields))
