"""Every place of a portfolio in short, a page at a time: the first at once, the others as they are read."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, Final, NamedTuple

from localkit.actions.portfolio_words import as_written, nation_shown
from localkit.engine.snapshot_telling import WAITS as UNDECIDED
from localkit.engine.snapshot_telling import open_decisions, told_of_changes
from localkit.model.place_look import (
    ExceptionLook,
    KeptText,
    PlaceLook,
    PlaceName,
    PlaceSeen,
    Release,
    Wait,
    cell,
)

SOON: Final = datetime.timedelta(days=30)
"""How long before its last day an exception is told of, as ``check`` does at the place."""
_PAGE: Final = 50
"""Places that are read at a time; with more, somebody who presses a key meanwhile would notice."""


class Page(NamedTuple):
    """Some places of a portfolio in short.

    Attributes:
        total: Places in the portfolio.
        names: Every place, by name, as far as they are known; the same list as in the page before until there are more.
        looks: The places of this page.
    """

    total: int
    names: Sequence[PlaceName]
    looks: Sequence[PlaceLook]


def looks_by_page(today: datetime.date, where: str, first: int) -> Iterator[Page]:
    """Every place of a portfolio in short, by name.

    The first page is there at once where the portfolio is a file as it should be.

    Args:
        today: The present day.
        where: Path of a file, or a database's address.
        first: How many places the first page has.

    Raises:
        InputError: It is no portfolio.
        MachineError: It cannot be read.
    """
    from localkit.store.portfolio.light_reading import (  # noqa: PLC0415  few commands need it
        NotAsUsualError,
        light_reading,
    )

    looker = Looker(today)
    try:
        with light_reading(where) as light:
            begun = light.first(first)
            ready = {name: looker.look(name, begun.texts.get(name.id)) for name in begun.names}
            yield Page(begun.total, begun.names, tuple(ready.values()))
            yield from _pages(looker, light.names(), ready, light.texts)
            return
    except NotAsUsualError:
        pass  # what is the matter is told below, if it still is
    from localkit.store.portfolio.opening import open_portfolio  # noqa: PLC0415  imports SQLAlchemy
    from localkit.store.portfolio.pages import kept_texts, place_names  # noqa: PLC0415

    with open_portfolio(where) as portfolio:
        yield from _pages(looker, place_names(portfolio), {}, partial(kept_texts, portfolio))


def _pages(
    looker: Looker,
    names: Sequence[PlaceName],
    ready: Mapping[PlaceName, PlaceLook],
    texts: Callable[[Sequence[int]], Mapping[int, KeptText]],
) -> Iterator[Page]:
    """All names with the places that were looked at before, then the others."""
    yield Page(len(names), names, [ready[name] for name in names if name in ready])
    others = [name for name in names if name not in ready]
    for at in range(0, len(others), _PAGE):
        some = others[at : at + _PAGE]
        kept = texts([name.snapshot for name in some if name.snapshot is not None])
        yield Page(len(names), names, [looker.look(name, kept.get(name.id)) for name in some])


class Looker:
    """Makes looks of snapshots, all as of one day; what is the same for many places is held once.

    Args:
        today: The present day.
    """

    def __init__(self, today: datetime.date) -> None:
        self._today = today.isoformat()
        self._soon = (today + SOON).isoformat()
        self._same: dict[Any, Any] = {}

    def look(self, name: PlaceName, kept: KeptText | None) -> PlaceLook:
        """One place in short."""
        seen = None if kept is None else self._seen(json.loads(kept.text), kept.last_seen)
        return PlaceLook(name, seen, self._once(tuple(self._waits(name, seen))))

    def _seen(self, data: Mapping[str, Any], last_seen: str) -> PlaceSeen:
        lights, behind = data["lights"], data["behind"]
        return PlaceSeen(
            release=self._release(data),
            code=data["place"]["code"] or "",
            area=self._once(nation_shown(data) or as_written(data["parameters"].get("region"))),
            stage=self._once(data["stage"]),
            lights=self._once((lights["green"], lights["yellow"], lights["red"])),
            behind=None if behind is None else behind["releases"],
            recorded=data["recorded"],
            unrecorded=data["unrecorded"],
            decisions=open_decisions(data),
            core_kept=data["core_kept"],
            locally_shaped=data["locally_shaped"],
            heard=self._once(last_seen[:10]),
            cells=self._once("".join(cell(item["light"], item["state"]) for item in data["elements"])),
            exceptions=tuple(_exception(item) for item in data["exceptions"]),
            changes=self._once(tuple(told_of_changes(data).items())),
        )

    def _release(self, data: Mapping[str, Any]) -> Release:
        elements = tuple((item["id"], item["title"]) for item in data["elements"])
        key = (data["kit"]["name"], data["kit"]["version"], elements)
        found: Release | None = self._same.get(key)
        if found is None:
            found = self._same[key] = Release(*key)
        return found

    def _once(self, value: Any) -> Any:
        return self._same.setdefault(value, value)

    def _waits(self, name: PlaceName, seen: PlaceSeen | None) -> Iterator[Wait]:
        if seen is not None:
            if seen.decisions:
                yield "decision"
            elif any(said == UNDECIDED for _, said in seen.changes):  # those of an update wait with it
                yield "change"
            if any(self._ends_soon(item) for item in seen.exceptions):
                yield "exception"
        if name.reason is not None:
            yield "unread"
        if seen is not None and seen.unrecorded:
            yield "record"
        if seen is None and name.reason is None:
            yield "new"

    def _ends_soon(self, item: ExceptionLook) -> bool:
        return item.status == "granted" and item.start <= self._today <= item.until <= self._soon


def _exception(item: Mapping[str, Any]) -> ExceptionLook:
    return ExceptionLook(item["element"], item["status"], item["from"], item["until"], item.get("granted_by"))
