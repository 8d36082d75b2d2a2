"""Options that several verbs share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])

format_option: Callable[[Command], Command] = click.option(
    "--format",
    "output_format",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Words for people, or one JSON document for programs.",
)

path_argument: Callable[[Command], Command] = click.argument(
    "path", default=".", type=click.Path(path_type=Path)
)
