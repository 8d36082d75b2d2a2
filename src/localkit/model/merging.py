"""What becomes of texts that the core and a place both may have changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, TypeAlias

Outcome: TypeAlias = Literal["unchanged", "updated", "kept", "merged", "same", "needs_decision"]
"""updated: the core's new text is there now; kept: the place's own, which the core left alone; merged: words of both;
same: both say the same now; needs_decision: both changed it, the place's text stays until somebody decides."""

Take: TypeAlias = Literal["core", "local", "text"]


@dataclass(frozen=True)
class Choice:
    """How somebody settles what both changed.

    Attributes:
        take: The core's text, the place's, or another one.
        text: That other text.
    """

    take: Take
    text: str | None = None


Choose: TypeAlias = Callable[[str], Choice | None]
"""Takes a part's name (see ``PartMerge.part``), gives how it is to be settled; None leaves it open."""


def undecided(part: str) -> Choice | None:  # noqa: ARG001  it is so for each of them
    """Leaves everything open that both changed."""
    return None


@dataclass(frozen=True)
class PartMerge:
    """What became of one part of a file.

    Attributes:
        part: What stands behind ``#`` in its address: ``A > B``, ``/pointer``, ``row=KEY``, ``column=NAME``; empty for
            the file as a whole, ``new file`` for one that the core adds where the place keeps another one. As the
            local version has it, where it is there.
        outcome: What became of it.
        why: In plain words, why it needs a decision; empty else.
        base: As the place received it; None where it was not there.
        core: As the new core has it; None where it is not there.
        local: As the place has it; None where it is not there.
        merged: As the merged file has it; None where it is not there any more.
        core_part: Its name in the new core (in the baseline, where the core took it out), if that is another one.
    """

    part: str
    outcome: Outcome
    why: str
    base: str | None
    core: str | None
    local: str | None
    merged: str | None
    core_part: str | None = None


@dataclass(frozen=True)
class DocumentMerge:
    """A merged text.

    Attributes:
        text: The place's words wherever something is still to be decided.
        parts: What became of each part that one side or both changed; unchanged ones are left out.
    """

    text: str
    parts: tuple[PartMerge, ...] = ()

    @property
    def open(self) -> tuple[PartMerge, ...]:
        """Parts that need a decision."""
        return tuple(part for part in self.parts if part.outcome == "needs_decision")
