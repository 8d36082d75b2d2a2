"""Two texts word by word, each as a side of its own: what only it has stands in signs, never in colour alone."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from typing import Final

from textual.content import Content, Span

from localkit.engine.word_marks import Op, Run
from localkit.syntax.harmless import harmless

SIGNS: Final[dict[Op, tuple[str, str]]] = {"core": ("[-", "-]"), "local": ("{+", "+}"), "same": ("", "")}
"""The same as ``localkit diff`` has."""
NOT_THERE: Final = "(not there)"

_EDGES: Final = re.compile(r"(\s*)(.*?)(\s*)", re.DOTALL)
_ITS_OWN: Final = re.compile(r"\s*(?:[-*+>|#]|\d+[.)])\s|\s*[|#]|\s*[\w\"'-]+\s*[:=]|\s{4}")
"""Lines that begin something: an item, a heading, a row, a key with its value."""


def is_prose(file: str) -> bool:
    """Whether a file holds running text, whose lines may be filled anew."""
    return file.lower().endswith((".md", ".markdown", ".txt", ".rst"))


def side(runs: Sequence[Run], op: Op, style: str, *, prose: bool = True) -> Content:
    """One of the two texts, with the words that only it has in signs and in a style.

    Args:
        runs: Both texts, as ``mark_words`` gives them.
        op: Whose side: ``core`` or ``local``.
        style: Of the words that only this side has; may name colours of the theme.
        prose: Whether a paragraph's lines are filled anew.
    """
    text, spans = "", []
    for run in runs:
        if run.op not in (op, "same"):
            continue
        before, words, after = _parts(run.text)
        opening, closing = SIGNS[run.op] if words else ("", "")
        start = len(text) + len(before)
        text += f"{before}{opening}{words}{closing}{after}"
        if run.op == op and words:
            spans.append(Span(start, len(text) - len(after), style))
    shown = (flowed(text) if prose else text)[: len(text.rstrip())]
    return Content(shown, spans=[Span(item.start, min(item.end, len(shown)), item.style) for item in spans])


def plain_side(text: str | None, *, prose: bool = True) -> Content:
    """A text that has no other beside it; told where there is none."""
    if text is None:
        return Content(NOT_THERE)
    shown = harmless(text).strip("\n")
    return Content(flowed(shown) if prose else shown)


def flowed(text: str) -> str:
    """The text with each paragraph on one line, so that it can be wrapped to a pane; no character more or fewer."""
    lines = text.split("\n")
    joined = lines[0]
    for before, line in itertools.pairwise(lines):
        goes_on = line.strip() and before.strip() and not _ITS_OWN.match(_bare(line))
        stands_alone = _bare(before).lstrip().startswith(("#", "|"))
        joined += (" " if goes_on and not stands_alone else "\n") + line
    return joined


def _bare(line: str) -> str:
    """A line without the signs that were put before its first word."""
    return line.replace("[-", "", 1) if line.lstrip().startswith("[-") else line.replace("{+", "", 1)


def _parts(text: str) -> tuple[str, str, str]:
    """White space, words, white space."""
    found = _EDGES.fullmatch(harmless(text))
    assert found is not None  # noqa: S101  whatever a text holds, it is so
    return found[1], found[2], found[3]
