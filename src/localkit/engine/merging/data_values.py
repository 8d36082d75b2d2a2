"""Plain values as merging sees them: compared with their types, found by key, or by an id in a list."""

from __future__ import annotations

import datetime
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from localkit.syntax import pointer

ID_KEYS: Final = ("id", "name", "key", "code", "slug", "change")


class Missing:
    """What stands where a side has no value."""

    def __repr__(self) -> str:
        return "MISSING"


MISSING: Final = Missing()
"""The only one."""


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list that is told by its id.

    Attributes:
        key: The key that holds the id.
        id: The id, as ``frozen`` gives it.
        said: The id as people read it.
    """

    key: str
    id: Hashable
    said: str


Path: TypeAlias = tuple[str | Item, ...]


def frozen(value: Any) -> Hashable:
    """A value's normal form: types stay apart, order of keys does not count, not-a-number equals itself."""
    if isinstance(value, dict):
        return ("map", frozenset((key, frozen(inner)) for key, inner in value.items()))
    if isinstance(value, list):
        return ("list", tuple(map(frozen, value)))
    if isinstance(value, float):
        return ("float", repr(value))
    if isinstance(value, datetime.date | datetime.time):
        return (type(value).__name__, value.isoformat())
    return (type(value).__name__, value)


def alike(one: Any, other: Any) -> bool:
    """Whether two values say the same."""
    return frozen(one) == frozen(other)


def scalars(*lists: Sequence[Any]) -> bool:
    """Whether there is no mapping or list in these lists."""
    return not any(isinstance(item, dict | list) for items in lists for item in items)


def item_of(key: str, item: Mapping[str, Any]) -> Item:
    """How an item is told."""
    return Item(key, frozen(item[key]), str(item[key]))


def id_key(*lists: Sequence[Any]) -> str | None:
    """The key whose values tell the items of each of these lists apart."""
    return next((key for key in ID_KEYS if any(lists) and all(_tells(key, items) for items in lists)), None)


def _tells(key: str, items: Sequence[Any]) -> bool:
    ids = [item.get(key, MISSING) if isinstance(item, dict) else MISSING for item in items]
    plain = all(isinstance(one, str | int) and not isinstance(one, bool) for one in ids)
    return plain and len(set(map(frozen, ids))) == len(ids)


def found(data: Any, path: Path) -> tuple[str, ...] | None:
    """The parts of a pointer to where a path leads in data; None where it leads nowhere."""
    parts: list[str] = []
    for step in path:
        key = _index(data, step) if isinstance(step, Item) else step
        if key is None or (isinstance(key, str) and not (isinstance(data, dict) and key in data)):
            return None
        parts.append(str(key))
        data = data[key]
    return tuple(parts)


def _index(items: Any, step: Item) -> int | None:
    if not isinstance(items, list):
        return None
    ids = [item.get(step.key, MISSING) if isinstance(item, dict) else MISSING for item in items]
    return next((number for number, one in enumerate(ids) if frozen(one) == step.id), None)


def at(data: Any, path: Path) -> Any:
    """The value a path leads to, or MISSING."""
    parts = found(data, path)
    if parts is None:
        return MISSING
    for part in parts:
        data = data[int(part)] if isinstance(data, list) else data[part]
    return data


def named(local: Any, path: Path) -> str:
    """The pointer a part is called by: as the local version has it; an item it has not is told by its id."""
    parts: list[str] = []
    for size, step in enumerate(path, 1):
        here = found(local, path[:size])
        if isinstance(step, str):
            parts.append(step)
        else:
            parts.append(here[-1] if here else f"{step.key}={step.said}")
    return pointer.join(parts)
