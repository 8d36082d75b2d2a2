"""Update: a later release reaches an edited local version, and nobody loses a word."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from localkit.actions.interview import Interview
from localkit.actions.knowing import known_later
from localkit.actions.local_version_opening import OpenedLocalVersion, opened_local_version
from localkit.actions.release_finding import Target, find_target, named_source
from localkit.actions.update_changes import (
    Measurements,
    kept_files,
    local_changes,
    open_update_of,
    own_changes,
    record_changes,
)
from localkit.actions.update_making import MadeRelease, Wishes, made_release
from localkit.engine.merging.files import nothing_settled
from localkit.engine.migrating import moves_between
from localkit.engine.planning import Release, plan_update
from localkit.engine.received import Received
from localkit.errors import InputError
from localkit.model.file_merge import FileMerge, Settle
from localkit.model.tree import File, Tree
from localkit.model.update_plan import UpdatePlan
from localkit.store.file_changes import StepNote
from localkit.store.journal import commit
from localkit.store.local_version_files import KNOWN, known_yaml, local_yaml, on_disk
from localkit.store.local_versions import find_root, found_valid
from localkit.store.locking import locked
from localkit.store.open_updates import stored_files
from localkit.store.scanning import Scan, scan
from localkit.workspace import Workspace


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


def update(
    workspace: Workspace, path: Path, request: UpdateRequest, interview: Interview | None = None
) -> Updated:
    """Bring a local version to another release of its kit.

    Args:
        workspace: Settings, folders, plugins, clock.
        path: The local version, or a folder in it.
        request: What is asked for.
        interview: Who answers what is new, and what is no longer allowed; None takes defaults for what is new.

    Raises:
        InputError: There is no local version, no such release, or an earlier update still waits for decisions.
        KitError: The kit has a fault, or its template fails.
        AnswersError: A recorded answer is no longer allowed, and nobody is there to be asked.
        LocalVersionError: One of the place's records is not as it should be.
        CoreError: The core as received is missing or damaged.
        SafetyError: The kit has code and is not trusted, or a path leads out of the folder.
        MachineError: The disk, the network, or another program is in the way. Nothing was changed.
    """
    root = find_root(path)
    with _held(root, dry_run=request.dry_run):
        opened = opened_local_version(workspace, root)
        source = named_source(opened, request.kit, request.directory)
        target = find_target(workspace, opened, source, request.to, asked=request.kit is not None)
        present = (target.kit.version, target.kit.digest) == (
            opened.record.kit_version,
            opened.record.kit_digest,
        )
        if opened.open_update is not None:
            _refuse_while_open(opened, target, present=present and not request.answers)
            return Updated(opened, None, repeated=True)
        if present and not request.answers and not request.offered:
            return _current(workspace, opened, target, request)
        wishes = Wishes(request.answers, request.offered, request.trust, request.without_code)
        made = made_release(workspace, opened, target.kit, wishes, interview)
        return _Update(workspace, opened, target, made, request).done()


@contextmanager
def _held(root: Path, *, dry_run: bool) -> Iterator[None]:
    """Hold the local version while it may be written."""
    if dry_run:
        yield
        return
    with locked(root):
        yield


def _refuse_while_open(opened: OpenedLocalVersion, target: Target, *, present: bool) -> None:
    still = opened.open_update
    if still is None or present:
        return
    number = len(still.waiting)
    what = "one passage still needs" if number == 1 else f"{number} passages still need"
    where = "the last step back" if still.kind == "undo" else f"the update to {still.after}"
    again = target.kit.version == opened.record.kit_version
    next_one = "other answers come" if again else f"{target.kit.version} comes"
    raise InputError(
        f"{what} your decision since {where}; {next_one} after that",
        path=str(opened.root),
        hint="`localkit status` shows them, `localkit resolve` settles them; "
        "`localkit resolve --all --take local` keeps this place's text everywhere.",
    )


def _current(
    workspace: Workspace, opened: OpenedLocalVersion, target: Target, request: UpdateRequest
) -> Updated:
    """The place has the release already: only what is known of later ones is noted."""
    if not request.dry_run and request.kit is None and request.to is None:
        known = known_later(workspace, opened.core.kit, opened.record.parameters, target.known)
        commit(opened.root, own_changes(opened.root, {KNOWN: known_yaml(known.values)}))
    return Updated(opened, None, dry_run=request.dry_run)


class _Update:
    def __init__(
        self,
        workspace: Workspace,
        opened: OpenedLocalVersion,
        target: Target,
        made: MadeRelease,
        request: UpdateRequest,
    ) -> None:
        self.workspace, self.opened, self.target = workspace, opened, target
        self.made, self.request = made, request
        core = opened.core
        self.found = _scanned(opened.root, core.baseline, made.core.baseline)
        self.before = Release(core.kit, core.baseline, opened.record.parameters)
        self.after = Release(made.core.kit, made.core.baseline, made.core.parameters)
        self.plan = self._planned(nothing_settled)

    def _planned(self, settle: Settle) -> UpdatePlan:
        return plan_update(
            self.before,
            self.after,
            self.found.tree,
            self.workspace.read,
            settle=settle,
            answers=self.made.answers,
        )

    def done(self) -> Updated:
        if self.request.dry_run:
            return Updated(self.opened, self.plan, dry_run=True)
        workspace, opened, plan = self.workspace, self.opened, self.plan
        at = workspace.clock().isoformat()
        moves = moves_between(opened.core.kit, self.made.core.kit)
        still = open_update_of(plan, "update", at, moves, (opened.core.baseline, self.made.core.baseline))
        files = self._marked().files if self.request.markers else plan.files
        own = local_changes(files, self.found.tree)
        after = {change.path: change.after for change in own}
        records, followed = record_changes(
            opened, self.made, plan, lambda: self._measurements(after), workspace.today.isoformat()
        )
        core = self.made.core
        known = known_later(workspace, core.kit, core.parameters, self.target.known)
        kept = kept_files(self.made, known.values, still, stored_files(opened.root))
        local = local_yaml(self.made.core.record)
        note = StepNote("update", at, {"from": plan.before, "to": plan.after, **_renamed(files)})
        commit(
            opened.root,
            [*own, *own_changes(opened.root, {**kept, **records})],
            note=note,
            folders=self._folders(),
        )
        # As after adapt: to hold against its schema what was just written would take an import of jsonschema.
        found_valid(workspace.cache, "local", local.data).keep()
        now = opened_local_version(workspace, opened.root)
        self._tell(now)
        return Updated(now, self.plan, followed.credited)

    def _marked(self) -> UpdatePlan:
        """The plan with both texts in the file where both sides changed something."""
        from localkit.engine.marking import marked_choices  # noqa: PLC0415  few want marks

        return self._planned(marked_choices(self.plan).get)

    def _measurements(self, after: Mapping[str, File | None]) -> Measurements:
        """The divergence before and after, for what was recorded of it."""
        from localkit.engine.divergence import Present, measure  # noqa: PLC0415  where nothing was recorded, not needed

        workspace, opened, made = self.workspace, self.opened, self.made.core
        files = {**self.found.tree.files, **{path: file for path, file in after.items() if file is not None}}
        files = {path: file for path, file in files.items() if after.get(path, file) is not None}
        old = Received(opened.core.kit, opened.core.baseline, opened.core.index, opened.record.parameters)
        new = Received(made.kit, made.baseline, made.index, made.parameters)
        present, later = (Present(Tree(tree), workspace.today) for tree in (self.found.tree.files, files))
        return Measurements(
            measure(old, present, workspace.read, workspace.check),
            measure(new, later, workspace.read, workspace.check),
        )

    def _folders(self) -> list[str]:
        """Empty folders that the release brings."""
        old, new = self.opened.core.baseline.folders, self.made.core.baseline.folders
        return sorted(new - old)

    def _tell(self, now: OpenedLocalVersion) -> None:
        """Tell plugins; what is made for them is made only where one listens."""
        if self.workspace.implements("localkit_local_version_updated"):
            from localkit.actions.local_version_value import local_version_value  # noqa: PLC0415  few plugins listen
            from localkit.actions.measuring import measured  # noqa: PLC0415

            local = local_version_value(self.workspace, now, measured(self.workspace, now))
            self.workspace.notify("localkit_local_version_updated", local=local, before=self.plan.before)


def _renamed(files: Iterable[FileMerge]) -> dict[str, dict[str, str]]:
    """Files that have another name now, for the way back; nothing where none has."""
    found = {file.local_path: file.path for file in files if file.local_path and file.path}
    moved = {old: new for old, new in found.items() if old != new}
    return {"renamed": moved} if moved else {}


def _scanned(root: Path, base: Tree, core: Tree) -> Scan:
    """A place's files; whatever lies where either release has a file is read, ignored or not."""
    found = scan(root, Tree({**base.files, **core.files}))
    hidden: dict[str, File] = {}
    for path in core:
        if path not in found.tree and os.path.lexists(root / path):
            _check_free(root, path)
            file = on_disk(root, path)
            hidden.update({path: file} if file is not None else {})
    return replace(found, tree=Tree({**found.tree.files, **hidden})) if hidden else found


def _check_free(root: Path, path: str) -> None:
    """Refuse to look at, or write over, what is no file of the place's own."""
    where = root / path
    if where.is_symlink():
        raise InputError(
            "a link is where the core has a file; localkit follows no link",
            path=path,
            hint="Put the file itself there, or give the link another name. Nothing was changed.",
        )
    if where.is_dir():
        raise InputError(
            "a folder is where the core has a file",
            path=path,
            hint="Give the folder another name, then update again. Nothing was changed.",
        )
    if not where.is_file():
        # A pipe, say: whoever opens it waits for somebody to write into it.
        raise InputError(
            "something that is no file is where the core has one",
            path=path,
            hint="Give it another name, then update again. Nothing was changed.",
        )
