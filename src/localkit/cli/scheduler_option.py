"""The option that says who does the work on many places, and reaching them."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from localkit.actions.elsewhere import Elsewhere
    from localkit.workspace import Workspace

Command = TypeVar("Command", bound=Callable[..., Any])

scheduler_option: Callable[[Command], Command] = click.option(
    "--scheduler",
    metavar="ADDRESS",
    help="Let other machines do the work: tcp://host:8786 is a scheduler of Dask.",
)


def reached(
    workspace: Workspace, address: str | None, workers: int | None
) -> AbstractContextManager[Elsewhere | None]:
    """The machines behind an address, None where none is named. Raises as ``elsewhere``."""
    if address is None:
        return nullcontext()
    from localkit.actions.elsewhere import elsewhere

    return elsewhere(workspace, address, workers)
