"""The words people see, one table for the command line, the terminal screens and the reports."""

from __future__ import annotations

from typing import Final

LIGHT_SIGN: Final = {"green": "●", "yellow": "▲", "red": "■"}
LIGHT_WORD: Final = {
    "green": "fine",
    "yellow": "needs care",
    "red": "touches the core: talk first",
}
STATE_WORD: Final = {
    "not_applicable": "does not apply here",
    "as_core": "as the core",
    "excepted": "agreed exception",
    "changed_since_recorded": "changed since recorded",
    "recorded": "recorded",
    "unrecorded": "not yet recorded",
}
LATITUDE_WORD: Final = {"fixed": "keep as it is", "bounded": "within bounds", "open": "open"}
BASIS_WORD: Final = {
    "statutory": "the law asks for it",
    "safety": "it keeps people safe",
    "evidence": "evidence says it works",
    "values": "it is what the programme stands for",
    "operational": "it keeps the work running",
}
PROSCRIBED: Final = "must not be here"
NOT_USED: Final = "not used"
YOUR_OWN: Final = "your own"
