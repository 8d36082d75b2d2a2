"""``localkit plugins list``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from localkit import wording
from localkit.actions.plugins_list import ListedPlugin, PluginsListed, listed_values, plugins_list
from localkit.cli import diagnostics, opening, output
from localkit.cli.options import format_option, path_argument


@click.command("list")
@path_argument
@format_option
def command(path: Path, output_format: str) -> int:
    """List the plugins that are active: where each comes from, and what it brings.

    PATH is a local version whose own plugins are listed too; without it, the one that you stand in, if any.

    Example: localkit plugins list
    """
    workspace = opening.workspace()
    found = plugins_list(workspace, path)
    if output_format == "json":
        output.document(listed_values(found))
    else:
        output.lines(_lines(found))
    return diagnostics.after_plugins(workspace)


def _lines(found: PluginsListed) -> Iterator[str]:
    yield output.styled(f"{wording.counted(len(found.plugins), 'plugin')} active", "title")
    for plugin in found.plugins:
        yield from _plugin(plugin)
    if found.left_out:
        yield ""
        yield output.styled("Left out by -p: ", "quiet") + output.styled(", ".join(found.left_out))
    if found.untrusted:
        yield ""
        yield from output.wrapped(
            f"This place has rules of its own that nobody has trusted on this machine: {', '.join(found.untrusted)}. "
            "If you know who wrote them: localkit trust"
        )


def _plugin(plugin: ListedPlugin) -> Iterator[str]:
    version = f" {plugin.version}" if plugin.version else ""
    yield ""
    yield output.styled(f"{plugin.name}{version}", "title") + output.styled(f"  {plugin.origin}", "quiet")
    for hook in plugin.hooks:
        what = hook.removeprefix("localkit_").replace("_", " ")
        names = ", ".join(plugin.brings.get(hook, ()))
        yield from output.wrapped(f"{what}: {names}" if names else what, "      ", "   ")
