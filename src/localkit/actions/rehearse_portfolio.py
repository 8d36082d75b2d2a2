"""Which places of a portfolio a release can be rehearsed with: those whose folder is at hand."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from localkit.actions.rehearse import Rehearsed
from localkit.store.local_versions import FOLDER
from localkit.store.portfolio.places import listed_places

if TYPE_CHECKING:
    from localkit.store.portfolio.opening import Portfolio

_WHY = {
    "git": "it is known by a git repository; a release is rehearsed with folders only",
    "bundle": "it is known by a bundle only, which has no documents in it",
}
_GONE = "there is no local version any more where it was added"
_ELSEWHERE = "If it was moved, add it again from where it is now: `localkit portfolio add`."


def rehearsable(portfolio: Portfolio) -> tuple[tuple[Path, ...], tuple[Rehearsed, ...]]:
    """The folders of a portfolio's places, and the places that have none, with the reason.

    Raises:
        MachineError: The database is in the way.
    """
    folders: list[Path] = []
    others: list[Rehearsed] = []
    for item in listed_places(portfolio):
        if item.place.kind != "folder":
            others.append(Rehearsed(item.place.where, item.place.label, None, _WHY[item.place.kind]))
        elif (Path(item.place.at) / FOLDER).is_dir():
            folders.append(Path(item.place.at))
        else:
            others.append(Rehearsed(item.place.where, item.place.label, None, _GONE, _ELSEWHERE, failed=True))
    return tuple(folders), tuple(others)
