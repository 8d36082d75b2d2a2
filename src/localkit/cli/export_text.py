"""What ``localkit export`` says of what it wrote."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from localkit.cli import output
from localkit.cli.output import in_command, styled
from localkit.model.export import NAMES_PEOPLE, Export
from localkit.wording import counted


def export_lines(found: Export, file: Path) -> Iterator[str]:
    """Where it is, what to know of it, and what is not there."""
    number = counted(len(found.chapters), "document")
    yield styled("Written to ") + styled(in_command(file.resolve()), "title") + styled(f": {number}.")
    for item in found.chapters:
        if item.note:
            yield from output.wrapped(f"{item.note}.", "  ")
    if found.naming:
        yield ""
        yield from output.wrapped(
            f"May name people; look before you pass it on: {', '.join(found.naming)}", "  ", first=""
        )
    if found.left_out:
        yield from ("", styled("Left out"))
        for left in found.left_out:
            yield from output.wrapped(f"{left.path}: {left.why}", "    ", first="  ")
    if any(item.why == NAMES_PEOPLE for item in found.left_out):
        yield from output.wrapped(
            'Name what you want, if it may be passed on: --only "**" takes every file, --only handbook a folder.'
        )


def export_json(found: Export, root: Path, file: Path, form: str) -> dict[str, object]:
    """The same, for programs."""
    return {
        "format": 1,
        "path": str(root),
        "file": str(file),
        "to": form,
        "documents": [
            {
                "path": item.path,
                "title": item.title,
                "note": item.note,
                "may_name_people": item.path in found.naming,
            }
            for item in found.chapters
        ],
        "pictures": sorted(found.pictures),
        "left_out": [{"path": item.path, "why": item.why} for item in found.left_out],
    }
