"""``localkit kit try``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from localkit.actions.kit_try import Tried, try_kit
from localkit.cli import diagnostics, opening, output
from localkit.cli.options import format_option
from localkit.wording import counted


@click.command("try")
@click.argument("kit")
@click.option("--sample", "names", multiple=True, metavar="NAME", help="Only this sample place.")
@click.option(
    "-o", "--output", "target", type=click.Path(path_type=Path), help="New folder to write them to."
)
@click.option("--directory", metavar="SUB", help="Folder within KIT that holds the kit.")
@click.option("--trust", is_flag=True, help="Let the kit run its own code (hooks, extensions).")
@format_option
def command(
    kit: str,
    names: tuple[str, ...],
    target: Path | None,
    directory: str | None,
    trust: bool,
    output_format: str,
) -> int:
    """Render a kit's sample places, and its defaults, as a place would get them.

    Without --output nothing is written: the renderings are only counted.

    Example: localkit kit try kits/mend-together -o tried
    """
    workspace = opening.workspace()
    tried = try_kit(workspace, kit, names=names, directory=directory, output=target, trust=trust)
    if output_format == "json":
        output.document(_values(tried))
    else:
        _text(tried)
    return diagnostics.after_plugins(workspace)


def _values(tried: Tried) -> dict[str, Any]:
    return {
        "format": 1,
        "kit": tried.kit,
        "path": str(tried.written) if tried.written else None,
        "samples": [
            {"name": item.sample.name, "files": sorted(item.tree), "parameters": dict(item.parameters)}
            for item in tried.samples
        ],
    }


def _text(tried: Tried) -> None:
    output.line(output.styled(tried.kit, "title"))
    for item in tried.samples:
        size = sum(len(file.data) for file in item.tree.values())
        output.line(
            output.styled(f"  {item.sample.name:<24}"),
            f"{counted(len(item.tree), 'file'):>9}  {size / 1000:>7,.0f} KB  {item.seconds * 1000:>6,.0f} ms",
        )
    if tried.written:
        output.line(output.styled(f"Written to {tried.written}"))
