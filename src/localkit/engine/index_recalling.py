"""What the index of the release before still says of the next one, so that what stayed the same is not read again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeAlias

from localkit.engine.applying import Claim, claims, is_given_once
from localkit.engine.judging import bounds_of
from localkit.engine.received import Received
from localkit.model.bound import Bound
from localkit.model.kit import Element
from localkit.model.passage import Passage
from localkit.model.tree import File

_Asked: TypeAlias = tuple[str, Passage, list[Bound]]
"""All that what is measured of a passage depends on, beside the file's bytes."""


class Recalled:
    """Files of a new release that are measured already.

    Args:
        before: The release before, with its index.
        counted: The new release's files.
        there: The new release's claims, by element id.
    """

    def __init__(
        self, before: Received, counted: Mapping[str, File], there: Mapping[str, list[Claim]]
    ) -> None:
        old = {path: file for path, file in before.baseline.items() if not is_given_once(before.kit, path)}
        self._before = before
        self._index = before.index
        self._there = claims(before.kit, old, before.parameters)
        self._same = {path for path, file in counted.items() if path in old and old[path].data == file.data}
        asked, now = _by_file(self._there), _by_file(there)
        measured = "words" in before.index and "unclaimed" in before.index
        self._known = {path for path in self._same if measured and asked.get(path) == now.get(path)}

    def knows(self, path: str) -> bool:
        """Whether a file has the bytes it had, and the same elements have the same passages in it."""
        return path in self._known

    def passage(self, claim: Claim) -> tuple[int, list[str]] | None:
        """Words of a passage in a known file, and the bounds that it breaks; None where it is not there."""
        address = claim.passage.address
        count = self._index["words"].get(address)
        broken = self._index.get("broken", {}).get(claim.element.id, {})
        return None if count is None else (count, list(broken.get(address, ())))

    def unclaimed(self, path: str) -> int | None:
        """Words of a known file that no element claims; None where all of it is claimed."""
        count: int | None = self._index["unclaimed"].get(path)
        return count

    def clean_of(self, element: Element) -> dict[str, bool]:
        """Files that are known to have nothing of what an element proscribes."""
        old = self._before.kit.element(element.id)
        asked = element.id in self._there and "present" in self._index
        if old is None or not asked or not old.proscribed or old.passages != element.passages:
            return {}
        return {} if element.id in self._index["present"] else dict.fromkeys(self._same, True)


def _by_file(there: Mapping[str, Iterable[Claim]]) -> dict[str, list[_Asked]]:
    found: dict[str, list[_Asked]] = {}
    for element_id, group in there.items():
        for claim in group:
            if not claim.element.proscribed:
                asked = (element_id, claim.passage, bounds_of(claim))
                found.setdefault(claim.passage.file, []).append(asked)
    return found
