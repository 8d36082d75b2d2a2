"""What ``localkit check`` says about a place's code."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from localkit.hooks.kinds import Rule
from localkit.model.finding import Finding
from localkit.model.kit import Kit
from localkit.model.local_version import LocalVersion
from localkit.model.vocabulary import Resolve, Severity
from localkit_uk_places.codes import COUNCILS, INVENTED, NAMES, is_code, nation_named, nation_of, tidied
from localkit_uk_places.kits import NATION, code_parameter

SOURCE: Final = "Office for National Statistics, Register of Geographic Codes"
_FILE: Final = ".localkit/local.yaml"
_WHERE: Final = "Statistics and places like yours are found by it. "
_ASK: Final = "Tell the national team the right one."


def rules(kit: Kit) -> Iterable[Rule]:
    """The rules, for a kit that may ask for a code."""
    parameter = code_parameter(kit)

    def code(local: LocalVersion) -> Iterator[Finding]:
        yield from code_findings(local, parameter)

    def nation(local: LocalVersion) -> Iterator[Finding]:
        yield from nation_findings(local, parameter)

    return (
        Rule("uk-places.code", "The place's area code is a GSS code.", code),
        Rule("uk-places.nation", "The nation is the one that the area code belongs to.", nation, SOURCE),
    )


def code_findings(local: LocalVersion, parameter: str) -> Iterator[Finding]:
    """A code that is none, that stands for no area, or whose sort of area we do not know."""
    value = local.parameters.get(parameter)
    if value is None or value == "":
        return
    if not isinstance(value, str) or not is_code(value):
        yield _of_code("should", f"{_not_a_code(value, parameter)} {_WHERE}{_ASK}", SOURCE, "ask")
    elif value[1:3] == INVENTED:
        yield _of_code(
            "info",
            f"{value} ({parameter}) is no area's code: kits use {INVENTED} behind the letter for invented places. "
            f"Nothing to do if this is one. Otherwise: {_ASK.lower()}",
        )
    elif value[:3] not in COUNCILS:
        yield _of_code("info", _unknown(value, parameter), SOURCE)


def _not_a_code(value: object, parameter: str) -> str:
    meant = tidied(value)
    if meant is not None:
        return f'The area code "{value}" ({parameter}) is written {meant}, in capitals and without spaces.'
    return f'The area code "{_short(value)}" ({parameter}) is not a capital letter and eight digits.'


def _unknown(value: str, parameter: str) -> str:
    known = ", ".join(f"{entity} ({name})" for entity, name in COUNCILS.items() if entity[0] == value[0])
    are = f" Those of councils there begin with {known}." if known else ""
    return (
        f"{value} ({parameter}) has the form of a code, but {value[:3]} is not a sort of area with a council that this "
        f"plugin knows.{are} Nothing to do if your area is of another sort; otherwise look the code up again."
    )


def nation_findings(local: LocalVersion, parameter: str) -> Iterator[Finding]:
    """A nation that disagrees with the first letter of the code."""
    code, stated = local.parameters.get(parameter), nation_named(local.parameters.get(NATION))
    told = nation_of(code)
    if told is None or stated is None or told == stated:
        return
    yield Finding(
        "uk-places.nation",
        "should",
        f"The place says that it is in {NAMES[stated]} (nation), and its area code {code} ({parameter}) belongs to "
        f"{NAMES[told]}. The nation decides which law and which bodies the papers name, so look which of the two is "
        f"right. {_ASK}",
        file=_FILE,
        resolve="ask",
    )


def _of_code(
    severity: Severity, message: str, source: str | None = None, resolve: Resolve | None = None
) -> Finding:
    return Finding("uk-places.code", severity, message, file=_FILE, source=source, resolve=resolve)


def _short(value: object) -> str:
    text = " ".join(str(value).split())
    return text if len(text) <= 40 else f"{text[:39]}…"
