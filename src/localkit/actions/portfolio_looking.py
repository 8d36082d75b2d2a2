"""Looking at the places of a portfolio: what a scan's worker does, in a process of its own or not."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from localkit import __version__
from localkit.actions.portfolio_added import told
from localkit.actions.quiet_workspace import Setting, quiet_from
from localkit.actions.snapshot import snapshot
from localkit.errors import LocalkitError, LocalVersionError
from localkit.hooks.failure import reason
from localkit.model.portfolio import FileState, KnownPlace, Looked
from localkit.model.snapshot import Snapshot
from localkit.store.file_states import files_state
from localkit.store.local_version_finding import RECORD
from localkit.store.source import Source
from localkit.workspace import Workspace


@dataclass(frozen=True)
class Batch:
    """What came of looking at some places.

    Attributes:
        looked: A result for each.
        failures: Plugins that failed, and why.
    """

    looked: tuple[Looked, ...]
    failures: tuple[tuple[str, str], ...] = ()


def look(setting: Setting, places: Sequence[KnownPlace], *, verify: bool) -> Batch:
    """Look at some places, in whatever process this is; one that cannot be read stops no other.

    Args:
        setting: What the workspace is made from.
        places: Which.
        verify: Whether everything is read, changed or not.
    """
    return look_with(quiet_from(setting), places, verify=verify)


def look_with(workspace: Workspace, places: Sequence[KnownPlace], *, verify: bool) -> Batch:
    """Look at some places with a workspace that lets no place's own plugins in."""
    looked = tuple(_look(workspace, known, verify=verify) for known in places)
    return Batch(looked, tuple((item.plugin, item.reason) for item in workspace.plugin_failures))


def unchanged(workspace: Workspace, known: KnownPlace, seed: bytes) -> bool:
    """Whether a folder's files are as they were, told by looking at them from outside.

    Args:
        workspace: Settings, plugins, clock.
        known: The place.
        seed: What ``measured_by`` gives.
    """
    if known.files is None or known.place.kind != "folder":
        return False
    try:
        return _same(known, files_state(Path(known.place.at), seed), workspace.today)
    except LocalkitError:
        return False  # who looks closer tells what is wrong


def _look(workspace: Workspace, known: KnownPlace, *, verify: bool) -> Looked:
    try:
        if known.place.kind == "git":
            return _in_git(workspace, known, verify=verify)
        if known.place.kind == "url":
            return _at_address(workspace, known, verify=verify)
        return _in_folder(workspace, known, verify=verify)
    except LocalkitError as error:
        return Looked(known.id, reason=told(error))
    except Exception as error:
        # A mistake of ours, met at one place, must not hide what all the others have to tell.
        return Looked(known.id, reason=f"localkit itself made a mistake ({reason(error)})")


def _in_folder(workspace: Workspace, known: KnownPlace, *, verify: bool) -> Looked:
    root = Path(known.place.at)
    seen = files_state(root, measured_by(workspace))
    if not verify and _same(known, seen, workspace.today):
        return Looked(known.id, files=known.files)
    if not (root / RECORD).is_file():
        raise LocalVersionError(
            "there is no local version here any more"
            if root.is_dir()
            else "the folder is not there any more",
            path=str(root),
        )
    return _measured(known, snapshot(workspace, root), seen, workspace.today)


def _in_git(workspace: Workspace, known: KnownPlace, *, verify: bool) -> Looked:
    from localkit.store.git_places import read_place  # noqa: PLC0415  most places are folders

    place, seed = known.place, measured_by(workspace).decode()
    source = Source("git", place.at, place.ref, place.directory)
    before = None if known.files is None or verify else known.files.digest.removeprefix(f"{seed} ")
    live = _same(known, known.files.digest if known.files else None, workspace.today)
    with read_place(source, workspace.limits, workspace.cache / "git", before if live else None) as (
        commit,
        root,
    ):
        if root is None:
            return Looked(known.id, files=known.files)
        return _measured(known, snapshot(workspace, root), f"{seed} {commit}", workspace.today)


def _at_address(workspace: Workspace, known: KnownPlace, *, verify: bool) -> Looked:
    from localkit.store.url_places import fetched_place  # noqa: PLC0415  most places are folders

    seed = measured_by(workspace).decode()
    live = not verify and known.files and _same(known, known.files.digest, workspace.today)
    before = known.files.digest.removeprefix(f"{seed} ") if live and known.files else None
    with fetched_place(known.place.at, workspace.limits, before) as (looks, root):
        if root is None:
            return Looked(known.id, files=known.files)
        return _measured(known, snapshot(workspace, root), looks and f"{seed} {looks}", workspace.today)


def _same(known: KnownPlace, seen: str | None, today: datetime.date) -> bool:
    before = known.files
    if before is None or known.state != "read" or seen != before.digest:
        return False
    return before.until is None or today.isoformat() <= before.until


def _measured(known: KnownPlace, made: Snapshot, seen: str | None, today: datetime.date) -> Looked:
    files = None if seen is None else FileState(seen, _until(made, today))
    return Looked(known.id, made, files=files)


def _until(made: Snapshot, today: datetime.date) -> str | None:
    """The last day on which the agreed exceptions are those of today."""
    day = datetime.timedelta(days=1)
    ends: list[datetime.date] = []
    for item in made.data["exceptions"]:
        start, last = (datetime.date.fromisoformat(item[key]) for key in ("from", "until"))
        ends.extend(end for end in (start - day, last) if end >= today)
    return min(ends).isoformat() if ends else None


def measured_by(workspace: Workspace) -> bytes:
    """What else a snapshot depends on: who measures."""
    if not workspace.asks_plugins:
        return __version__.encode()
    active = sorted(f"{item.name}={item.version or ''}" for item in workspace.manager.active)
    return ",".join([__version__, *active]).encode()
