"""One place of a portfolio in full, with what is different since the snapshot before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from localkit.actions.portfolio_finding import found_place
from localkit.actions.portfolio_list import place_values
from localkit.engine.snapshot_change import ElementChange, SnapshotChange, snapshot_change
from localkit.errors import InputError
from localkit.model.portfolio import Followed, Heard

if TYPE_CHECKING:
    from localkit.store.portfolio.opening import Portfolio


@dataclass(frozen=True)
class Shown:
    """A place, every snapshot of it with the newest first, and the change since the one before."""

    followed: Followed
    history: tuple[Heard, ...]
    change: SnapshotChange | None


def show_place(portfolio: Portfolio, name: str) -> Shown:
    """Find a place by its name, its code or where it is.

    Raises:
        InputError: There is none, or several are called so.
        MachineError: The portfolio is in the way.
    """
    from localkit.store.portfolio.snapshots import followed_places  # noqa: PLC0415  imports SQLAlchemy

    return _shown(portfolio, found_place(followed_places(portfolio), name))


def numbered_place(where: str, number: int) -> Shown:
    """A place by its number in the portfolio.

    Args:
        where: Path of the portfolio's file, or a database's address.
        number: The place's.

    Raises:
        InputError: It is not followed any more, or there is no portfolio.
        MachineError: The portfolio is in the way.
    """
    from localkit.store.portfolio.opening import open_portfolio  # noqa: PLC0415  imports SQLAlchemy
    from localkit.store.portfolio.snapshots import followed_place  # noqa: PLC0415

    with open_portfolio(where) as portfolio:
        found = followed_place(portfolio, number)
        if found is None:
            raise InputError(
                "this place is not followed any more", hint="Somebody took it out of the portfolio."
            )
        return _shown(portfolio, found)


def _shown(portfolio: Portfolio, found: Followed) -> Shown:
    from localkit.store.portfolio.snapshots import history  # noqa: PLC0415  imports SQLAlchemy

    past = tuple(history(portfolio, found.known.id))
    change = snapshot_change(past[1].snapshot, past[0].snapshot) if len(past) > 1 else None
    return Shown(found, past, change)


def shown_values(shown: Shown) -> dict[str, Any]:
    """All of it as the plain values that programs read (schema ``portfolio-show``)."""
    return {
        "format": 1,
        "place": place_values(shown.followed),
        "snapshot": dict(shown.history[0].snapshot.data) if shown.history else None,
        "history": [
            {"taken": item.snapshot.taken, "last_seen": item.last_seen, "digest": item.snapshot.digest}
            for item in shown.history
        ],
        "change": None if shown.change is None else _change_values(shown.change),
    }


def _change_values(change: SnapshotChange) -> dict[str, Any]:
    return {
        "since": change.since,
        "release": change.release and list(change.release),
        "stage": change.stage and list(change.stage),
        "numbers": {name: list(pair) for name, pair in change.numbers.items()},
        "elements": [_element_values(item) for item in change.elements],
    }


def _element_values(item: ElementChange) -> dict[str, Any]:
    look = {
        side: None if said is None else {"light": said[0], "state": said[1]}
        for side, said in (("before", item.before), ("after", item.after))
    }
    return {"id": item.id, "title": item.title, **look}
