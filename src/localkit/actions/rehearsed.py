"""What a release would do to one place: the value, and how it is found out, in whatever process this is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from localkit.actions.rehearse_reaching import Reached, reached
from localkit.actions.release_finding import same_kit
from localkit.actions.update import UpdateRequest, update
from localkit.actions.update_json import plan_values
from localkit.errors import AnswersError, LocalkitError
from localkit.hooks.failure import reason
from localkit.model.portfolio import NewPlace
from localkit.workspace import Workspace


@dataclass(frozen=True)
class Rehearsed:
    """What a release would do to one place.

    Attributes:
        path: The local version's folder, or where else it is known from.
        place: The place's name, or the folder's.
        plan: The plan as ``localkit update --dry-run --format json`` prints it; None where there is none.
        reason: Why there is none: the release is there already, or what is wrong.
        hint: What to do about it.
        answers: Whether a recorded answer of the place's is what is wrong.
        failed: Whether something is wrong at all.
        present: Whether the place has the release already.
        bundle: The day of the bundle that it was rehearsed from; None where its own files were at hand.
        other_kit: Whether it was made from another kit.
    """

    path: str
    place: str
    plan: Mapping[str, Any] | None = None
    reason: str | None = None
    hint: str | None = None
    answers: bool = False
    failed: bool = False
    present: bool = False
    bundle: str | None = None
    other_kit: bool = False

    @property
    def waiting(self) -> list[Mapping[str, Any]]:
        """The rows that would need a decision."""
        rows = self.plan["passages"] if self.plan else ()
        return [row for row in rows if row["outcome"] == "needs_decision"]


def rehearsed(
    workspace: Workspace, wish: UpdateRequest, release: tuple[str, str], place: NewPlace
) -> Rehearsed:
    """Rehearse one place; whatever is wrong with it is told and stops no other.

    Args:
        workspace: One that lets no place's own plugins in.
        wish: The update.
        release: Name and version of what is rehearsed.
        place: Where it is.
    """
    empty = Rehearsed(place.where, place.label)
    try:
        with reached(workspace, wish, place) as found:
            other = found.kit is not None and not same_kit(found.kit, release)
            empty = replace(empty, place=found.name or place.label, bundle=found.bundle, other_kit=other)
            return _planned(workspace, wish, found, empty)
    except LocalkitError as error:
        wrong = isinstance(error, AnswersError)
        return replace(empty, reason=error.message, hint=error.hint, answers=wrong, failed=True)
    except Exception as error:
        # A mistake of ours, met at one place, must not hide what all the others have to tell.
        return replace(empty, reason=f"localkit itself made a mistake ({reason(error)})", failed=True)


def _planned(workspace: Workspace, wish: UpdateRequest, found: Reached, empty: Rehearsed) -> Rehearsed:
    if found.root is None:
        return replace(empty, reason=found.reason, hint=found.hint)
    done = update(workspace, found.root, wish)
    if done.plan is not None:
        return replace(empty, plan=plan_values(done.plan))
    still = done.opened.open_update
    if still is not None and still.waiting:
        return replace(empty, reason="an earlier update still waits for decisions")
    return replace(empty, present=True)
