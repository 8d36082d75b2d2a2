"""What is measured of a baseline once, when it is received, so that unchanged files need never be parsed.

The index holds ``words`` (passage address to number of words), ``unclaimed`` (file to number of words that no
element claims), ``broken`` (element, then address, to bounds that the pristine text breaks) and ``present``
(proscribed elements that the pristine text already has).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from localkit.engine.applying import Claim, claims, is_given_once
from localkit.engine.bounds import SchemaCheck
from localkit.engine.comparing import PassageComparer
from localkit.engine.file_pairs import FilePair, Reader
from localkit.engine.index_recalling import Recalled
from localkit.engine.judging import judge_passage
from localkit.engine.proscribed import find_proscribed
from localkit.engine.received import Received
from localkit.model.kit import Element, Kit
from localkit.model.tree import Tree


def index_of(
    kit: Kit,
    baseline: Tree,
    parameters: Mapping[str, Any],
    read: Reader,
    check: SchemaCheck,
    before: Received | None = None,
) -> dict[str, Any]:
    """Measure a pristine rendering.

    Args:
        kit: The framework, its strings rendered for this place.
        baseline: The rendering.
        parameters: The place's answers.
        read: How a file is read.
        check: How a JSON Schema is held against a value.
        before: The release that the place has; of a file that it has too, with the same elements in it, nothing is
            measured again.
    """
    return _Indexing(kit, baseline, parameters, read, check, before).result()


class _Indexing:
    def __init__(
        self,
        kit: Kit,
        baseline: Tree,
        parameters: Mapping[str, Any],
        read: Reader,
        check: SchemaCheck,
        before: Received | None,
    ) -> None:
        self.kit, self.check = kit, check
        self.counted = {path: file for path, file in baseline.items() if not is_given_once(kit, path)}
        self.there = claims(kit, self.counted, parameters)
        self.pairs = {path: FilePair(path, file, path, file, read) for path, file in self.counted.items()}
        self.comparer = PassageComparer(self.pairs, self._claimed(), {})
        self.recalled = Recalled(before, self.counted, self.there) if before else None

    def _claimed(self) -> list[Claim]:
        return [claim for group in self.there.values() for claim in group]

    def result(self) -> dict[str, Any]:
        words: dict[str, int] = {}
        broken: dict[str, dict[str, list[str]]] = {}
        for claim in self._claimed():
            found = None if claim.element.proscribed else self._passage(claim)
            if found is None:
                continue
            address = claim.passage.address
            words[address], faults = found
            if faults:
                broken.setdefault(claim.element.id, {})[address] = faults
        return {
            "format": 1,
            "words": words,
            "unclaimed": {
                path: count
                for path, pair in self.pairs.items()
                if (count := self._unclaimed(pair)) is not None
            },
            "broken": broken,
            "present": list(self._present()),
        }

    def _passage(self, claim: Claim) -> tuple[int, list[str]] | None:
        """Words of a passage, and the bounds that it breaks; None where the rendering does not have it."""
        if self.recalled and self.recalled.knows(claim.passage.file):
            return self.recalled.passage(claim)
        compared = self.comparer.pristine(claim.passage)
        if compared is None:
            return None
        return compared.divergence.core_words, list(judge_passage(claim, compared, self.check).broken)

    def _unclaimed(self, pair: FilePair) -> int | None:
        """Words of a file that no element claims; None where all of it is claimed."""
        if self.recalled and self.recalled.knows(pair.path):
            return self.recalled.unclaimed(pair.path)
        found = self.comparer.unclaimed(pair)
        return None if found is None else found.core_words

    def _present(self) -> Iterator[str]:
        for element in self.kit.elements:
            if element.proscribed and element.id in self.there and self._is_present(element):
                yield element.id

    def _is_present(self, element: Element) -> bool:
        clean = self.recalled.clean_of(element) if self.recalled else {}
        found = find_proscribed(element.passages, self.counted, clean, lambda path: self.pairs[path].core)
        return any(item.change == "added" for item in found)
