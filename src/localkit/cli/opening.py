"""The workspace of one command, with the plugins that the command line chose."""

from __future__ import annotations

from dataclasses import dataclass, field
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
        made: Workspaces that were made so far.
        debug: Whether the technical details of what failed are shown.
        running: The plugin whose verb is running, or None.
        failed_verbs: Whether a plugin failed when it was asked for verbs.
    """

    enabled: bool = True
    folders: tuple[str, ...] = ()
    off: frozenset[str] = field(default_factory=frozenset)
    given: tuple[object, ...] = ()
    running: str | None = None
    debug: bool = False
    made: list[Workspace] = field(default_factory=list)
    failed_verbs: bool = False

    def tell_failures(self) -> None:
        """Name the plugins that failed before an error ended the command."""
        for made in self.made:
            diagnostics.after_plugins(made)

    def after_verbs(self) -> int:
        """The exit status where plugins were asked for verbs and everything else went well."""
        return diagnostics.WAITING if self.failed_verbs else diagnostics.DONE


def workspace(chosen: PluginChoice | None = None) -> Workspace:
    """The workspace of the command that is running, or of another choice of plugins."""
    from pathlib import Path

    from localkit.workspace import Workspace

    context = click.get_current_context(silent=True)
    choice = chosen or (context.find_object(PluginChoice) if context else None) or PluginChoice()
    made = Workspace(
        plugins=choice.enabled,
        local_plugins=choice.enabled,
        plugin_folders=tuple(map(Path, choice.folders)) if choice.enabled else (),
        plugins_off=choice.off,
        extra_plugins=choice.given,
        tell=diagnostics.note,
    )
    choice.made.append(made)
    return made
