"""What a database complains about, in words that a person can act on, with no password in them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from sqlalchemy.exc import DBAPIError

from localkit.errors import InputError, MachineError


@dataclass(frozen=True)
class _Case:
    """One complaint, and what people are told.

    Attributes:
        message: What is wrong.
        hint: What to do; ``{said}`` is what the database said itself.
        states: How its SQLSTATE begins; while connecting, and in SQLite, there is none.
        words: A pattern of what is said where there is none.
        also: A pattern of what is said beside the SQLSTATE.
        kind: What it is.
    """

    message: str
    hint: str
    states: tuple[str, ...] = ()
    words: str = "(?!)"
    also: str = ""
    kind: type[InputError | MachineError] = MachineError

    def fits(self, state: str | None, said: str) -> bool:
        if state:
            return state.startswith(self.states) and bool(re.search(self.also, said))
        return bool(re.search(self.words, said))


_ADMINISTRATOR: Final = "Ask who looks after the database"
_ANEW: Final = (
    "put it back from a copy, or move it away and add the places again with `localkit portfolio add`."
)
_CASES: Final = (
    _Case(
        "this file is no portfolio",
        f"Name the file that `localkit portfolio add` made. If it is that one, it is damaged: {_ANEW}",
        words="file is not a database",
        kind=InputError,
    ),
    _Case(
        "the portfolio's file is damaged",
        f"P{_ANEW[1:]}",
        words="malformed",
    ),
    _Case(
        "another command writes in the portfolio all the while",
        "Wait until it is done, then run the same command again.",
        states=("55P03",),
        words="database is locked",
    ),
    _Case(
        "the portfolio can only be read here",
        "Look whether the file or the database may be written to, then try again.",
        states=("25006",),
        words="attempt to write a readonly database",
    ),
    _Case(
        "there is no room left where the portfolio is kept",
        "Make room on that disk, then run the same command again.",
        states=("53100",),
        words="database or disk is full",
    ),
    _Case(
        "the database asks for a password",
        "Put it in the file .pgpass in your home folder, as HOST:5432:DATABASE:NAME:PASSWORD.",
        words="no password supplied",
    ),
    _Case(
        "the database does not take this name and password",
        "Look at both, in the address or in the file .pgpass, then try again.",
        words="password authentication failed",
    ),
    _Case(
        "the server has no database of this name",
        "Look at what stands behind the last / of the address; whoever looks after the server can make one.",
        words='database "[^"]*" does not exist',
        kind=InputError,
    ),
    _Case(
        "the database does not let you in",
        f"{_ADMINISTRATOR}; it says: {{said}}",
        words=r'role "[^"]*" does not exist|authentication failed|pg_hba\.conf|not permitted to|permission denied',
    ),
    _Case(
        "as many people and programs use the database as it lets in at once",
        "Wait a little, then run the same command again. What was kept before stays.",
        states=("53300",),
        words="too many (clients|connections)|remaining connection slots",
    ),
    _Case(
        "the database's server went away, or is just starting",
        "What was kept before stays. Run the same command again when the server answers.",
        states=("57P", "08"),
        words="shutting down|starting up|not yet accepting|closed the connection|connection is closed",
    ),
    _Case(
        "no database answers there",
        "Look at what stands behind the @ of the address, at the network, and whether the server runs.",
        words="(?i)refused|no such file|not known|resolve|translate host|time ?out|timed out|unreachable|no route",
    ),
    _Case(
        "you may not make tables in this database, which a portfolio needs",
        f"{_ADMINISTRATOR} to make it yours, or to let you make tables in it.",
        states=("42501", "3F000"),
        also="for schema|no schema has been selected",
    ),
    _Case(
        "the portfolio is of an earlier localkit, and you may not bring it up to date",
        "Ask whoever made it to run `localkit portfolio list` with the localkit that you have.",
        states=("42501",),
        also="must be owner",
    ),
    _Case(
        "you may not do this in the portfolio's database",
        f"{_ADMINISTRATOR} for the right to read and write its tables.",
        states=("42501",),
    ),
)


def told_failure(error: DBAPIError, shown: str) -> InputError | MachineError:
    """What a database complains about, for people.

    Args:
        error: As SQLAlchemy has it.
        shown: Where the portfolio is, as people may see it.
    """
    said = " ".join(str(error.orig).split())
    state = getattr(error.orig, "sqlstate", None)
    for case in _CASES:
        if case.fits(state, said):
            return case.kind(case.message, path=shown, hint=case.hint.format(said=said))
    return MachineError(
        f"the portfolio cannot be used: {said}",
        path=shown,
        hint="Look at the address, the permissions and the room on the disk, then try again.",
    )
