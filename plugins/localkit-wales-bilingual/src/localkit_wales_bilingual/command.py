"""``localkit welsh-twins``: the pairs, how each stands, and the digest for the translator to write."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from localkit.actions.local_version_opening import opened_local_version
from localkit.actions.local_version_value import local_version_value
from localkit.actions.measuring import measured
from localkit.cli import diagnostics, opening, output
from localkit.cli.options import format_option, path_argument
from localkit.model.local_version import LocalVersion
from localkit_wales_bilingual.declaration import KEY, declared
from localkit_wales_bilingual.digest import FIELD
from localkit_wales_bilingual.twins import STANDING_WORD, Twin, in_wales, twins


@click.command("welsh-twins")
@path_argument
@format_option
def command(path: Path, output_format: str) -> int:
    """List each public page with its Welsh twin, and how they stand.

    PATH is the local version's folder, or any folder in it. The digest is what a translator writes in the front matter
    of the Welsh page, as "translates: DIGEST", once both say the same. Changes nothing.

    Example: localkit welsh-twins my-scheme
    """
    workspace = opening.workspace()
    opened = opened_local_version(workspace, path)
    local = local_version_value(workspace, opened, measured(workspace, opened))
    said, problems = declared(local.kit.data)
    found = list(twins(local, said)) if said is not None else []
    if output_format == "json":
        output.document(_values(local, found, problems))
    elif problems:
        output.lines(output.wrapped(f"The kit's {KEY} cannot be used: {'; '.join(problems)}."))
    else:
        output.lines(_lines(local, found))
    return diagnostics.after_plugins(workspace)


def _values(local: LocalVersion, found: list[Twin], problems: list[str]) -> dict[str, Any]:
    return {
        "format": 1,
        "wales": in_wales(local),
        "problems": problems,
        "twins": [
            {
                "english": twin.english,
                "welsh": twin.welsh,
                "standing": twin.standing,
                "why": twin.why,
                "same_headings": twin.apart is None
                if twin.standing not in ("missing", "unreadable")
                else None,
                "digest": twin.digest,
            }
            for twin in found
        ],
    }


def _lines(local: LocalVersion, found: list[Twin]) -> Iterator[str]:
    if not in_wales(local):
        nation = local.parameters.get("nation")
        said = f'its nation is "{nation}"' if nation else 'it has no answer "nation"'
        yield from output.wrapped(f"This place is not in Wales ({said}), so no Welsh pages are asked for.")
        return
    if not found:
        yield from output.wrapped(f"There is no public page here that the kit names under {KEY}.")
        return
    for twin in found:
        yield output.styled(twin.english, "title")
        yield f"   Welsh page:  {output.styled(twin.welsh)}"
        yield from output.wrapped(f"{STANDING_WORD[twin.standing]}: {twin.why}", " " * 16, "   Stands:      ")
        if twin.apart is not None:
            yield f"   Headings:    English {twin.counts[0]}, Welsh {twin.counts[1]}; not the same"
        if twin.digest is not None:
            yield f"   To write:    {FIELD}: {twin.digest}"
