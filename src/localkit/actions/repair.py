"""Repair: the core as received, made again from the release that it came from."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, TypeAlias

from localkit import render
from localkit.actions.interview import Interview, Making, given_answers
from localkit.actions.kit_opening import chosen_kit, fetched_kit
from localkit.actions.local_version_opening import finish_interrupted
from localkit.actions.making_core import MadeCore, made_core, parameters_of, rendered
from localkit.actions.plugin_answers import with_plugin_schemas
from localkit.actions.release_finding import check_name, pinned, source_releases, tagged_releases
from localkit.actions.trusting import trusted_kit
from localkit.actions.update_changes import own_changes
from localkit.errors import CoreError, InputError, SafetyError
from localkit.store.core_archive import NAME, read_core
from localkit.store.journal import commit
from localkit.store.kits import OpenedKit
from localkit.store.local_version_editing import changed_record
from localkit.store.local_version_files import CORE, core_zip
from localkit.store.local_versions import FOLDER, LocalRecord, find_root, read_record
from localkit.store.locking import locked
from localkit.store.releases import Release
from localkit.store.source import Source
from localkit.store.sources import find_source
from localkit.workspace import Workspace

CoreState: TypeAlias = Literal["fine", "missing", "unreadable", "changed"]


@dataclass(frozen=True)
class RepairRequest:
    """What is asked for.

    Attributes:
        kit: Where the release is: a folder, a zip, a git address, a kit's name.
        directory: Folder within that source.
        trust: Whether the kit may run its code.
        without_code: Whether hooks and extensions are left out.
    """

    kit: str
    directory: str | None = None
    trust: bool = False
    without_code: bool = False


@dataclass(frozen=True)
class Repaired:
    """What was done.

    Attributes:
        root: The local version's folder.
        record: What it was made from.
        state: What core.zip was like.
        files: How many files the core has; None where nothing was made.
        renewed: Whether the core made now is not, byte for byte, the one that local.yaml named.
    """

    root: Path
    record: LocalRecord
    state: CoreState
    files: int | None = None
    renewed: bool = False


def repair(
    workspace: Workspace, path: Path, request: RepairRequest, interview: Interview | None = None
) -> Repaired:
    """Put core.zip back where it is missing, cannot be read, or was changed.

    Nothing else is written, but the digest in local.yaml where the core made now has another one. It is no step of
    history: going back from it would only break the core again, and bar the way to the steps before.

    Args:
        workspace: Settings, folders, plugins, clock.
        path: The local version, or a folder in it.
        request: What is asked for.
        interview: Who is asked whether the kit's code may run; None asks nobody.

    Raises:
        InputError: There is no local version, or the release it was made from is not in that source.
        KitError: There is no kit, or its template fails.
        AnswersError: A recorded answer is not one that the kit allows.
        LocalVersionError: local.yaml is not as it should be.
        SafetyError: The kit has code and is not trusted, or a path leads out of the folder.
        HookFailedError: A hook of a trusted kit failed.
        LimitError: A limit was reached.
        MachineError: The disk, the network or another program is in the way.
    """
    root = find_root(path)
    finish_interrupted(workspace, root)
    with locked(root):
        record = read_record(root, workspace.cache)
        state = _state(workspace, record)
        if state == "fine":
            return Repaired(root, record, state)
        workspace.admit(root)
        kit = _same_release(workspace, record, find_source(request.kit, request.directory))
        made = _made(workspace, record, kit, request, interview)
        renewed = made.tree.digest != record.core_digest
        changes = own_changes(root, {CORE: core_zip(made.tree)})
        changes += changed_record(root, {("core",): made.tree.digest}) if renewed else []
        commit(root, changes)
    return Repaired(root, record, state, len(made.baseline), renewed)


def _state(workspace: Workspace, record: LocalRecord) -> CoreState:
    if not (record.root / FOLDER / NAME).is_file():
        return "missing"
    try:
        core = read_core(record.root / FOLDER, workspace.limits)
    except (CoreError, SafetyError):
        return "unreadable"
    return "fine" if core.digest == record.core_digest else "changed"


def _same_release(workspace: Workspace, record: LocalRecord, source: Source) -> OpenedKit:
    """The very release that a place was made from.

    Raises:
        InputError: The source does not have it, or another state of it.
    """
    found = source_releases(workspace, source)
    newest = found[-1]
    check_name(record, (newest.name, newest.version), source, asked=True)
    kits = list(_opened(workspace, record, _wanted(workspace, record, source, found)))
    kit = kits[-1]
    if kit.version != record.kit_version:
        raise _not_there(record, kit.version, source)
    if kit.digest != record.kit_digest:
        raise InputError(
            f"this place was made from {_release(record)}, and what is there says it is that one, "
            "but its files are others",
            path=source.at,
            hint=f"Somebody changed them without giving the release a new version. {_where(record)}",
        )
    return kit


def _wanted(
    workspace: Workspace, record: LocalRecord, source: Source, found: Sequence[Release]
) -> list[Release]:
    """What may be the release: what lies at the ref that was named, or whatever has the version, a tag too."""
    if source.ref is not None:
        return [pinned(found, source)]
    known = [*found, *tagged_releases(workspace, source)]
    same = [release for release in known if release.version == record.kit_version]
    if not same:
        raise _not_there(record, ", ".join(dict.fromkeys(release.version for release in known)), source)
    return same


def _opened(workspace: Workspace, record: LocalRecord, wanted: Sequence[Release]) -> Iterator[OpenedKit]:
    """What may be the release, until it is the one; what was named first stands last where none is."""
    for release in (*wanted, *wanted[:1]):
        kit = chosen_kit(workspace, fetched_kit(workspace, release.source), None)
        yield kit
        if kit.digest == record.kit_digest:
            return


def _not_there(record: LocalRecord, found: str, source: Source) -> InputError:
    return InputError(
        f"this place was made from {_release(record)}; there is only {found}",
        path=source.at,
        hint=_where(record),
    )


def _release(record: LocalRecord) -> str:
    return f"{record.kit_name} {record.kit_version}"


def _where(record: LocalRecord) -> str:
    """Where the release was."""
    kit = record.data["kit"]
    stated = kit.get("ref")
    # A branch goes on, and a tag that names the release says more to people than a commit.
    ref = stated if stated and record.kit_version in stated else kit.get("commit") or stated
    folder = f", --directory {kit['directory']}" if kit.get("directory") else ""
    at = f"{kit['source']}@{ref}" if ref else kit["source"]
    return f"Name a source that still has it with --kit; it was read from {at}{folder}."


def _made(
    workspace: Workspace,
    record: LocalRecord,
    kit: OpenedKit,
    request: RepairRequest,
    interview: Interview | None,
) -> MadeCore:
    """The release, made with the answers, the seed and the moment of the place."""
    kit = with_plugin_schemas(workspace, kit)
    data: Any = record.data
    without = request.without_code or bool(data.get("without_code"))
    trusted = trusted_kit(workspace, kit, interview, trust=request.trust, without_code=without)
    template = render.run_pre_prompt(kit.tree) if trusted else kit.tree
    created = datetime.datetime.fromisoformat(data["created"])
    making = Making(workspace, kit, template, data["seed"], created, trusted, without)
    rendering = rendered(making, given_answers(making, record.parameters))
    made = made_core(making, rendering, parameters_of(making, rendering), record.stage)
    left_out = made.record.get("without_code") and not data.get("without_code")
    if left_out and made.tree.digest != record.core_digest:
        raise InputError(
            "this place was made with the kit's own code; without it the core is another one",
            path=kit.fetched.source.at,
            hint="If you know who made it, say --trust instead of --without-code.",
        )
    return made
