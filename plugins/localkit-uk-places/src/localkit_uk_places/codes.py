"""How a code is made: a letter and two digits say what sort of area it is, six digits which one.

After the Register of Geographic Codes and the Code History Database (Office for National Statistics, Open Government
Licence v3.0). There is no check digit: a mistyped code can look like another one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

PATTERN: Final = "[EWSNKJLM][0-9]{8}"
"""K and J are for areas that cross a border within the kingdom, L and M for the islands beside it."""

NATIONS: Final[Mapping[str, str]] = {
    "E": "england",
    "W": "wales",
    "S": "scotland",
    "N": "northern_ireland",
}
"""First letter to nation; areas that cross a border have other letters, and no single nation."""

NAMES: Final[Mapping[str, str]] = {
    "england": "England",
    "wales": "Wales",
    "scotland": "Scotland",
    "northern_ireland": "Northern Ireland",
}

COUNCILS: Final[Mapping[str, str]] = {
    "E06": "unitary authorities",
    "E07": "non-metropolitan districts",
    "E08": "metropolitan districts",
    "E09": "London boroughs",
    "E10": "counties",
    "W06": "unitary authorities",
    "S12": "council areas",
    "N09": "local government districts",
}
"""Sorts of area that have a council. There are many other sorts; only those that we are certain of are here."""

INVENTED: Final = "99"
"""The digits behind the letter that kits use for invented places, since no area has them."""


def is_code(value: object) -> bool:
    """Whether a value has the form of a code."""
    return isinstance(value, str) and re.fullmatch(PATTERN, value) is not None


def tidied(value: object) -> str | None:
    """A code that was typed with spaces or small letters, as it should be; None where that gives no code."""
    if not isinstance(value, str):
        return None
    code = "".join(value.split()).upper()
    return code if is_code(code) else None


def nation_of(value: object) -> str | None:
    """The nation that a code belongs to; None for anything else, and for areas that cross a border."""
    code = tidied(value)
    return None if code is None else NATIONS.get(code[0])


def nation_named(value: object) -> str | None:
    """The nation that an answer means: ``wales``, ``Wales``, ``Northern Ireland``; None for anything else."""
    if not isinstance(value, str):
        return None
    plain = re.sub(r"[\s_-]+", "_", value.strip()).lower()
    return plain if plain in NAMES else None
