"""How many people a household may support, in the nations that know a limit."""

from __future__ import annotations

from collections.abc import Iterator

from localkit.model.finding import Finding
from localkit.model.local_version import LocalVersion
from localkit_uk_care.nations import NATIONS, Nation
from localkit_uk_care.reading import Said, said, shown, whole_number
from localkit_uk_care.settings import Settings


def findings(local: LocalVersion, settings: Settings, nation: str) -> Iterator[Finding]:
    """A limit above the nation's, or one that nobody can read."""
    about = NATIONS[nation]
    if settings.household_limit is None or about.household_limit is None:
        return
    found = said(local, settings.household_limit)
    number = whole_number(found.value)
    if number is None or number < 1:
        yield _unreadable(found, about, about.household_limit)
    elif number > about.household_limit:
        yield _above(found, about, number)


def _unreadable(found: Said, nation: Nation, limit: int) -> Finding:
    why = found.missing or (
        f'it says "{shown(found.text)}", which is not a whole number above 0'
        if found.text.strip()
        else "nothing is written there"
    )
    return Finding(
        "uk-care.household",
        "should",
        f"Nobody can tell how many people a household may support: {why}. Write a number from 1 to {limit}.",
        found.file,
        found.line,
        source=nation.household_law,
        resolve="adapt",
    )


def _above(found: Said, nation: Nation, number: int) -> Finding:
    return Finding(
        "uk-care.household",
        "must",
        f"A household may support {number} people at one time here. In {nation.title} it is {nation.household_limit} "
        f"at most. Write {nation.household_limit} or fewer; where more live together already, talk to the national "
        f"team and to {nation.body}.",
        found.file,
        found.line,
        light="red",
        source=nation.household_law,
        resolve="adapt",
    )
