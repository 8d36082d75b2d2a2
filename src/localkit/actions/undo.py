"""Undo: back to before the last step, with what was written since."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from localkit.actions.local_version_opening import finish_interrupted, opened_local_version
from localkit.actions.update_changes import local_changes, open_update_of
from localkit.actions.waiting_opening import where_it_is
from localkit.engine.merging.files import Merging
from localkit.engine.merging.records import merge_record
from localkit.engine.merging.trees import merge_trees
from localkit.engine.migrating import NO_MOVES
from localkit.errors import InputError, LocalVersionError
from localkit.model.file_merge import FileMerge
from localkit.model.merging import PartMerge
from localkit.model.open_update import OpenUpdate, WaitingFile
from localkit.model.tree import File, Tree
from localkit.model.update_plan import PassagePlan, UpdatePlan
from localkit.store.file_changes import FileChange, StepNote
from localkit.store.history import Step, last_step, step_notes
from localkit.store.journal import commit
from localkit.store.local_version_files import CORE, KNOWN, LOCAL, on_disk
from localkit.store.local_versions import FOLDER, find_root
from localkit.store.locking import NAME as LOCK
from localkit.store.locking import locked
from localkit.store.open_updates import (
    UPDATE,
    open_update_files,
    parsed_open_update,
    read_open_update,
    stored_files,
)
from localkit.store.scanning import scan
from localkit.store.staging import away
from localkit.workspace import Workspace

_MADE = frozenset([CORE, KNOWN, LOCAL, *(f"{FOLDER}/{name}" for name in (".gitignore", LOCK))])
"""What localkit keeps of a local version that nobody has worked in."""

_SINCE = "going back changes it, and it was changed since"
_OUT = "going back takes it out, and it was changed since"


@dataclass(frozen=True)
class Undone:
    """What a step back did.

    Attributes:
        root: The local version's folder.
        note: The step that was undone; None where the making of the local version was.
        files: What became of the files of that step.
        open_update: What needs a decision now, or None.
        left: Number of steps that can still be undone.
    """

    root: Path
    note: StepNote | None
    files: tuple[FileMerge, ...] = ()
    open_update: OpenUpdate | None = None
    left: int = 0


def undo(workspace: Workspace, path: Path, shown: StepNote | None = None) -> Undone:
    """Go one step back. What was written since is kept, or becomes a decision.

    Args:
        workspace: Settings, folders, plugins, clock.
        path: The local version, or a folder in it.
        shown: The step that somebody was shown and said yes to: no other one is undone. None for whichever is last.

    Raises:
        InputError: There is no step back, it is not the one that was shown, or what was made by ``adapt`` has been
            changed since.
        LocalVersionError: What was kept of the step is damaged.
        MachineError: The disk or another program is in the way. Nothing was changed.
    """
    root = find_root(path)
    with locked(root):
        finish_interrupted(workspace, root)
        _check_settled(root)
        step = last_step(root)
        _check_shown(step, shown)
        if step is not None:
            return _Undoing(workspace, root, step).done()
        _check_untouched(workspace, root)
    away(root)
    return Undone(root, None)


def _check_settled(root: Path) -> None:
    """Refuse to go further back while the last step back left something to decide: its texts would be lost."""
    try:
        still = read_open_update(root)
    except LocalVersionError:
        return  # what is damaged cannot be settled; going back is the way out
    if still is None:
        return
    back = [item for item in still.waiting if still.kind == "undo" or item.instead_of is not None]
    if back:
        raise InputError(
            "the last step back left something to decide, and its text would be lost",
            path=back[0].address,
            hint="Settle it first: `localkit resolve --list` shows both texts.",
        )


def _check_shown(step: Step | None, shown: StepNote | None) -> None:
    if shown is not None and (step is None or step.note != shown):
        raise InputError(
            "the last step is another one by now: somebody was at work here meanwhile",
            hint="Nothing was undone. Look again at what is the last step.",
        )


def _check_untouched(workspace: Workspace, root: Path) -> None:
    """Refuse to take away a local version in which somebody has written anything."""
    baseline = opened_local_version(workspace, root).core.baseline
    changed = (path for path in baseline if not _same(root, path, baseline))
    what = next(changed, None) or next(_more_than(root, baseline), None)
    if what is not None:
        raise InputError(
            f"there is no step to go back to but the making of this local version, and {what} is this place's own",
            path=str(root),
            hint="If you mean to be rid of all of it, delete the folder yourself.",
        )


def _same(root: Path, path: str, baseline: Tree) -> bool:
    now = on_disk(root, path)
    return now is not None and now.data == baseline[path].data


def _more_than(root: Path, baseline: Tree) -> Iterator[str]:
    """Whatever lies in the folder beside what was made; what localkit is to ignore is somebody's, too."""
    for folder, folders, files in os.walk(root):
        links = [name for name in folders if (Path(folder) / name).is_symlink()]
        for name in sorted([*files, *links]):
            path = (Path(folder) / name).relative_to(root).as_posix()
            if path not in baseline and path not in _MADE:
                yield path


class _Undoing:
    def __init__(self, workspace: Workspace, root: Path, step: Step) -> None:
        self.workspace, self.root, self.step = workspace, root, step
        self.own = [change for change in step.changes if not _kept(change.path)]
        self.kept = [change for change in step.changes if _kept(change.path)]

    def done(self) -> Undone:
        files, local = self._merged()
        still = self._still(files)
        changes = [*local_changes(files, local), *self._records(still)]
        commit(self.root, changes, pops=self.step.number)
        left = len(step_notes(self.root))
        waits = read_open_update(self.root)
        now = None if waits is None else where_it_is(self.root, self.received, waits)
        return Undone(self.root, self.step.note, files, now, left)

    def _merged(self) -> tuple[tuple[FileMerge, ...], Tree]:
        base = {change.path: change.after for change in self.own if change.after is not None}
        core = {change.path: change.before for change in self.own if change.before is not None}
        touched = {change.path for change in self.own}
        known = {**self.received.files, **base, **core}
        local = scan(self.root, Tree(known)).tree
        # Every other file of the core's is itself: none of them is taken for one that the step touched.
        others = {path: file for path, file in local.items() if path in self.received and path not in touched}
        renamed = {new: old for old, new in dict(self.step.note.said.get("renamed", {})).items()}
        how = Merging(self.workspace.read, renamed)
        found = merge_trees({**base, **others}, {**core, **others}, local, how)
        mine = tuple(_told(file) for file in found if not _is_other(file, others))
        return mine, local

    @cached_property
    def received(self) -> Tree:
        """The core as received."""
        return opened_local_version(self.workspace, self.root, waiting=False).core.baseline

    def _still(self, files: tuple[FileMerge, ...]) -> OpenUpdate | None:
        """What going back leaves to decide, beside what waited before the step."""
        if self.step.note.action == "resolve":
            return self._waits_again(files)
        said = self.step.note.said
        passages = tuple(_as_plan(file, part) for file in files for part in file.open)
        plan = UpdatePlan(str(said.get("to", "")), str(said.get("from", "")), files, passages)
        at = self.workspace.clock().isoformat()
        return open_update_of(plan, "undo", at, NO_MOVES, self._sides())

    def _sides(self) -> tuple[dict[str, File], dict[str, File]]:
        """The step's files after it and before it."""
        return (
            {change.path: change.after for change in self.own if change.after is not None},
            {change.path: change.before for change in self.own if change.before is not None},
        )

    def _waits_again(self, files: tuple[FileMerge, ...]) -> OpenUpdate | None:
        """What waited before a decision; where its text was edited since, the way back is to be decided first."""
        edited = [(file, part) for file in files for part in file.open]
        before = self._open_update_before()
        if not edited or before is None:
            return None
        base, core = self._sides()
        waiting_files = [*before.files]
        passages = {item.address: item for item in before.passages}
        for file, part in edited:
            address = file.address(part)
            old = passages.get(address)
            if old is None:
                continue
            sides = (base.get(file.base_path or ""), core.get(file.core_path or ""))
            waiting_files.append(WaitingFile(file.base_path, file.core_path, file.local_path, *sides))
            passages[address] = replace(
                old,
                file=len(waiting_files) - 1,
                part=part.part,
                why=part.why,
                base=part.base,
                core=part.core,
                local=part.local,
                settled=None,
                reason=None,
                instead_of=old,
            )
        return replace(before, files=tuple(waiting_files), passages=tuple(passages.values()))

    def _open_update_before(self) -> OpenUpdate | None:
        """The open update as it was before the step, from what the step kept and what it left alone."""
        there = {**stored_files(self.root)}
        for change in self.kept:
            if change.path.startswith(f"{UPDATE}/") and change.before is not None:
                there[change.path] = change.before
        before = parsed_open_update(there, self.root)
        return None if before is None else where_it_is(self.root, self.received, before)

    def _records(self, still: OpenUpdate | None) -> Iterator[FileChange]:
        wanted: dict[str, File | None] = {}
        for change in self.kept:
            if not change.path.startswith(f"{UPDATE}/"):
                wanted[change.path] = self._record(change)
        wanted.update(self._update(still))
        for path, after in wanted.items():
            before = on_disk(self.root, path)
            if (before and before.data) != (after and after.data):
                yield FileChange(path, before, after)

    def _update(self, still: OpenUpdate | None) -> Mapping[str, File | None]:
        """What ``.localkit/update`` is to hold."""
        there = [change for change in self.kept if change.path.startswith(f"{UPDATE}/")]
        wanted: dict[str, File | None] = {}
        if there or still is not None:
            wanted.update(dict.fromkeys(stored_files(self.root)))
            wanted.update({change.path: change.before for change in there})
            # A file of the open update that the step did not touch stays as it is.
            touched = {change.path for change in there}
            if self.step.note.action == "resolve":
                wanted = {path: file for path, file in wanted.items() if path in touched}
        if still is not None:
            wanted.update(open_update_files(still))
        return wanted

    def _record(self, change: FileChange) -> File | None:
        now = on_disk(self.root, change.path)
        if now is None or change.after is None or now.data == change.after.data:
            return change.before
        return merge_record(change.path, change.after, change.before, now)


def _as_plan(file: FileMerge, part: PartMerge) -> PassagePlan:
    return PassagePlan(
        address=file.address(part),
        element=None,
        element_title=None,
        outcome=part.outcome,
        why=part.why,
        changes=(),
        base=part.base,
        core=part.core,
        local=part.local,
        merged=part.merged,
    )


def _kept(path: str) -> bool:
    return path.startswith(f"{FOLDER}/")


def _is_other(file: FileMerge, others: Mapping[str, File]) -> bool:
    return file.base_path in others and file.core_path == file.base_path


def _told(file: FileMerge) -> FileMerge:
    """The same, with reasons in the words of a step back."""
    return replace(
        file,
        parts=tuple(
            replace(part, why=_OUT if part.core is None else _SINCE) if part.why else part
            for part in file.parts
        ),
    )
