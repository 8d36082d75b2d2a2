"""Opening what a command is about: a kit, or a local version."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from localkit.errors import CoreError, LocalVersionError
from localkit.model.records import Adaptation, AgreedException
from localkit.store.core_archive import NAME, Core, read_core
from localkit.store.kits import OpenedKit, open_kit
from localkit.store.local_versions import (
    FOLDER,
    LocalRecord,
    find_root,
    read_adaptations,
    read_exceptions,
    read_record,
)
from localkit.store.sources import Fetched, Source, fetch
from localkit.workspace import Workspace


def opened_kit(workspace: Workspace, source: Source) -> OpenedKit:
    """Read a kit from its source; one found without fault before is not checked again.

    Raises:
        KitError: There is none, or it has a fault.
        SafetyError: A path or link leads out of it.
        LimitError: It is over a limit.
        MachineError: It cannot be read or reached.
    """
    return checked_kit(workspace, fetch(source, workspace.limits, workspace.cache / "git"))


def checked_kit(workspace: Workspace, fetched: Fetched) -> OpenedKit:
    """Open a kit whose files were fetched. Raises as ``opened_kit``."""
    names = ("kit.yaml", "cookiecutter.json", "parameters.schema.json")
    parts = [fetched.tree[name].data if name in fetched.tree else b"" for name in names]
    memory = workspace.memory(b"kit", *parts)
    known = memory.recall() is not None
    kit = open_kit(fetched, workspace.limits, checked=known)
    if not known:
        memory.keep()
    return kit


def within(fetched: Fetched, directory: str) -> Fetched:
    """The kit in a folder of what was fetched."""
    inner = "/".join(part for part in (fetched.source.directory, directory) if part)
    return replace(
        fetched, source=replace(fetched.source, directory=inner), tree=fetched.tree.under(directory)
    )


@dataclass(frozen=True)
class OpenedLocalVersion:
    """A local version with what it keeps of the core and of its own records."""

    root: Path
    record: LocalRecord
    core: Core
    adaptations: tuple[Adaptation, ...]
    exceptions: tuple[AgreedException, ...]


def opened_local_version(workspace: Workspace, path: Path) -> OpenedLocalVersion:
    """Open the local version that a path lies in.

    Raises:
        InputError: There is none.
        LocalVersionError: One of its own files is not as it should be.
        CoreError: The core as received is missing, damaged, or not the one that was received.
        SafetyError: core.zip has an unsafe path.
        MachineError: Something cannot be read.
    """
    root = find_root(path)
    record = read_record(root)
    core = read_core(root / FOLDER, workspace.limits)
    if core.digest != record.core_digest:
        raise CoreError(
            "the core as received is not the one that was received: somebody or something changed core.zip",
            path=str(root / FOLDER / NAME),
            hint="Put the file back from a copy; until then nothing can be compared with it.",
        )
    adaptations = tuple(Adaptation.of(data) for data in read_adaptations(root))
    return OpenedLocalVersion(root, record, core, adaptations, _exceptions(root))


def _exceptions(root: Path) -> tuple[AgreedException, ...]:
    try:
        return tuple(AgreedException.of(data) for data in read_exceptions(root))
    except ValueError as error:
        raise LocalVersionError(
            f"a day that is not in the calendar: {error}",
            path=str(root / FOLDER / "exceptions.yaml"),
            hint="Write days as 2026-03-31.",
        ) from error
