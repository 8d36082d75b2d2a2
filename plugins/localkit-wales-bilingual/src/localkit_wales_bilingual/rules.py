"""Four rules: what the kit declares, and whether twins are there, have the same headings, and are in step."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from localkit.hooks.kinds import Rule
from localkit.model.document import Section
from localkit.model.finding import Finding
from localkit.model.local_version import LocalVersion
from localkit_wales_bilingual.declaration import KEY, declared
from localkit_wales_bilingual.digest import FIELD
from localkit_wales_bilingual.twins import Apart, Twin, in_wales, twins

SOURCE: Final = (
    "Welsh Language (Wales) Measure 2011 and the Welsh language standards made under it: what is public is treated "
    "no less favourably in Welsh. Modelled, not legal advice."
)


def declaration(local: LocalVersion) -> Iterator[Finding]:
    """What is wrong with the kit's declaration."""
    for problem in declared(local.kit.data)[1]:
        message = (
            f"the kit's {KEY} cannot be used: {problem}. Until the kit is mended no Welsh page is looked at. "
            "Tell whoever publishes it."
        )
        yield Finding("wales-bilingual.declaration", "info", message, resolve="ask")


def _pairs(local: LocalVersion) -> Iterator[Twin]:
    said = declared(local.kit.data)[0]
    if said is not None and in_wales(local):
        yield from twins(local, said)


def missing(local: LocalVersion) -> Iterator[Finding]:
    """Public pages without a Welsh twin, and twins that are no page."""
    for twin in _pairs(local):
        if twin.standing == "missing":
            message = (
                f"this public page has no Welsh twin. Have it translated, and put the Welsh page at {twin.welsh}. "
                f"Write {FIELD}: {twin.digest} in its front matter, so that it is seen when the English moves on."
            )
            yield Finding("wales-bilingual.twin", "should", message, twin.english, resolve="adapt")
        elif twin.standing == "unreadable":
            message = (
                f"{twin.why}, so it cannot be held against its twin. Save it as a Markdown page in UTF-8."
            )
            yield Finding("wales-bilingual.twin", "should", message, twin.unread, resolve="adapt")


def headings(local: LocalVersion) -> Iterator[Finding]:
    """Twins whose headings are not as many, or not of the same levels in the same order."""
    for twin in _pairs(local):
        if twin.apart is not None:
            line = twin.apart.welsh.line if twin.apart.welsh else None
            message = (
                f"the Welsh page does not have the same headings as {twin.english} (English {twin.counts[0]}, Welsh "
                f"{twin.counts[1]}): {_difference(twin.apart)}. Give both the same headings in the same order, so that "
                "a reader of Welsh gets as much."
            )
            yield Finding("wales-bilingual.headings", "should", message, twin.welsh, line, resolve="adapt")


def _difference(apart: Apart) -> str:
    if apart.welsh is None:
        return f"the first without a twin is {_heading(apart.english)} of the English page"
    if apart.english is None:
        return f"the first without a twin is {_heading(apart.welsh)} of the Welsh page"
    return (
        f"the first that differ are {_heading(apart.english)} in English and {_heading(apart.welsh)} in Welsh"
    )


def _heading(section: Section | None) -> str:
    return f'"{section.path[-1]}" (level {section.level}, line {section.line})' if section else "none"


def in_step(local: LocalVersion) -> Iterator[Finding]:
    """Twins that the English has left behind, and twins of which that cannot be told."""
    for twin in _pairs(local):
        if twin.standing == "behind":
            message = (
                f"{twin.why}. Have somebody who reads both look at {twin.english} and bring the Welsh into line, then "
                f"write {FIELD}: {twin.digest} in the front matter of the Welsh page."
            )
            yield Finding(
                "wales-bilingual.in-step", "should", message, twin.welsh, twin.states, resolve="adapt"
            )
        elif twin.standing == "not_known":
            message = (
                f"whether the Welsh is in step with {twin.english} cannot be told: {twin.why}. Once somebody who reads "
                f"both finds that it is, write {FIELD}: {twin.digest} in the front matter of the Welsh page."
            )
            yield Finding("wales-bilingual.in-step", "info", message, twin.welsh, resolve="adapt")


RULES: Final = (
    Rule("wales-bilingual.declaration", "The kit's list of public pages can be read.", declaration),
    Rule("wales-bilingual.twin", "In Wales a public page has a Welsh twin.", missing, SOURCE),
    Rule("wales-bilingual.headings", "A Welsh twin has the headings of its English page.", headings, SOURCE),
    Rule(
        "wales-bilingual.in-step",
        "A Welsh twin says what the English says now.",
        in_step,
        SOURCE,
        needs_core=True,
    ),
)
