"""Where a portfolio is: the path of an SQLite file, or the address of a PostgreSQL database."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from localkit.errors import InputError

_ADDRESS: Final = "Name a file, portfolio.db, or a PostgreSQL database: postgresql://name@host/database."
_DRIVERS: Final = {
    "sqlite": "sqlite",
    "postgresql": "postgresql+psycopg",
    "postgres": "postgresql+psycopg",
    "postgresql+psycopg": "postgresql+psycopg",
}
_SECRET: Final = frozenset({"password", "sslpassword", "oauth_client_secret"})
"""What may stand behind the question mark of an address and is nobody's business."""


def database_url(where: str) -> URL:
    """The database that a person named.

    Raises:
        InputError: It is none that a portfolio can be kept in.
    """
    if "://" not in where:
        return URL.create("sqlite", database=str(Path(where).expanduser()))
    try:
        url = make_url(where)
    except (
        ArgumentError,
        ValueError,
    ):  # the latter of a port that is no number; either may have the password in it
        raise InputError("this is no address of a database", hint=_ADDRESS) from None
    if url.drivername not in _DRIVERS:
        raise InputError(f"a portfolio cannot be kept in {url.drivername}", hint=_ADDRESS)
    return url.set(drivername=_DRIVERS[url.drivername])


def shown_address(where: str) -> str:
    """Where a portfolio is as people may see it: as it was named, without any password.

    Raises:
        InputError: It is none that a portfolio can be kept in.
    """
    if "://" not in where:
        return where
    url = database_url(where)
    hidden = {key: "***" for key in url.query if key in _SECRET}
    named = url.set(drivername=where.partition("://")[0]).update_query_dict(hidden)
    return named.render_as_string(hide_password=True)
