"""An update planned and written: everything that comes after the release was rendered for the place."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from localkit.actions.knowing import known_later
from localkit.actions.local_version_opening import OpenedLocalVersion, opened_local_version
from localkit.actions.release_finding import Target
from localkit.actions.update_changes import (
    Measurements,
    kept_files,
    local_changes,
    open_update_of,
    own_changes,
    record_changes,
)
from localkit.actions.update_making import MadeRelease
from localkit.actions.update_request import Updated, UpdateRequest
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
from localkit.store.local_versions import found_valid
from localkit.store.open_updates import stored_files
from localkit.store.scanning import Scan, scan
from localkit.workspace import Workspace


def note_known(workspace: Workspace, opened: OpenedLocalVersion, target: Target) -> None:
    """Note what is known of releases later than the one that a place has."""
    known = known_later(workspace, opened.core.kit, opened.record.parameters, target.known)
    commit(opened.root, own_changes(opened.root, {KNOWN: known_yaml(known.values)}))


class Applying:
    """A release that was made for a place, planned and written into it."""

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
