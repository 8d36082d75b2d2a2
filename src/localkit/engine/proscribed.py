"""What must not be there, and is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from localkit.engine.phrases import find_phrase, line_of
from localkit.model.divergence import PassageDivergence
from localkit.model.document import Document
from localkit.model.passage import Passage
from localkit.syntax.glob import matches

Open = Callable[[str], Document | None]
"""Path to a document; None for a file that was only listed."""


def find_proscribed(
    passages: Iterable[Passage], files: Iterable[str], clean: Mapping[str, bool], read: Open
) -> list[PassageDivergence]:
    """Look for what an element proscribes.

    Args:
        passages: A proscribed element's passages that apply here.
        files: Paths of the local version, given-once files left out.
        clean: Paths that are known to be as the baseline, which has nothing of it.
        read: How a file is read.
    """
    known = list(files)
    found: list[PassageDivergence] = []
    for passage in passages:
        there = [
            present
            for file in known
            if (matches(passage.file, file) if passage.is_glob else passage.file == file)
            and not clean.get(file)
            for present in _in_file(passage.at(file), read)
        ]
        found.extend(there or [PassageDivergence(None, passage, "unchanged")])
    return found


def _in_file(passage: Passage, read: Open) -> list[PassageDivergence]:
    if not passage.lacks and passage.form == "file":
        return [_present(passage, 1, passage.file)]
    document = read(passage.file)
    where = document.locate(passage) if document else None
    if document is None or where is None:
        return []
    if not passage.lacks:
        return [_present(passage, where.line, document.content(passage).text)]
    start = where.start or 0
    text = document.text[start : where.end] if where.start is not None else document.text
    return [
        _present(passage, line_of(document.text, start + offset), phrase)
        for phrase in passage.lacks
        if (offset := find_phrase(phrase, text)) is not None
    ]


def _present(passage: Passage, line: int, text: str) -> PassageDivergence:
    return PassageDivergence(
        None, passage, "added", 1.0, line=line, local_text=text, words=(text,), light="red"
    )
