"""``localkit exception``: the register of agreed exceptions."""

from __future__ import annotations

from localkit.cli.lazy import LazyGroup

_HERE = "localkit.cli.commands"

command = LazyGroup(
    "exception",
    help="Agreed exceptions: ask for one, note what was agreed, see which are live.",
    verbs={
        "request": (f"{_HERE}.exception_request", "Ask to be outside a bound for a while."),
        "grant": (f"{_HERE}.exception_grant", "Note that it was agreed, and by whom."),
        "refuse": (f"{_HERE}.exception_refuse", "Note that it was not agreed."),
        "withdraw": (f"{_HERE}.exception_withdraw", "Note that it is not needed any more."),
        "list": (f"{_HERE}.exception_list", "The register, with who, from when, until when."),
    },
)
