"""Status: what a local version changed against the core as received, element by element."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from localkit.actions.local_version_opening import OpenedLocalVersion, opened_local_version
from localkit.engine.divergence import Present, Received, measure
from localkit.model.divergence import Divergence
from localkit.model.finding import Finding
from localkit.store.local_versions import FOLDER, misnamed_records, read_known
from localkit.store.scanning import scan
from localkit.workspace import Workspace


@dataclass(frozen=True)
class Status:
    """A local version and its divergence."""

    local_version: OpenedLocalVersion
    divergence: Divergence


def status(workspace: Workspace, path: Path) -> Status:
    """Measure the local version that a path lies in. Reads only ``.localkit/`` and the files.

    Raises:
        InputError: There is no local version.
        LocalVersionError: One of its own files is not as it should be.
        CoreError: The core as received is missing, damaged, or not the one that was received.
        SafetyError: core.zip has an unsafe path.
        MachineError: Something cannot be read.
    """
    opened = opened_local_version(workspace, path)
    found = scan(opened.root, opened.core.baseline)
    known = read_known(opened.root, workspace.cache)
    received = Received(opened.core.kit, opened.core.baseline, opened.core.index, opened.record.parameters)
    present = Present(
        tree=found.tree,
        today=workspace.today,
        unread=found.unread,
        adaptations=opened.adaptations,
        exceptions=opened.exceptions,
        behind=None
        if known is None
        else {key: known[key] for key in ("latest", "releases", "changes", "seen")},
        findings=(*found.findings, *_records(opened)),
    )
    divergence = measure(received, present, workspace.read, workspace.check)
    failed = tuple(
        Finding(
            "core.plugin",
            "should",
            f"the plugin {item.plugin} failed ({item.reason}); what it would have added is missing here",
            plugin=item.plugin,
            resolve="ask",
        )
        for item in workspace.plugin_failures
    )
    return Status(opened, replace(divergence, findings=(*failed, *divergence.findings)))


def _records(opened: OpenedLocalVersion) -> Iterator[Finding]:
    """Records that reach nothing: about an element that is not there, or in a file of another name."""
    known = {element.id for element in opened.core.kit.elements}
    entries = [("adaptations.yaml", item.id, item.element) for item in opened.adaptations]
    entries += [("exceptions.yaml", item.id, item.element) for item in opened.exceptions]
    for file, entry, element in entries:
        if element is not None and element not in known:
            import difflib  # noqa: PLC0415  few records name what is not there

            close = difflib.get_close_matches(element, known, 1)
            meant = f"; did you mean {close[0]}?" if close else ""
            message = f'"{entry}" is about the element "{element}", which the kit does not have{meant}'
            yield Finding("core.record", "should", message, file=f"{FOLDER}/{file}", resolve="record")
    for name in misnamed_records(opened.root):
        right = name.removesuffix(".txt")
        message = f"is not read: its name must be {right}, without .txt"
        yield Finding("core.record", "should", message, file=f"{FOLDER}/{name}", resolve="record")
