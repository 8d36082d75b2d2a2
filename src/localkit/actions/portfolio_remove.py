"""Taking a place out of a portfolio, with all that was known of it; the place itself is left alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from localkit.actions.portfolio_finding import found_place
from localkit.model.portfolio import KnownPlace

if TYPE_CHECKING:
    from localkit.store.portfolio.opening import Portfolio


@dataclass(frozen=True)
class Removable:
    """What would go.

    Attributes:
        known: The place.
        snapshots: Number of its snapshots, which go with it.
    """

    known: KnownPlace
    snapshots: int


def removable(portfolio: Portfolio, name: str) -> Removable:
    """Find what would go; nothing is changed.

    Args:
        portfolio: Out of which.
        name: The place's whole name, its code, or where it is.

    Raises:
        InputError: There is none, or several are called so.
        MachineError: The portfolio is in the way.
    """
    from localkit.store.portfolio.snapshots import followed_places, history  # noqa: PLC0415  imports SQLAlchemy

    known = found_place(followed_places(portfolio), name, whole=True).known
    return Removable(known, len(history(portfolio, known.id)))


def remove(portfolio: Portfolio, found: Removable) -> None:
    """Take it out, with its snapshots.

    Raises:
        MachineError: The portfolio is in the way; nothing was removed.
    """
    from localkit.store.portfolio.places import remove_place  # noqa: PLC0415  imports SQLAlchemy

    remove_place(portfolio, found.known.id)


def removed_values(found: Removable, *, removed: bool) -> dict[str, Any]:
    """What came of it as the plain values that programs read (schema ``portfolio-remove``)."""
    place = found.known.place
    return {
        "format": 1,
        "removed": removed,
        "name": place.label,
        "kind": place.kind,
        "at": place.at,
        "ref": place.ref,
        "directory": place.directory,
        "snapshots": found.snapshots,
    }
