"""Measuring an opened local version: what status, diff and check all begin with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from localkit.actions.local_version_opening import OpenedLocalVersion
from localkit.engine.divergence import Present, measure
from localkit.engine.lifting import Raiser, lifted
from localkit.engine.received import Received
from localkit.hooks.failure import Failure, reason
from localkit.hooks.stdout import to_people
from localkit.model.divergence import Divergence, ElementDivergence
from localkit.model.finding import Finding
from localkit.model.vocabulary import LIGHTS, Light
from localkit.store.local_versions import FOLDER, misnamed_records, read_known
from localkit.store.scanning import Scan, scan
from localkit.workspace import Workspace

if TYPE_CHECKING:
    from localkit.hooks.kinds import Given


@dataclass(frozen=True)
class Measured:
    """A local version's files and how they differ."""

    scan: Scan
    divergence: Divergence


def measured(workspace: Workspace, opened: OpenedLocalVersion) -> Measured:
    """Measure a local version against its core as received.

    Raises:
        LocalVersionError: One of its own files is not as it should be.
        MachineError: Something cannot be read.
    """
    found = scan(opened.root, opened.core.baseline)
    known = read_known(opened.root, workspace.known_records)
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
    divergence = lifted(divergence, _raisers(workspace, opened))
    findings = (*_plugins(workspace), *divergence.findings)
    return Measured(found, replace(divergence, findings=findings))


def _raisers(workspace: Workspace, opened: OpenedLocalVersion) -> list[tuple[str, Raiser]]:
    if not workspace.asks_plugins:
        return []
    given = workspace.records("localkit_light_raisers", kit=opened.core.kit)
    return [(item.plugin, _guarded(workspace, item, opened)) for item in given]


def _guarded(workspace: Workspace, given: Given, opened: OpenedLocalVersion) -> Raiser:
    """A plugin's raiser, whose failing is remembered and raises nothing."""

    def light(item: ElementDivergence) -> Light | None:
        try:
            with to_people():
                found: Light | None = given.record.light(item, opened.record.parameters)
        except (Exception, SystemExit) as error:
            workspace.failed(Failure(given.plugin, f"{given.record.name}: {reason(error)}", error))
            return None
        if found is not None and found not in LIGHTS:
            text = f"{given.record.name}: it gave {found!r}, not one of {', '.join(LIGHTS)}"
            workspace.failed(Failure(given.plugin, text))
            return None
        return found

    return light


def plugin_findings(workspace: Workspace) -> Iterator[Finding]:
    """A finding for each plugin that failed so far."""
    for item in workspace.plugin_failures:
        message = f"the plugin {item.plugin} failed ({item.reason}); what it would have added is missing here"
        yield Finding("core.plugin", "should", message, plugin=item.plugin, resolve="ask")


def _plugins(workspace: Workspace) -> Iterator[Finding]:
    yield from plugin_findings(workspace)
    if workspace.untrusted_plugins:
        names = ", ".join(workspace.untrusted_plugins)
        message = (
            f"this place has rules of its own ({names}), which nobody has trusted on this machine, so they were "
            "left out. If you know who wrote them: localkit trust"
        )
        yield Finding("core.local_plugins", "info", message, file=f"{FOLDER}/plugins", resolve="ask")


def _retired(opened: OpenedLocalVersion) -> set[str]:
    """Elements that earlier releases had: what was recorded of them is history."""
    steps = opened.core.kit.data.get("migrations", ())
    return {name for step in steps for name in step.get("retire_elements", ())}


def _records(opened: OpenedLocalVersion) -> Iterator[Finding]:
    """Records that reach nothing: about an element that is not there, or in a file of another name."""
    known = {element.id for element in opened.core.kit.elements} | _retired(opened)
    for file, entries in (("adaptations.yaml", opened.adaptations), ("exceptions.yaml", opened.exceptions)):
        for entry in entries:
            if entry.element is not None and entry.element not in known:
                import difflib  # noqa: PLC0415  few records name what is not there

                close = difflib.get_close_matches(entry.element, known, 1)
                meant = f"; did you mean {close[0]}?" if close else ""
                message = (
                    f'"{entry.id}" is about the element "{entry.element}", which the kit does not have{meant}'
                )
                line = entry.lines.get("element")
                yield Finding("core.record", "should", message, f"{FOLDER}/{file}", line, resolve="record")
    for name in misnamed_records(opened.root):
        right = name.removesuffix(".txt")
        message = f"is not read: its name must be {right}, without .txt"
        yield Finding("core.record", "should", message, file=f"{FOLDER}/{name}", resolve="record")
