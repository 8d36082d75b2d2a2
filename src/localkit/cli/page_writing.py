"""The option that says where a page goes, and writing it there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from localkit.cli import output
from localkit.errors import InputError

Command = TypeVar("Command", bound=Callable[..., Any])

html_option: Callable[[Command], Command] = click.option(
    "--html",
    "target",
    required=True,
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The page to write; a file that is not there yet.",
)


def check_target(
    target: Path, inside: Path | None = None, *, what: str = "the page", option: str = "--html"
) -> None:
    """Refuse a file that cannot be written, before anything is measured.

    Args:
        target: The file.
        inside: The folder of a local version that it may not lie in.
        what: What is to be written.
        option: What names the file.

    Raises:
        InputError: It is there already, there is no such folder, or it would become a file of the place.
    """
    if target.exists():
        raise InputError(
            "the file is there already", path=str(target), hint="Name a new file; nothing is written over."
        )
    if not target.resolve().parent.is_dir():
        raise InputError(
            "there is no such folder", path=str(target.parent), hint="Name a file in a folder that is."
        )
    if inside is not None and target.resolve().is_relative_to(inside.resolve()):
        beside = inside.resolve().parent / target.name
        raise InputError(
            f"{what} would lie among the place's own files, and count as one of them",
            path=str(target),
            hint=f"Write it beside the folder: {option} {beside}",
        )


def write_page(target: Path, data: bytes) -> None:
    """Write a page and say where. Raises as ``write_new``."""
    from localkit.store.writing import write_new

    write_new(target, data)
    shown = output.in_command(target.resolve())
    output.line(output.styled("Written to ") + output.styled(shown, "title") + output.styled("."))
