"""Set: what a place says of itself in local.yaml, spliced in so that comments stay."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from localkit.actions.local_version_opening import finish_interrupted
from localkit.actions.release_finding import check_name, source_releases
from localkit.errors import AnswersError, InputError, KitError
from localkit.store.journal import commit
from localkit.store.local_version_editing import changed_record
from localkit.store.local_versions import LocalRecord, find_root, read_record
from localkit.store.locking import locked
from localkit.store.source import Source
from localkit.store.sources import find_source
from localkit.workspace import Workspace

STAGES = ("exploring", "preparing", "pilot", "live", "sustaining", "exited")
"""Where a place may be in its work, in order."""

_OWN = re.compile(r"x-[\w.-]+")
_CAN = "You can set stage, place.name, place.code, source, and names of your own that begin with x-."


@dataclass(frozen=True)
class SetValue:
    """What was set.

    Attributes:
        root: The local version's folder.
        name: What it is called.
        before: What it was; None where nothing was said.
        after: What it is now.
    """

    root: Path
    name: str
    before: Any
    after: str | None


def set_value(workspace: Workspace, path: Path, name: str, value: str) -> SetValue:
    """Give one of the values that a place may set itself.

    Args:
        workspace: Settings, folders.
        path: The local version, or a folder in it.
        name: stage, place.name, place.code, source, or a name that begins with ``x-``.
        value: What it is to be; nothing for a place that has no name, or code.

    Raises:
        InputError: There is no local version, or that cannot be set, or not to that.
        AnswersError: It is an answer of the kit.
        KitError: The source holds no kit.
        LocalVersionError: local.yaml is not as it should be, or written so that it cannot be changed.
        MachineError: The disk, the network or another program is in the way.
    """
    root = find_root(path)
    finish_interrupted(workspace, root)
    record = read_record(root, workspace.cache)
    before, after, wanted = _wanted(workspace, record, name, value.strip())
    with locked(root):
        commit(root, changed_record(root, wanted))
    return SetValue(root, name, before, after)


def _wanted(
    workspace: Workspace, record: LocalRecord, name: str, value: str
) -> tuple[Any, str | None, dict[tuple[str, ...], str | None]]:
    """What it was, what it is to be, and the keys of local.yaml with their new values."""
    if name == "stage":
        return record.stage, _stage(value), {("stage",): value}
    if name in ("place.name", "place.code"):
        key = name.removeprefix("place.")
        return record.data.get("place", {}).get(key), value or None, {("place", key): value or None}
    if name == "source":
        kit = record.data["kit"]
        told = _source(workspace, record, value)
        return _stated_source(kit), _stated_source({**kit, **told}), {("kit", key): told[key] for key in told}
    if _OWN.fullmatch(name):
        return record.data.get(name), value, {(name,): value}
    raise _unknown(record, name)


def _stage(value: str) -> str:
    if value not in STAGES:
        close = difflib.get_close_matches(value, STAGES, 1)
        meant = f'Did you mean "{close[0]}"? ' if close else ""
        raise InputError(f'"{value}" is no stage', hint=f"{meant}One of: {', '.join(STAGES)}.")
    return value


def _stated_source(kit: Mapping[str, Any]) -> str:
    ref = f"@{kit['ref']}" if kit.get("ref") else ""
    folder = f", folder {kit['directory']}" if kit.get("directory") else ""
    return f"{kit['source']}{ref}{folder}"


def _source(workspace: Workspace, record: LocalRecord, value: str) -> dict[str, str | None]:
    """The keys of ``kit`` that tell where it is."""
    if not value:
        raise InputError("no source is named", hint="Name a folder, a zip, a git address, or a kit's name.")
    source = _with_kit(workspace, record, value)
    kit = record.data["kit"]
    told = {"ref": source.ref, "directory": source.directory}
    said = {key: found for key, found in told.items() if found is not None or kit.get(key) is not None}
    return {"source": source.at, **said}


def _with_kit(workspace: Workspace, record: LocalRecord, value: str) -> Source:
    """The source, with the folder in it that the kit was in before, or without where it is not there any more."""
    directory = record.data["kit"].get("directory")
    source = find_source(value, directory)
    try:
        newest = source_releases(workspace, source)[-1]
    except KitError:
        if directory is None:
            raise
        source = find_source(value)
        newest = source_releases(workspace, source)[-1]
    check_name(record, (newest.name, newest.version), source, asked=True)
    return source


def _unknown(record: LocalRecord, name: str) -> InputError:
    if name in record.parameters:
        return AnswersError(
            f'"{name}" is an answer, and the documents were made with it',
            hint=f"Change it with: localkit update --set {name}=VALUE",
        )
    return InputError(f'"{name}" is nothing that can be set', hint=_CAN)
