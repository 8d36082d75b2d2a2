"""A workspace that lets no place's own plugins in, for work on many places, here or in another process."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from uuid import uuid4

from localkit.store.user_folders import cache_folder, config_folder
from localkit.workspace import Workspace


def quiet(workspace: Workspace) -> Workspace:
    """The same workspace without any place's own plugins; what fails in it is remembered apart."""
    return Workspace(
        config=workspace.config,
        cache=workspace.cache,
        clock=workspace.clock,
        plugins=workspace.plugins,
        extra_plugins=workspace.extra_plugins,
        plugin_folders=workspace.plugin_folders,
        plugins_off=workspace.plugins_off,
        local_plugins=False,
        remembers=False,
        sources={},
    )


@dataclass(frozen=True)
class Setting:
    """What a worker needs to make a quiet workspace: values that cross to another process.

    Attributes:
        config: Folder of settings; None is that of whoever runs the worker.
        cache: Folder of what can be made again; likewise.
        plugins: Whether installed plugins are asked.
        plugin_folders: Folders of single-file plugins.
        plugins_off: Names of plugins to leave out.
        run: Which command sends it: a worker that lives on must not keep for the next what it read of a kit for one.
    """

    config: Path | None
    cache: Path | None
    plugins: bool
    plugin_folders: tuple[Path, ...]
    plugins_off: frozenset[str]
    run: str = field(default_factory=lambda: uuid4().hex)

    @classmethod
    def of(cls, workspace: Workspace) -> Setting:
        """What a workspace was made from."""
        return cls(
            workspace.config,
            workspace.cache,
            workspace.plugins,
            workspace.plugin_folders,
            workspace.plugins_off,
        )

    @classmethod
    def elsewhere(cls, workspace: Workspace) -> Setting:
        """What of a workspace holds on another machine too: no folder of this one."""
        return cls(None, None, workspace.plugins, (), workspace.plugins_off)


@lru_cache(maxsize=2)
def quiet_from(setting: Setting) -> Workspace:
    """One workspace for all that a process is asked by one command: its plugins are loaded once."""
    return Workspace(
        config=setting.config or config_folder(),
        cache=setting.cache or cache_folder(),
        plugins=setting.plugins,
        plugin_folders=setting.plugin_folders,
        plugins_off=setting.plugins_off,
        local_plugins=False,
        remembers=False,
        sources={},
    )
