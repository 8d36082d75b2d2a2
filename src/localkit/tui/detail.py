"""What is shown of one element, as values: whoever draws it needs to know nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from textual.content import Content

from localkit.engine.word_marks import Run


@dataclass(frozen=True)
class PassageText:
    """The words of one passage, on both sides.

    Attributes:
        title: Where it is and what happened there.
        runs: Both texts marked; empty where there is only one.
        text: The only text there is, where nothing is marked.
        prose: Whether paragraphs may be filled anew.
    """

    title: str
    runs: tuple[Run, ...]
    text: str | None
    prose: bool


@dataclass(frozen=True)
class Detail:
    """All of it.

    Attributes:
        passages: Its words.
        more: What cannot be shown of them, in words; empty where all is.
        why: Whom it serves, why it is tight, what is encouraged.
        records: What was recorded and agreed.
        findings: What rules say.
        files: Where it lies, for an editor: path and line, what changed first.
        numbers: Of records, and of findings.
    """

    summary: Content
    passages: tuple[PassageText, ...]
    more: str
    why: Content
    records: Content
    findings: Content
    files: tuple[tuple[str, int | None], ...]
    numbers: tuple[int, int]


NOTHING_CHOSEN: Final = Detail(
    Content("No element is chosen."), (), "", Content(""), Content(""), Content(""), (), (0, 0)
)
"""Where nothing is found, or nothing is left by a filter."""
