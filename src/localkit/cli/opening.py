"""The workspace of one command, with the plugins that the command line chose."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import click

from localkit.cli import diagnostics

if TYPE_CHECKING:
    from localkit.workspace import Workspace


@dataclass
class PluginChoice:
    """What the command line says of plugins.

    Attributes:
        enabled: Whether any beside localkit's own are asked.
        folders: Folders of single-file plugins.
        off: Names of plugins to leave out.
        given: Plugin objects that the program brings, in tests.
    """

    enabled: bool = True
    folders: tuple[Path, ...] = ()
    off: frozenset[str] = field(default_factory=frozenset)
    given: tuple[object, ...] = ()


def workspace() -> Workspace:
    """The workspace of the command that is running."""
    from localkit.workspace import Workspace

    context = click.get_current_context(silent=True)
    chosen = context.find_object(PluginChoice) if context else None
    choice = chosen or PluginChoice()
    return Workspace(
        plugins=choice.enabled,
        local_plugins=choice.enabled,
        plugin_folders=choice.folders if choice.enabled else (),
        plugins_off=choice.off,
        extra_plugins=choice.given,
        tell=diagnostics.note,
    )
