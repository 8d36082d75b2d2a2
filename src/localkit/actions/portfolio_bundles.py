"""Taking bundles that places sent into a portfolio: checked, and the newest counts."""

from __future__ import annotations

import datetime
import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from localkit.actions.portfolio_added import Added, Refused, told
from localkit.errors import LocalkitError
from localkit.model.portfolio import NewPlace
from localkit.model.snapshot import Snapshot
from localkit.workspace import Workspace

if TYPE_CHECKING:
    from localkit.store.portfolio.opening import Portfolio

_AHEAD: Final = datetime.timedelta(days=1)
"""How much a place's clock may be wrong; what claims a later moment would hide all that follows."""


def is_bundle(text: str) -> bool:
    """Whether a text names what may be a bundle."""
    return text.lower().endswith(".zip") and os.path.isfile(os.path.expanduser(text))


def add_bundles(
    workspace: Workspace,
    portfolio: Portfolio,
    paths: Sequence[Path],
    added: Added,
    at: str | None = None,
) -> None:
    """Take bundles in, the oldest first, and note in ``added`` what came of each.

    Args:
        workspace: Limits, clock.
        portfolio: Where to.
        paths: The bundles.
        added: Where it is noted.
        at: Where they were fetched from; None where they are these files.

    Raises:
        MachineError: The portfolio is in the way.
    """
    from localkit.store.portfolio.snapshots import keep_bundle  # noqa: PLC0415  imports SQLAlchemy

    found: list[tuple[datetime.datetime, Path, Snapshot]] = []
    for path in paths:
        item = _read(workspace, path)
        if isinstance(item, Refused):
            added.refused.append(item)
        else:
            found.append((item[0], path, item[1]))
    followed = _followed_otherwise(portfolio) if found else frozenset()
    for _, path, snapshot in sorted(found, key=lambda item: item[0]):
        place = _place(path, snapshot, at)
        if snapshot.identity in followed:
            added.there.append(place)
            continue
        new, newer = keep_bundle(portfolio, place, snapshot, workspace.clock().isoformat())
        told_of = {item.key for item in (*added.new, *added.newer, *added.there)}
        if place.key not in told_of:
            (added.new if new else added.newer if newer else added.there).append(place)


def _followed_otherwise(portfolio: Portfolio) -> frozenset[tuple[str, ...] | None]:
    """The places that are looked at where they are: what one of them sends says nothing new."""
    from localkit.store.portfolio.snapshots import followed_places  # noqa: PLC0415  imports SQLAlchemy

    return frozenset(
        item.heard.snapshot.identity
        for item in followed_places(portfolio)
        if item.heard is not None and item.heard.snapshot.identity and item.known.place.kind != "bundle"
    )


def _read(workspace: Workspace, path: Path) -> tuple[datetime.datetime, Snapshot] | Refused:
    from localkit.store.bundles import read_bundle  # noqa: PLC0415  imports jsonschema

    try:
        snapshot, _files = read_bundle(path, workspace.limits)
    except LocalkitError as error:
        return Refused.of(str(path), error, told(error).removeprefix(f"{path}: "))
    try:
        taken = datetime.datetime.fromisoformat(snapshot.taken)
    except ValueError:
        return Refused(str(path), f"it says that it was made at {snapshot.taken}, which is no moment")
    if taken > workspace.clock() + _AHEAD:
        return Refused(str(path), f"it says that it was made at {snapshot.taken}, which is still to come")
    return taken, snapshot


def _place(path: Path, snapshot: Snapshot, at: str | None) -> NewPlace:
    # Places of one district may have one code, and two of a town one name: only all of it together tells them apart.
    name = (snapshot.place_name or ("" if snapshot.place_code else path.stem)).casefold()
    own = (snapshot.kit_name, snapshot.place_id or "", snapshot.place_code or "", name)
    return NewPlace(
        f"bundle:{':'.join(own)}",
        snapshot.place_name or snapshot.place_code or path.stem,
        "bundle",
        at or os.path.realpath(path),
    )
