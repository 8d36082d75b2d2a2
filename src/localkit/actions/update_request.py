"""What an update is asked for, and what it answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from localkit.actions.local_version_opening import OpenedLocalVersion
from localkit.model.open_update import WaitingPassage

if TYPE_CHECKING:
    from localkit.model.update_plan import PassagePlan, UpdatePlan


@dataclass(frozen=True)
class UpdateRequest:
    """What is asked for.

    Attributes:
        to: Version of the release; None for the newest.
        kit: Another source with the same kit; None for the recorded one.
        directory: Folder within that source.
        answers: Answers given now.
        offered: Answers that a source has; those that the kit does not ask for are left out.
        trust: Whether the kit may run its code.
        without_code: Whether hooks and extensions are left out.
        dry_run: Whether nothing is written.
        markers: Whether both texts stand in the file, with marks around them, where both sides changed something.
    """

    to: str | None = None
    kit: str | None = None
    directory: str | None = None
    answers: Mapping[str, Any] = field(default_factory=dict)
    offered: Mapping[str, Any] = field(default_factory=dict)
    trust: bool = False
    without_code: bool = False
    dry_run: bool = False
    markers: bool = False


@dataclass(frozen=True)
class Updated:
    """What an update did, or would do.

    Attributes:
        opened: The local version as it is now.
        plan: What became of each passage; None where the place had the release already.
        credited: Ids of adaptations that the core has taken up.
        dry_run: Whether nothing was written.
        repeated: Whether the update was made before and still waits for decisions.
    """

    opened: OpenedLocalVersion
    plan: UpdatePlan | None
    credited: tuple[str, ...] = ()
    dry_run: bool = False
    repeated: bool = False

    @property
    def waits(self) -> bool:
        """Whether somebody has to decide something."""
        if self.plan is not None and self.dry_run:
            return bool(self.plan.waiting)
        return self.opened.open_update is not None and bool(self.opened.open_update.waiting)


def as_waiting(item: PassagePlan) -> WaitingPassage:
    """A passage of a plan as it would wait."""
    return WaitingPassage(
        item.address,
        0,
        item.address.partition("#")[2],
        item.element,
        item.element_title,
        item.change_class,
        tuple(change.id for change in item.changes),
        item.why,
        item.base,
        item.core,
        item.local,
    )
