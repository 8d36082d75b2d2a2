"""Files that could not be read as what their names say: why a decision is about the whole of one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from localkit.model.document import Document
from localkit.model.merging import PartMerge


def with_reason(
    parts: Iterable[PartMerge], base: Document, core: Document, local: Document
) -> tuple[PartMerge, ...]:
    """The parts; a whole file that needs a decision says why it was not compared by its parts, where that is so."""
    told = _told(((local, "it"), (core, "the core's file"), (base, "the core's file as received")))
    if told is None:
        return tuple(parts)
    return tuple(
        replace(part, why=f"{part.why}; {told}")
        if part.outcome == "needs_decision" and not part.part
        else part
        for part in parts
    )


def _told(documents: Sequence[tuple[Document, str]]) -> str | None:
    """What is wrong with the first that could not be read, the place's own before the core's."""
    for document, name in documents:
        problem = document.problem
        if problem is not None and problem.message.startswith(f"{document.path} "):
            line = f" (line {problem.line}): " if problem.line is not None else ": "
            return f"{name}{problem.message.removeprefix(document.path).replace(': ', line, 1)}"
    return None
