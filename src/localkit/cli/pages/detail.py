"""How much a page tells, so that it stays small with many places; what is left out is always said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from localkit.cli.pages.markup import Html, tag
from localkit.wording import counted

Item = TypeVar("Item")

LIMIT: Final = 1_500_000
"""Bytes that a page stays below, so that it can be sent by e-mail and opens on an old machine."""


@dataclass(frozen=True)
class Detail:
    """How much of each kind is told; None: all.

    Attributes:
        rows: Places in the table of places.
        reports: Places in the table of each indicator.
        cells: Whether each element is shown at each place, or in numbers only.
        periods: Newest periods of an indicator.
        names: Places named in a cell of a table.
        records: Shared records of each element.
        words: Letters of what somebody wrote.
        changes: Places of which it is told what is different since the snapshot before.
        elements: Elements told of each of those.
        exceptions: Agreed exceptions.
        dots: Places that a picture shows one by one; with more, a dot stands for all that lie close together.
    """

    rows: int | None = None
    reports: int | None = None
    cells: bool = True
    periods: int = 4
    names: int | None = None
    records: int | None = None
    words: int | None = None
    changes: int | None = None
    elements: int = 6
    exceptions: int | None = None
    dots: int = 200


LEVELS: Final = (
    Detail(),
    Detail(periods=2, names=60, records=12, words=300, changes=150, elements=3, exceptions=600),
    Detail(periods=1, names=25, records=4, words=200, changes=40, elements=3, exceptions=200, dots=0),
    Detail(
        reports=150, periods=1, names=8, records=1, words=120, changes=10, elements=2, exceptions=60, dots=0
    ),
    Detail(
        rows=500,
        reports=250,
        cells=False,
        periods=1,
        names=15,
        records=3,
        words=200,
        changes=40,
        elements=3,
        exceptions=200,
        dots=0,
    ),
    Detail(
        rows=100,
        reports=50,
        cells=False,
        periods=1,
        names=5,
        records=1,
        words=100,
        changes=10,
        elements=2,
        exceptions=50,
        dots=0,
    ),
)
"""From all to the least; a page is made with the first that keeps it small."""

FEWER: Final = "a page about some of the places has more of each: localkit portfolio report --filter name=A*"


def first_of(items: Sequence[Item], limit: int | None) -> Sequence[Item]:
    """As many as are told of."""
    return items if limit is None else items[:limit]


def left_out(number: int, limit: int | None, one: str, how: str, many: str | None = None) -> Html | None:
    """The sentence that says what is missing and how to see it; None where nothing is.

    Args:
        number: How many there are.
        limit: How many are told of.
        one: What one is called.
        how: How to see the others.
        many: What several are called, if not with an s.
    """
    if limit is None or number <= limit:
        return None
    more = counted(number - limit, f"more {one}", f"more {many}" if many else None)
    return tag("p", f"{more} left out, so that the page stays small; {how}.", class_="left-out")


def shortened(words: str, limit: int | None) -> str:
    """What somebody wrote, cut where it is long; the dots say so."""
    return words if limit is None or len(words) <= limit else words[:limit].rstrip() + " …"
