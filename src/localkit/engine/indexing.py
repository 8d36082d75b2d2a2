"""What is measured of a baseline once, when it is received, so that unchanged files need never be parsed.

The index holds ``words`` (passage address to number of words), ``unclaimed`` (file to number of words that no
element claims), ``broken`` (element, then address, to bounds that the pristine text breaks) and ``present``
(proscribed elements that the pristine text already has).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from localkit.engine.applying import claims, is_given_once
from localkit.engine.bounds import SchemaCheck
from localkit.engine.comparing import PassageComparer
from localkit.engine.file_pairs import FilePair, Reader
from localkit.engine.judging import judge_passage
from localkit.engine.proscribed import find_proscribed
from localkit.model.kit import Kit
from localkit.model.tree import Tree


def index_of(
    kit: Kit, baseline: Tree, parameters: Mapping[str, Any], read: Reader, check: SchemaCheck
) -> dict[str, Any]:
    """Measure a pristine rendering."""
    counted = {path: file for path, file in baseline.items() if not is_given_once(kit, path)}
    there = claims(kit, counted, parameters)
    pairs = {path: FilePair(path, file, path, file, read) for path, file in counted.items()}
    comparer = PassageComparer(pairs, [claim for group in there.values() for claim in group], {})
    words: dict[str, int] = {}
    broken: dict[str, dict[str, list[str]]] = {}
    for element_id, group in there.items():
        for claim in group:
            compared = None if claim.element.proscribed else comparer.pristine(claim.passage)
            if compared is None:
                continue
            words[claim.passage.address] = compared.divergence.core_words
            verdict = judge_passage(claim, compared, check)
            if verdict.broken:
                broken.setdefault(element_id, {})[claim.passage.address] = list(verdict.broken)
    unclaimed = {path: comparer.unclaimed(pair) for path, pair in pairs.items()}
    return {
        "format": 1,
        "words": words,
        "unclaimed": {path: item.core_words for path, item in unclaimed.items() if item is not None},
        "broken": broken,
        "present": _present(kit, there, counted, pairs),
    }


def _present(
    kit: Kit, there: Mapping[str, Any], counted: Mapping[str, Any], pairs: Mapping[str, FilePair]
) -> list[str]:
    return [
        element.id
        for element in kit.elements
        if element.proscribed and element.id in there
        for found in find_proscribed(element.passages, counted, {}, lambda path: pairs[path].core)
        if found.change == "added"
    ]
