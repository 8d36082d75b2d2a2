"""What taking another state of the core will do to a place: a value that every face shows before anything is done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from localkit.model.core_change import ChangeClass, CoreChange
from localkit.model.file_merge import FileMerge
from localkit.model.merging import Outcome
from localkit.model.passage import Passage, parse_address


@dataclass(frozen=True)
class PassagePlan:
    """What becomes of one passage.

    Attributes:
        address: Where the place has it, or is to have it.
        element: Id of the element that it belongs to, or None.
        element_title: That element's title.
        outcome: What becomes of it.
        why: In plain words, why it needs a decision; empty else.
        changes: What the core tells of the changes to that element, what is most pressing first.
        base: Its text as the place received it; None where it was not there, or nobody needs to see it.
        core: As the new core has it.
        local: As the place has it.
        merged: As it will be.
    """

    address: str
    element: str | None
    element_title: str | None
    outcome: Outcome
    why: str
    changes: tuple[CoreChange, ...]
    base: str | None
    core: str | None
    local: str | None
    merged: str | None

    @property
    def passage(self) -> Passage:
        """The address as a passage."""
        return parse_address(self.address)

    @property
    def change_class(self) -> ChangeClass | None:
        """The most pressing class of the core's changes to it; None where the core tells of none."""
        return self.changes[0].change_class if self.changes else None

    @property
    def pressing(self) -> bool:
        """Whether it comes from a statutory change, or one about safety."""
        return any(change.pressing for change in self.changes)

    @property
    def waits(self) -> bool:
        """Whether somebody has to decide."""
        return self.outcome == "needs_decision"


@dataclass(frozen=True)
class AnswerChanges:
    """What becomes of a place's answers.

    Attributes:
        added: New questions and how they are answered.
        renamed: Old name to new one.
        removed: Answers that nobody asks for any more; they are kept in the record.
        changed: Answers that are another now: name to value.
        invalid: Names of recorded answers that the new release does not allow.
    """

    added: Mapping[str, Any] = field(default_factory=dict)
    renamed: Mapping[str, str] = field(default_factory=dict)
    removed: Mapping[str, Any] = field(default_factory=dict)
    changed: Mapping[str, Any] = field(default_factory=dict)
    invalid: tuple[str, ...] = ()


@dataclass(frozen=True)
class UpdatePlan:
    """What an update does.

    Attributes:
        before: Release that the place has.
        after: Release that it is to have.
        files: What becomes of each file of either release.
        passages: The same by passage, what needs a decision first, and among that what is most pressing.
        changes: What the core tells of the changes between the two releases, what is most pressing first.
        untouched: Number of files that neither side changed.
    """

    before: str
    after: str
    files: tuple[FileMerge, ...]
    passages: tuple[PassagePlan, ...]
    changes: tuple[CoreChange, ...] = ()
    answers: AnswerChanges = AnswerChanges()
    untouched: int = 0

    @property
    def waiting(self) -> tuple[PassagePlan, ...]:
        """Passages that need a decision."""
        return tuple(passage for passage in self.passages if passage.waits)

    @property
    def summary(self) -> dict[str, int]:
        """Number of passages by outcome; of unchanged ones, the number of files."""
        counted = Counter(passage.outcome for passage in self.passages)
        order: tuple[Outcome, ...] = ("updated", "merged", "same", "kept", "needs_decision")
        told: dict[str, int] = {outcome: counted[outcome] for outcome in order}
        return {**told, "unchanged": self.untouched}
