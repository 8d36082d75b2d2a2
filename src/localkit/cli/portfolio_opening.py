"""The option that says where a portfolio is, and opening it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from localkit.store.portfolio.opening import Portfolio

Command = TypeVar("Command", bound=Callable[..., Any])
_DEFAULT = "portfolio.db"

portfolio_option: Callable[[Command], Command] = click.option(
    "--portfolio",
    "store",
    metavar="P",
    default=_DEFAULT,
    show_default=True,
    help="Where it is kept: a file, or the address of a PostgreSQL database.",
)


def opened_portfolio(store: str, *, make: bool = False) -> Portfolio:
    """Open the portfolio that the option names. Raises as ``open_portfolio``."""
    from localkit.store.portfolio.opening import open_portfolio

    return open_portfolio(store, make=make)


def again(store: str) -> str:
    """What has to stand behind a command so that it is about the same portfolio."""
    if store == _DEFAULT:
        return ""
    shown = store
    if "://" in store:
        from localkit.store.portfolio.addresses import shown_address

        shown = shown_address(store)
    return f' --portfolio "{shown}"' if set(shown) & set(" &?*;") else f" --portfolio {shown}"
