"""The regulator is the one of the place's nation."""

from __future__ import annotations

from collections.abc import Iterator

from localkit.model.finding import Finding
from localkit.model.local_version import LocalVersion
from localkit.model.passage import Passage
from localkit_uk_care.nations import NATIONS, Nation, names_regulator
from localkit_uk_care.reading import Said, said, shown
from localkit_uk_care.settings import Settings


def findings(local: LocalVersion, settings: Settings, nation: str) -> Iterator[Finding]:
    """Passages that should name the regulator, and do not."""
    for passage in settings.regulator:
        found = said(local, passage)
        if found.missing or not names_regulator(found.text, NATIONS[nation]):
            yield _finding(found, passage, NATIONS[nation])


def _finding(found: Said, passage: Passage, nation: Nation) -> Finding:
    other = next((one for one in NATIONS.values() if names_regulator(found.text, one)), None)
    right = f"In {nation.title} it is {nation.body}"
    if found.missing:
        told = f"The regulator should be named here, and {found.missing}. {right}: name it, or put the passage back."
    elif other is not None:
        told = (
            f"{_where(found, passage)} names {other.body}, which looks after {other.title}. {right}: write "
            "that name, so that people know whom to turn to."
        )
    else:
        told = f"{_where(found, passage)} does not name the regulator{_instead(found, passage)}. {right}: write that."
    return Finding(
        "uk-care.regulator",
        "must" if other else "should",
        told,
        found.file,
        found.line,
        source=nation.registration_law,
        resolve="adapt",
    )


def _where(found: Said, passage: Passage) -> str:
    return passage.at(found.file).address


def _instead(found: Said, passage: Passage) -> str:
    short = passage.value is not None and found.text.strip()
    return f': it says "{shown(found.text)}"' if short else ""
