"""Answers to a kit's questions: the form of a code, and what follows from it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from localkit.hooks.kinds import ParameterSchema, ParameterSource
from localkit.model.kit import Kit
from localkit_uk_places.codes import PATTERN, nation_of, tidied
from localkit_uk_places.kits import CODE, NATION, code_parameter

SCHEMA: Final[Mapping[str, Any]] = {
    "title": "Which area code does your place have?",
    "description": "The nine signs that official statistics give an area: a capital letter and eight digits.",
    "pattern": f"^({PATTERN})?$",
    "maxLength": 9,
}
"""Empty passes: whether an answer may be left out is for the kit to say, whose own schema is held beside this one."""


def schemas(kit: Kit) -> list[ParameterSchema]:
    """The form of a code, for the kit's question that asks for one."""
    return [ParameterSchema(code_parameter(kit), "A GSS code: a capital letter and eight digits.", SCHEMA)]


def filled(kit: Kit, name: str, answers: Mapping[str, Any]) -> str | None:
    """The nation, once the code was answered."""
    return nation_of(answers.get(code_parameter(kit))) if name == NATION else None


def read(what: str) -> dict[str, Any]:
    """Answers from a code.

    Args:
        what: The code; spaces and small letters do not matter.

    Raises:
        ValueError: It is no code.
    """
    code = tidied(what)
    if code is None:
        raise ValueError("a code is a letter and eight digits, such as E08000016")
    nation = nation_of(code)
    return {CODE: code} if nation is None else {CODE: code, NATION: nation}


SOURCES = (
    ParameterSource("uk-places", "Behind the colon stands a GSS code, such as uk-places:E08000016.", read),
)
