"""Plugins: what is active, where it comes from, and what it brings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from localkit.errors import InputError
from localkit.hooks.asking import RECORDS
from localkit.hooks.failure import Failure
from localkit.model.kit import Kit
from localkit.store.core_archive import read_core
from localkit.store.local_versions import FOLDER, find_root
from localkit.workspace import Workspace


@dataclass(frozen=True)
class ListedPlugin:
    """One active plugin.

    Attributes:
        name: What ``-p no:NAME`` calls it.
        version: Of its package; None for a file.
        origin: Where it comes from, for people.
        hooks: Names of the hooks that it implements.
        brings: Hook to the names of what it registers there.
    """

    name: str
    version: str | None
    origin: str
    hooks: tuple[str, ...]
    brings: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class PluginsListed:
    """All plugins.

    Attributes:
        left_out: Names that the command line left out.
        untrusted: The place's own plugin files that nobody trusted on this machine.
        failures: Plugins that could not be loaded, or that failed when asked what they bring.
    """

    plugins: tuple[ListedPlugin, ...]
    left_out: tuple[str, ...]
    untrusted: tuple[str, ...]
    failures: tuple[Failure, ...]


def plugins_list(workspace: Workspace, path: Path | None = None) -> PluginsListed:
    """Ask every plugin what it brings.

    Args:
        workspace: Settings, folders, plugins.
        path: A local version whose own plugins are listed too; None where there is none.

    Raises:
        InputError: A folder of plugins is not there, or the list of what is trusted is damaged.
        CoreError: The local version's core as received cannot be read.
        MachineError: A plugin file cannot be read.
    """
    kit = _kit(workspace, path) if path is not None else _NO_KIT
    manager = workspace.manager
    brings: dict[str, dict[str, list[str]]] = {}
    for hook in RECORDS:
        for given in workspace.records(hook, kit=kit):
            brings.setdefault(given.plugin, {}).setdefault(hook, []).append(given.record.name)
    listed = tuple(
        ListedPlugin(
            plugin.name,
            plugin.version,
            plugin.origin,
            plugin.hooks,
            {hook: tuple(names) for hook, names in brings.get(plugin.name, {}).items()},
        )
        for plugin in manager.active
    )
    return PluginsListed(
        listed,
        tuple(sorted(manager.left_out)),
        workspace.untrusted_plugins,
        tuple(workspace.plugin_failures),
    )


_NO_KIT = Kit(name="", version="0.0.0", title="", elements=())


def _kit(workspace: Workspace, path: Path) -> Kit:
    """The kit that plugins are asked about; the local version's own plugins are let in."""
    try:
        root = find_root(path)
    except InputError:
        if path != Path():
            raise
        return _NO_KIT
    workspace.admit(root)
    return read_core(root / FOLDER, workspace.limits).kit


def listed_values(found: PluginsListed) -> dict[str, Any]:
    """The list as the plain values that programs read (schema ``plugins``)."""
    return {
        "format": 1,
        "plugins": [
            {
                "name": item.name,
                "version": item.version,
                "origin": item.origin,
                "hooks": list(item.hooks),
                "brings": {hook: list(names) for hook, names in item.brings.items()},
            }
            for item in found.plugins
        ],
        "left_out": list(found.left_out),
        "untrusted": list(found.untrusted),
        "failures": [{"plugin": item.plugin, "reason": item.reason} for item in found.failures],
    }
