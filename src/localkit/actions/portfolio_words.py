"""Words about places of a portfolio, the same on the command line, in reports and on screens."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from localkit.wording import STANDING_WORD, counted


def behind_shown(behind: Mapping[str, Any] | None) -> str:
    """How far behind the core a place is, in short."""
    return releases_behind(None if behind is None else behind["releases"])


def releases_behind(releases: int | None) -> str:
    """The same of the number of releases; None where nobody looked."""
    if releases is None:
        return "nobody looked for later releases"
    if releases == 0:
        return "up to date with the core"
    return f"{counted(releases, 'release')} behind the core"


def nation_shown(data: Mapping[str, Any]) -> str:
    """A place's nation as people write it; empty where its snapshot does not tell."""
    return as_written(data["parameters"].get("nation"))


def as_written(answer: object) -> str:
    """An answer as people write it: a kit's are often codes, as northern_ireland."""
    said = str(answer or "")
    return said.replace("_", " ").title() if said.islower() else said


def standing_shown(item: Mapping[str, Any], today: datetime.date) -> str:
    """How an exception of a snapshot stands today, in words."""
    from localkit.engine.standing import standing  # noqa: PLC0415  a screen begins without
    from localkit.model.records import AgreedException  # noqa: PLC0415

    try:
        return STANDING_WORD[standing(AgreedException.of(item), today)]
    except ValueError:  # a bundle's day may look like one and be none, as 2026-02-31
        return f"{STANDING_WORD[item['status']]}; its days are no days of the calendar"
