"""Snapshots over time: only ever added, never changed; the same as the last is not kept twice.

They go only with their place, when somebody removes it.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Select, bindparam, delete, func, insert, select, update

from localkit.model.portfolio import Followed, Heard, KeptLook, Looked, NewPlace
from localkit.model.snapshot import Snapshot
from localkit.store.portfolio.opening import Portfolio
from localkit.store.portfolio.places import known_place, name_order, pieces, storable
from localkit.store.portfolio.tables import file_states, places, snapshots


def keep_looked(portfolio: Portfolio, looked: Sequence[Looked], scan: int, moment: str) -> None:
    """Keep what came of looking at some places, all in one transaction.

    Args:
        portfolio: Where to.
        looked: What was found.
        scan: The scan in which it was.
        moment: The present one.

    Raises:
        MachineError: The database is in the way; nothing of it was kept.
    """
    now = utc(moment)
    with portfolio.writing() as connection:
        looked = _still_there(connection, looked)
        _seen_again(connection, [item.place for item in looked if item.unchanged], now)
        _add(connection, {item.place: item.snapshot for item in looked if item.snapshot is not None}, now)
        _set_files(connection, [item for item in looked if not item.unchanged])
        _mark(connection, looked, scan, now)


def _still_there(connection: Connection, looked: Sequence[Looked]) -> list[Looked]:
    """Less what somebody removed while it was looked at."""
    there: set[int] = set()
    for some in pieces([item.place for item in looked]):
        there.update(connection.scalars(select(places.c.id).where(places.c.id.in_(some))))
    return [item for item in looked if item.place in there]


def _seen_again(connection: Connection, unchanged: Sequence[int], now: str) -> None:
    for some in pieces(unchanged):
        newest = select(places.c.snapshot).where(places.c.id.in_(some))
        connection.execute(
            update(snapshots)
            .where(snapshots.c.id.in_(newest), snapshots.c.last_seen < now)
            .values(last_seen=now)
        )


def _add(connection: Connection, measured: Mapping[int, Snapshot], now: str) -> set[int]:
    """Add snapshots by place, but none that says the same as the last or is older; the places with a new one.

    A few statements for all of them: over a network each takes longer than to measure a place.
    """
    last = _last(connection, list(measured))
    same = [place for place, row in last.items() if row.digest == measured[place].digest]
    _seen_again(connection, same, now)
    later = [
        place
        for place in measured
        if place not in last or (place not in same and utc(measured[place].taken) >= last[place].last_seen)
    ]
    if later:
        connection.execute(insert(snapshots), [_row(place, measured[place], now) for place in later])
        _point_to_newest(connection, later)
    named = [
        {"number": place, "name": storable(name)} for place in later if (name := measured[place].place_name)
    ]
    if named:
        connection.execute(
            update(places).where(places.c.id == bindparam("number")).values(label=bindparam("name")),
            named,
        )
    return set(later)


def _last(connection: Connection, numbers: Sequence[int]) -> dict[int, Any]:
    found: dict[int, Any] = {}
    for some in pieces(numbers):
        query = (
            select(snapshots.c.place, snapshots.c.digest, snapshots.c.last_seen)
            .join(places, places.c.snapshot == snapshots.c.id)
            .where(places.c.id.in_(some))
        )
        found.update((row.place, row) for row in connection.execute(query))
    return found


def _row(place: int, snapshot: Snapshot, now: str) -> dict[str, Any]:
    taken = utc(snapshot.taken)
    data = json.dumps(dict(snapshot.data), ensure_ascii=False, separators=(",", ":"))
    return {
        "place": place,
        "taken": taken,
        "last_seen": max(taken, now),
        "digest": snapshot.digest,
        "data": data,
    }


def _point_to_newest(connection: Connection, numbers: Sequence[int]) -> None:
    newest = select(func.max(snapshots.c.id)).where(snapshots.c.place == places.c.id).scalar_subquery()
    for some in pieces(numbers):
        connection.execute(update(places).where(places.c.id.in_(some)).values(snapshot=newest))


def _set_files(connection: Connection, looked: Sequence[Looked]) -> None:
    for some in pieces([item.place for item in looked]):
        connection.execute(delete(file_states).where(file_states.c.place.in_(some)))
    known = [
        {"place": item.place, "digest": item.files.digest, "until": item.files.until}
        for item in looked
        if item.files is not None
    ]
    if known:
        connection.execute(insert(file_states), known)


def _mark(connection: Connection, looked: Sequence[Looked], scan: int, now: str) -> None:
    read = [item.place for item in looked if item.reason is None]
    for some in pieces(read):
        connection.execute(
            update(places)
            .where(places.c.id.in_(some))
            .values(last_scan=now, scan=scan, state="read", reason=None)
        )
    failed = [
        {"number": item.place, "why": storable(item.reason)} for item in looked if item.reason is not None
    ]
    if failed:
        connection.execute(
            update(places)
            .where(places.c.id == bindparam("number"))
            .values(last_scan=now, scan=scan, state="failed", reason=bindparam("why")),
            failed,
        )


def keep_bundle(portfolio: Portfolio, place: NewPlace, snapshot: Snapshot, moment: str) -> tuple[bool, bool]:
    """Keep what a place sent; the newest counts.

    Args:
        portfolio: Where to.
        place: The place, as a bundle names it.
        snapshot: What was in it.
        moment: The present one.

    Returns:
        Whether the place is new, and whether the snapshot is: one that is older than what is there is left out.

    Raises:
        MachineError: The database is in the way; nothing was kept.
    """
    with portfolio.writing() as connection:
        number = connection.execute(select(places.c.id).where(places.c.key == place.key)).scalar()
        if number is None:
            number = _under_earlier_key(connection, place, snapshot)
        new = number is None
        if new:
            made = connection.execute(
                insert(places).values(
                    key=place.key,
                    label=storable(place.label),
                    kind=place.kind,
                    at=place.at,
                    added=moment,
                    state="read",
                )
            )
            number = (made.inserted_primary_key or (None,))[0]
        added = (new or _is_later(connection, place.key, snapshot)) and bool(
            _add(connection, {int(number or 0): snapshot}, utc(snapshot.taken))
        )
        if added:
            connection.execute(update(places).where(places.c.id == number).values(at=place.at))
    return new, added


def _under_earlier_key(connection: Connection, place: NewPlace, snapshot: Snapshot) -> int | None:
    """A place that came by bundle when its code alone was thought to tell it, if its name is the same; re-keyed."""
    own = snapshot.place_code or snapshot.place_name or place.label
    earlier = (
        places.c.key == f"bundle:{snapshot.kit_name}:{own.casefold()}",
        places.c.label == storable(place.label),
    )
    number = connection.execute(select(places.c.id).where(*earlier)).scalar()
    if number is not None:
        connection.execute(update(places).where(places.c.id == number).values(key=place.key))
    return None if number is None else int(number)


def _is_later(connection: Connection, key: str, snapshot: Snapshot) -> bool:
    query = (
        select(snapshots.c.last_seen)
        .join(places, places.c.snapshot == snapshots.c.id)
        .where(places.c.key == key)
    )
    seen = connection.execute(query).scalar()
    return seen is None or utc(snapshot.taken) > seen


def followed_places(portfolio: Portfolio) -> list[Followed]:
    """Every place with its newest snapshot, by name.

    Raises:
        MachineError: The database is in the way.
    """
    with portfolio.reading() as connection:
        found = [Followed(known_place(row), _heard(row)) for row in connection.execute(_followed())]
    return sorted(found, key=lambda item: name_order(item.known))


def followed_place(portfolio: Portfolio, number: int) -> Followed | None:
    """A place with its newest snapshot; None where there is none of that number.

    Raises:
        MachineError: The database is in the way.
    """
    with portfolio.reading() as connection:
        row = connection.execute(_followed().where(places.c.id == number)).one_or_none()
    return None if row is None else Followed(known_place(row), _heard(row))


def _followed() -> Select[Any]:
    return (
        select(
            places,
            file_states.c.digest,
            file_states.c.until,
            snapshots.c.data,
            snapshots.c.last_seen,
        )
        .join(file_states, file_states.c.place == places.c.id, isouter=True)
        .join(snapshots, snapshots.c.id == places.c.snapshot, isouter=True)
    )


def history(portfolio: Portfolio, place: int) -> list[Heard]:
    """Every snapshot of a place, the newest first.

    Raises:
        MachineError: The database is in the way.
    """
    query = (
        select(snapshots.c.data, snapshots.c.last_seen)
        .where(snapshots.c.place == place)
        .order_by(snapshots.c.id.desc())
    )
    with portfolio.reading() as connection:
        return [heard for row in connection.execute(query) if (heard := _heard(row)) is not None]


def previous_snapshots(portfolio: Portfolio) -> dict[int, Heard]:
    """The snapshot before the newest of each place that has one, by the place's number.

    Raises:
        MachineError: The database is in the way.
    """
    # Asked for each place, the index gives it at once, however long its past is.
    earlier = snapshots.alias("earlier")
    last = (
        select(func.max(earlier.c.id))
        .where(earlier.c.place == places.c.id, earlier.c.id < places.c.snapshot)
        .scalar_subquery()
    )
    query = select(snapshots.c.place, snapshots.c.data, snapshots.c.last_seen).join(
        places, snapshots.c.id == last
    )
    with portfolio.reading() as connection:
        return {row.place: heard for row in connection.execute(query) if (heard := _heard(row)) is not None}


def kept_looks(portfolio: Portfolio) -> list[KeptLook]:
    """Every kept snapshot in numbers, the oldest first; no more of each is held than these.

    Raises:
        MachineError: The database is in the way.
    """
    query = select(snapshots.c.place, snapshots.c.taken, snapshots.c.last_seen, snapshots.c.data).order_by(
        snapshots.c.id
    )
    with portfolio.reading() as connection:
        return [_look(row) for row in connection.execution_options(yield_per=500).execute(query)]


def _look(row: Any) -> KeptLook:
    data = json.loads(row.data)
    return KeptLook(
        row.place,
        data["kit"]["name"],
        row.taken,
        row.last_seen,
        None if data["behind"] is None else data["behind"]["releases"],
        data["recorded"],
        data["unrecorded"],
        data["core_kept"],
        data["locally_shaped"],
    )


def _heard(row: Any) -> Heard | None:
    return None if row.data is None else Heard(Snapshot(json.loads(row.data)), row.last_seen)


def utc(moment: str) -> str:
    """A moment with its zone as text that sorts by time."""
    return datetime.datetime.fromisoformat(moment).astimezone(datetime.UTC).isoformat(timespec="seconds")
