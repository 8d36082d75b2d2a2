"""The option that says where a page goes, and writing it there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from localkit.cli import output

Command = TypeVar("Command", bound=Callable[..., Any])

html_option: Callable[[Command], Command] = click.option(
    "--html",
    "target",
    required=True,
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The page to write; a file that is not there yet.",
)


def check_page(target: Path) -> None:
    """Refuse a page that cannot be written, before anything is measured. Raises as ``check_new_file``."""
    from localkit.actions.new_file import check_new_file

    check_new_file(target, what="the page", option="--html")


def write_page(target: Path, data: bytes) -> None:
    """Write a page and say where. Raises as ``write_new``."""
    from localkit.store.writing import write_new

    write_new(target, data)
    shown = output.in_command(target.resolve())
    output.line(output.styled("Written to ") + output.styled(shown, "title") + output.styled("."))
