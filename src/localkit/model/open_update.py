"""An update that still needs decisions: what waits, and what is needed to settle it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from localkit.model.core_change import PRESSING, ChangeClass
from localkit.model.merging import Take
from localkit.model.tree import File

UpdateKind: TypeAlias = Literal["update", "undo"]


@dataclass(frozen=True)
class WaitingFile:
    """A file that has passages which both sides changed.

    Attributes:
        base_path: Where the baseline had it; None where it did not.
        core_path: Where the new core has it; None where it took it out.
        local_path: Where the place had it; None where it had taken it out.
        base: What the place had received.
        core: What the new core has.
        renamed: Heading to heading, where the kit says that headings moved.
        split: Heading to the headings that it became.
        formerly: Where the place had it when it began to wait, if it was found under another name since.
    """

    base_path: str | None
    core_path: str | None
    local_path: str | None
    base: File | None
    core: File | None
    renamed: tuple[tuple[str, str], ...] = ()
    split: tuple[tuple[str, tuple[str, ...]], ...] = ()
    formerly: str | None = None


@dataclass(frozen=True)
class WaitingPassage:
    """A passage that both sides changed.

    Attributes:
        address: Where the place had it.
        file: Number of its file among the waiting ones.
        part: What stands behind ``#`` in the address.
        element: Id of the element it belongs to, or None.
        title: That element's title.
        change_class: Why the core changed it, as the most pressing of its changes has it.
        changes: Ids of those changes.
        why: Why it needs a decision, in plain words.
        base: As the place had received it.
        core: As the new core has it.
        local: As the place had it.
        settled: How it was settled; None while it waits.
        reason: Why it was settled so, where somebody said.
        instead_of: What waited here before a decision that was undone after the text had been edited: it waits again
            as soon as the text from before that decision is taken back.
    """

    address: str
    file: int
    part: str
    element: str | None
    title: str | None
    change_class: ChangeClass | None
    changes: tuple[str, ...]
    why: str
    base: str | None
    core: str | None
    local: str | None
    settled: Take | None = None
    reason: str | None = None
    instead_of: WaitingPassage | None = None

    @property
    def waits(self) -> bool:
        """Whether it still needs a decision."""
        return self.settled is None

    @property
    def pressing(self) -> bool:
        """Whether it comes from a statutory change, or one about safety."""
        return self.change_class in PRESSING


@dataclass(frozen=True)
class OpenUpdate:
    """An update, or a step back, with passages that wait.

    Attributes:
        kind: Whether it was an update or a step back.
        before: Release that the place had.
        after: Release that it has now.
        at: When it was made, ISO 8601.
        files: What is needed to settle the passages.
        passages: What waits, and what waited and is settled; what is most pressing first.
        taken: Ids of core changes of which something was taken without asking.
        unsure: Ids of core changes of which nobody can tell what became before all is settled: something waits that
            no change names.
    """

    kind: UpdateKind
    before: str
    after: str
    at: str
    files: tuple[WaitingFile, ...]
    passages: tuple[WaitingPassage, ...]
    taken: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()

    @property
    def waiting(self) -> tuple[WaitingPassage, ...]:
        """Passages that still need a decision."""
        return tuple(passage for passage in self.passages if passage.waits)
