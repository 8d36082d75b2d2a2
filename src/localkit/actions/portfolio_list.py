"""Listing a portfolio: a line for each place, by name; nothing is ranked."""

from __future__ import annotations

import difflib
import glob
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any, Final, get_args

from localkit.engine.snapshot_telling import open_decisions
from localkit.errors import InputError
from localkit.model.portfolio import Followed, PlaceKind, PlaceState
from localkit.model.vocabulary import LIGHTS, STAGES

if TYPE_CHECKING:
    from localkit.store.portfolio.opening import Portfolio


@dataclass(frozen=True)
class PlaceFilter:
    """One thing that places have to be, as ``stage=live``.

    Attributes:
        key: One of ``FILTERS``.
        value: What is wanted, in whatever case; ``*`` stands for anything.
    """

    key: str
    value: str

    @classmethod
    def of(cls, text: str) -> PlaceFilter:
        """From what a person typed.

        Raises:
            InputError: It is no filter, or asks for what no place can be.
        """
        key, equals, value = text.partition("=")
        if not equals or key not in FILTERS:
            raise InputError(
                f'"{text}" is no filter',
                hint=f"Write KEY=VALUE, as stage=live. KEY is one of: {', '.join(FILTERS)}.",
            )
        _check_value(key, value)
        return cls(key, value)

    def fits(self, item: Followed) -> bool:
        """Whether a place is so."""
        wanted = self.value.casefold()
        return any(fnmatchcase(said.casefold(), wanted) for said in FILTERS[self.key](item))


def _of_snapshot(find: Callable[[Mapping[str, Any]], Sequence[str]]) -> Callable[[Followed], Sequence[str]]:
    return lambda item: () if item.heard is None else find(item.heard.snapshot.data)


FILTERS: Final[Mapping[str, Callable[[Followed], Sequence[str]]]] = {
    "name": lambda item: [item.known.place.label],
    "code": _of_snapshot(lambda data: [data["place"]["code"] or ""]),
    "kit": _of_snapshot(lambda data: [data["kit"]["name"]]),
    "release": _of_snapshot(lambda data: [data["kit"]["version"]]),
    "stage": _of_snapshot(lambda data: [data["stage"]]),
    "light": _of_snapshot(lambda data: [name for name, number in data["lights"].items() if number]),
    "state": lambda item: [item.known.state],
    "kind": lambda item: [item.known.place.kind],
}
"""What places can be chosen by, and what each place has of it."""


_VALUES: Final[Mapping[str, Sequence[str]]] = {
    "stage": STAGES,
    "light": LIGHTS,
    "state": get_args(PlaceState),
    "kind": get_args(PlaceKind),
}
"""Where only some values can be."""


def _check_value(key: str, value: str) -> None:
    """Refuse what no place can be: an empty list would look as if there were none."""
    values = _VALUES.get(key)
    if values is None or glob.has_magic(value) or value.casefold() in values:
        return
    close = difflib.get_close_matches(value.casefold(), values, 1)
    meant = f'Did you mean "{close[0]}"? ' if close else ""
    raise InputError(f'no {key} is called "{value}"', hint=f"{meant}There are: {', '.join(values)}.")


def list_places(portfolio: Portfolio) -> list[Followed]:
    """Every place, by name.

    Raises:
        MachineError: The portfolio is in the way.
    """
    from localkit.store.portfolio.snapshots import followed_places  # noqa: PLC0415  imports SQLAlchemy

    return followed_places(portfolio)


def chosen(places: Sequence[Followed], filters: Sequence[PlaceFilter]) -> list[Followed]:
    """The places that every filter fits, in the same order."""
    return [item for item in places if all(one.fits(item) for one in filters)]


def place_values(item: Followed) -> dict[str, Any]:
    """A place as the plain values that programs read (schema ``portfolio``)."""
    known, data = item.known, item.heard.snapshot.data if item.heard else None
    return {
        "name": known.place.label,
        "code": data and data["place"]["code"],
        "kind": known.place.kind,
        "at": known.place.at,
        "ref": known.place.ref,
        "directory": known.place.directory,
        "state": known.state,
        "reason": known.reason,
        "last_heard": item.heard.last_seen if item.heard else None,
        "kit": data and {key: data["kit"][key] for key in ("name", "version")},
        "stage": data and data["stage"],
        "lights": data and data["lights"],
        "behind": data and data["behind"] and data["behind"]["releases"],
        "recorded": data and data["recorded"],
        "unrecorded": data and data["unrecorded"],
        "needs_decision": data and open_decisions(data),
    }
