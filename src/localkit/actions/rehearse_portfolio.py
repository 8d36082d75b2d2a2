"""Which places of a portfolio a release can be rehearsed with: those whose folder is at hand."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from localkit.actions.rehearse import Rehearsed
from localkit.model.portfolio import KnownPlace
from localkit.store.portfolio.places import listed_places

if TYPE_CHECKING:
    from localkit.store.portfolio.opening import Portfolio

_WHY = {
    "git": "it is known by a git repository; a release is rehearsed with folders only",
    "bundle": "it is known by a bundle only, which has no documents in it",
}


def rehearsable(portfolio: Portfolio) -> tuple[tuple[Path, ...], tuple[Rehearsed, ...]]:
    """The folders of a portfolio's places, and the places that have none, with the reason.

    Raises:
        MachineError: The database is in the way.
    """
    known = listed_places(portfolio)
    folders = tuple(Path(item.place.at) for item in known if item.place.kind == "folder")
    return folders, tuple(_without_folder(item) for item in known if item.place.kind != "folder")


def _without_folder(item: KnownPlace) -> Rehearsed:
    return Rehearsed(item.place.where, item.place.label, None, _WHY[item.place.kind])
