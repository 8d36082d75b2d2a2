"""What is different between two snapshots of one place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from localkit.model.snapshot import Snapshot

_NUMBERS: Final = ("recorded", "unrecorded", "core_kept", "locally_shaped")


@dataclass(frozen=True)
class ElementChange:
    """An element that is not what it was.

    Attributes:
        id: The element's.
        title: Its title.
        before: Light and state, as they were; None where the release did not have the element.
        after: As they are; None where the release does not have it any more.
    """

    id: str
    title: str
    before: tuple[str | None, str] | None
    after: tuple[str | None, str] | None


@dataclass(frozen=True)
class SnapshotChange:
    """What is different since an earlier snapshot.

    Attributes:
        since: The moment of the earlier one.
        release: The release before and after, where they differ.
        stage: The stage before and after, where they differ.
        numbers: Number or share before and after by name, where they differ.
        elements: Elements whose light or state differs, in the order of the later snapshot.
    """

    since: str
    release: tuple[str, str] | None
    stage: tuple[str, str] | None
    numbers: Mapping[str, tuple[float | None, float | None]]
    elements: tuple[ElementChange, ...]

    @property
    def nothing(self) -> bool:
        """Whether all that is told here is as it was."""
        return not (self.release or self.stage or self.numbers or self.elements)


def snapshot_change(before: Snapshot, after: Snapshot) -> SnapshotChange:
    """What is different in ``after``."""
    return SnapshotChange(
        before.taken,
        _pair(before.kit_version, after.kit_version),
        _pair(before.stage, after.stage),
        {name: pair for name in _NUMBERS if (pair := _pair(before.data[name], after.data[name]))},
        tuple(_elements(before, after)),
    )


def _pair(before: Any, after: Any) -> tuple[Any, Any] | None:
    return None if before == after else (before, after)


def _elements(before: Snapshot, after: Snapshot) -> list[ElementChange]:
    was, now = _by_id(before), _by_id(after)
    found = []
    for name in dict.fromkeys([*now, *was]):
        pair = _look(was.get(name)), _look(now.get(name))
        if pair[0] != pair[1]:
            title = str((now.get(name) or was[name])["title"])
            found.append(ElementChange(name, title, *pair))
    return found


def _by_id(snapshot: Snapshot) -> dict[str, Mapping[str, Any]]:
    return {item["id"]: item for item in snapshot.data["elements"]}


def _look(item: Mapping[str, Any] | None) -> tuple[str | None, str] | None:
    return None if item is None else (item["light"], item["state"])
