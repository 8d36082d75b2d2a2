"""A scheme that supports people has its registration number in its papers. Its form differs, so it is not looked at."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from localkit.model.finding import Finding
from localkit.model.local_version import LocalVersion
from localkit.model.passage import Passage
from localkit_uk_care.nations import NATIONS
from localkit_uk_care.reading import Said, said, shown
from localkit_uk_care.settings import Settings

AT_WORK: Final = ("live", "sustaining")
_STAND_INS: Final = frozenset(
    {
        "n a",
        "na",
        "nil",
        "none",
        "pending",
        "placeholder",
        "tba",
        "tbc",
        "tbd",
        "to be confirmed",
        "todo",
        "unknown",
    }
)


def findings(local: LocalVersion, settings: Settings, nation: str) -> Iterator[Finding]:
    """A number that is not there yet, where the scheme is at work."""
    if settings.registration is None or local.stage not in AT_WORK:
        return
    found = said(local, settings.registration)
    if is_number(found.value):
        return
    about = NATIONS[nation]
    yield Finding(
        "uk-care.registration",
        "should",
        f"{_told(found, settings.registration)}, and the scheme is at work (stage: {local.stage}). People, families "
        f"and councils look a scheme up by it. Write the number that {about.body} gave; if the registration "
        "is not in force yet, talk to the national team before anybody is supported.",
        found.file,
        found.line,
        source=about.registration_law,
        resolve="adapt",
    )


def is_number(value: Any) -> bool:
    """Whether this can be a registration number: something is there, and it is not what stands in for one."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return False
    plain = " ".join(re.findall(r"[^\W_]+", str(value).lower()))
    return plain not in _STAND_INS and len(set(plain) - {" "}) > 1


def _told(found: Said, passage: Passage) -> str:
    if found.missing:
        return f"The registration number should stand here, {found.missing}"
    where = passage.at(found.file).address
    if found.text.strip():
        return f'{where} says "{shown(found.text)}" where the registration number belongs'
    return f"There is no registration number yet ({where})"
