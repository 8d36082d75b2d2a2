"""What snapshots tell when they are held beside each other: the elements of a kit, and what became of core changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final, TypeAlias

from localkit.model.semver import is_version, version_key

Release: TypeAlias = tuple[str, Iterable[tuple[str, str]]]
"""A release's version, and id and title of each of its elements."""

WAITS: Final = "waits"
"""What is said of a core change that a place has seen and not decided."""


def element_titles(releases: Iterable[Release]) -> dict[str, str]:
    """Title of each element by id, in the order of the newest release; what only earlier ones have comes last."""
    titles: dict[str, str] = {}
    for _, elements in sorted(releases, key=lambda item: version_order(item[0]), reverse=True):
        for element, title in elements:
            titles.setdefault(element, title)
    return titles


def version_order(version: str) -> tuple[Any, ...]:
    """What releases are sorted by; a bundle may name one that is no version, which comes first."""
    return (1, *version_key(version)) if is_version(version) else (0, version)


def told_of_changes(data: Mapping[str, Any]) -> dict[str, str]:
    """What a place says of each core change.

    The last decision counts; what the place has seen and said nothing of waits, as does what an update left.
    """
    decided = {item["change"]: item["decision"] for item in data["decisions"]}
    seen = dict.fromkeys((data["behind"] or {}).get("changes", ()), WAITS)
    left = dict.fromkeys((data["open_update"] or {}).get("changes", ()), WAITS)
    return {**seen, **decided, **left}


def open_decisions(data: Mapping[str, Any]) -> int:
    """How much of an update still needs decisions at a place."""
    still = data["open_update"]
    return 0 if still is None else int(still["needs_decision"])
