"""The command ``localkit`` with the verbs that plugins bring; they are asked only for help and for unknown verbs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from localkit.cli import diagnostics, opening
from localkit.cli.lazy import LazyGroup
from localkit.cli.opening import PluginChoice

if TYPE_CHECKING:
    from localkit.hooks.kinds import Given


class MainGroup(LazyGroup):
    """localkit's own verbs first; then those of plugins."""

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """A verb of localkit's own, or else of a plugin."""
        found = super().get_command(ctx, cmd_name)
        if found is not None or cmd_name.startswith("-"):
            return found
        given = _verbs(ctx, self).get(cmd_name)
        return None if given is None else _loaded(ctx, given)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the verb; a plugin's where localkit has none of that name."""
        if args[0] not in self.verbs and not args[0].startswith("-"):
            command = self.get_command(ctx, args[0])
            if command is not None:
                return args[0], command, args[1:]
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List verbs by their one-line help."""
        super().format_commands(ctx, formatter)
        verbs = _verbs(ctx, self)
        if verbs:
            with formatter.section("From plugins"):
                formatter.write_dl([(name, given.record.summary) for name, given in verbs.items()])


def _verbs(ctx: click.Context, group: LazyGroup) -> dict[str, Given]:
    """What plugins bring, by verb; asked once.

    Help is asked for before the command itself runs, so what the command line says of plugins is read from its options.
    """
    known: dict[str, Given] | None = ctx.meta.get("localkit.verbs")
    if known is not None:
        return known
    choice = ctx.ensure_object(PluginChoice)
    choice.enabled = not ctx.params.get("no_plugins", False)
    choice.folders = tuple(ctx.params.get("folders") or ())
    choice.off = frozenset(ctx.params.get("switches") or ())
    verbs: dict[str, Given] = {}
    workspace = opening.workspace(choice)
    if workspace.asks_plugins:
        for given in workspace.records("localkit_commands"):
            if given.record.name in group.verbs:
                verb = given.record.name
                diagnostics.note(
                    f'The plugin {given.plugin} brings a verb "{verb}", which localkit has itself.'
                )
            else:
                verbs[given.record.name] = given
        choice.failed_verbs = bool(diagnostics.after_plugins(workspace))
    ctx.meta["localkit.verbs"] = verbs
    return verbs


def _loaded(ctx: click.Context, given: Given) -> click.Command:
    try:
        command = given.record.load()
    except (Exception, SystemExit) as error:
        told = f"{type(error).__name__}: {error}"
    else:
        if isinstance(command, click.Command):
            ctx.ensure_object(PluginChoice).running = given.plugin
            return command
        told = f"it gave {type(command).__name__}, not a click command"
    diagnostics.note(f'The plugin {given.plugin} failed: its verb "{given.record.name}": {told}')
    raise click.exceptions.Exit(diagnostics.WAITING)
