"""What becomes of one file when a place takes another state of the core."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from localkit.model.merging import Choice, PartMerge
from localkit.model.tree import File

Settle: TypeAlias = Callable[[str], Choice | None]
"""Takes an address, gives how what both changed there is to be settled; None leaves it open."""


@dataclass(frozen=True)
class FileMerge:
    """One file of the baseline, the new core, or both.

    Attributes:
        base_path: Where the baseline has it; None where it does not.
        core_path: Where the new core has it.
        local_path: Where the place has it now.
        path: Where the place is to have it; None where it is not to be there.
        file: What it is to be; None where it is not to be there.
        parts: What became of its parts; none where nobody changed anything.
        name: What its addresses begin with where the place does not have it, if another file is called as the core
            calls it.
    """

    base_path: str | None
    core_path: str | None
    local_path: str | None
    path: str | None
    file: File | None
    parts: tuple[PartMerge, ...] = ()
    name: str | None = None

    @property
    def named(self) -> str:
        """The path that its addresses begin with: where it is to be; where it is not to be there, where it was."""
        found = self.path or self.local_path or self.name or self.core_path or self.base_path
        assert found is not None  # noqa: S101  one of the sides has it
        return found

    def address(self, part: PartMerge) -> str:
        """The address of one of its parts."""
        return f"{self.named}#{part.part}" if part.part else self.named

    @property
    def open(self) -> tuple[PartMerge, ...]:
        """Parts that need a decision."""
        return tuple(part for part in self.parts if part.outcome == "needs_decision")
