"""How well a rendering fits a folder that was copied from some rendering long ago and edited by hand.

The fit of two sets of files is twice the number of words that both hold, over the number of words of both: 1 where
nothing was changed, 0 where no word is the same. Words are counted file by file, each file of the rendering beside its
partner (see ``localkit.engine.pairing``), without regard to their order, so that a moved paragraph costs nothing. A
binary file is one word.

Renderings are compared with one another: local files that none of them has a partner for are the place's own and do
not count; a local file that one of them has a partner for counts for all, so that leaving a whole file out does not
make a rendering fit better.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from localkit.engine.pairing import pair_files
from localkit.model.tree import File
from localkit.syntax.words import words


@dataclass(frozen=True)
class Held:
    """What a folder holds of one rendering.

    Attributes:
        words: Number of words in the rendering.
        common: How many of them the partners of its files hold.
        partners: Paths of those partners.
    """

    words: int
    common: int
    partners: frozenset[str]


class Fitting:
    """Holds renderings against one folder.

    Args:
        local: The folder's files.
    """

    def __init__(self, local: Mapping[str, File]) -> None:
        self.local = local
        self._moved: dict[str, str | None] = {}
        self._counts: dict[bytes, Counter[str]] = {}
        self._common: dict[tuple[bytes, bytes], int] = {}

    def pairs(self, rendering: Mapping[str, File]) -> dict[str, str]:
        """Path in the rendering to path in the folder.

        What became of a path that is not there is found out once: looking for likeness is slow, and renderings of one
        kit are much alike.
        """
        same = {path: path for path in rendering if path in self.local}
        new = {path: file for path, file in rendering.items() if path not in same and path not in self._moved}
        if new:
            taken = {*same, *(self._moved[path] for path in rendering if path in self._moved)}
            found = pair_files(new, {path: file for path, file in self.local.items() if path not in taken})
            self._moved.update({path: found.get(path) for path in new})
        moved = {path: partner for path in rendering if (partner := self._moved.get(path)) is not None}
        return {**{path: partner for path, partner in moved.items() if partner not in same}, **same}

    def held(self, rendering: Mapping[str, File]) -> Held:
        """What the folder holds of a rendering."""
        pairs = self.pairs(rendering)
        common = sum(self._shared(rendering[path].data, self.local[pairs[path]].data) for path in pairs)
        size = sum(self._counted(file.data).total() for file in rendering.values())
        return Held(size, common, frozenset(pairs.values()))

    def fits(self, renderings: Sequence[Held]) -> list[float]:
        """How well each rendering fits, 0 to 1, compared with one another."""
        known = {path for held in renderings for path in held.partners}
        here = sum(self._counted(self.local[path].data).total() for path in known)
        return [2 * held.common / (held.words + here) if held.words + here else 0.0 for held in renderings]

    def best_first(self, renderings: Sequence[Held]) -> list[int]:
        """Positions in the order of fit, best first; the later position first where two fit the same."""
        fits = self.fits(renderings)
        return sorted(range(len(renderings)), key=lambda at: (-fits[at], -at))

    def _shared(self, one: bytes, other: bytes) -> int:
        key = (one, other)
        if key not in self._common:
            self._common[key] = (self._counted(one) & self._counted(other)).total()
        return self._common[key]

    def _counted(self, data: bytes) -> Counter[str]:
        if data not in self._counts:
            self._counts[data] = _count(data)
        return self._counts[data]


def _count(data: bytes) -> Counter[str]:
    if b"\0" in data[:8192]:
        return Counter([hashlib.sha256(data).hexdigest()])
    return Counter(words(data.decode("utf-8", "replace")))


def fits(renderings: Sequence[Mapping[str, File]], local: Mapping[str, File]) -> list[float]:
    """How well each of several renderings fits a folder, 0 to 1, compared with one another."""
    fitting = Fitting(local)
    return fitting.fits([fitting.held(rendering) for rendering in renderings])
