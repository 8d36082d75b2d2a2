"""Two texts word by word, each as a side of its own: what only it has stands in signs, never in colour alone."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from textual.content import Content, Span

from localkit.engine.word_marks import Op, Run
from localkit.syntax.harmless import harmless

GONE_SIGNS: Final[dict[Op, tuple[str, str]]] = {"core": ("[-", "-]"), "local": ("{+", "+}")}
"""The same as ``localkit diff`` has: what the core had and is gone, and what came in."""
SIDE_SIGNS: Final[dict[Op, tuple[str, str]]] = {"core": ("‹", "›"), "local": ("‹", "›")}
"""For two texts of which neither is the later one."""
NOT_THERE: Final = "(not there)"

_FEW: Final = 3
_SIDES: Final[tuple[Op, Op]] = ("core", "local")
_OPENING: Final = re.compile(r"(?<!\S)(?:\[-|\{\+|‹)(?=\S)")
_EDGES: Final = re.compile(r"(\s*)(.*?)(\s*)", re.DOTALL)
_ITS_OWN: Final = re.compile(r"\s*(?:[-*+>|#]|\d+[.)])\s|\s*[|#]|\s*[\w\"'-]+\s*[:=]|\s{4}")
"""Lines that begin something: an item, a heading, a row, a key with its value."""


def is_prose(file: str) -> bool:
    """Whether a file holds running text, whose lines may be filled anew."""
    return file.lower().endswith((".md", ".markdown", ".txt", ".rst"))


def side(
    runs: Sequence[Run], op: Op, style: str, *, signs: tuple[str, str] | None = None, prose: bool = True
) -> Content:
    """One of the two texts, with the words that only it has in signs and in a style.

    Args:
        runs: Both texts, as ``mark_words`` gives them.
        op: Whose side: ``core`` or ``local``.
        style: Of the words that only this side has; may name colours of the theme.
        signs: What stands before and behind these words; None for those of ``localkit diff``.
        prose: Whether a paragraph's lines are filled anew.
    """
    opening, closing = signs or GONE_SIGNS[op]
    text, spans = "", []
    for run in calmed(runs):
        if run.op not in (op, "same"):
            continue
        before, words, after = _parts(run.text)
        own = run.op == op and bool(words)
        start = len(text) + len(before)
        text += f"{before}{opening}{words}{closing}{after}" if own else f"{before}{words}{after}"
        if own:
            spans.append((start, len(text) - len(after)))
    shown, lost = flowed(text) if prose else (text, [])
    shown = shown.rstrip()

    def moved(at: int) -> int:
        return min(at - bisect_left(lost, at), len(shown))

    return Content(shown, spans=[Span(moved(start), moved(end), style) for start, end in spans])


def turned(runs: Sequence[Run]) -> list[Run]:
    """The runs of two texts that were marked the other way round."""
    other: dict[Op, Op] = {"core": "local", "local": "core", "same": "same"}
    return [Run(other[run.op], run.text) for run in runs]


def calmed(runs: Sequence[Run]) -> list[Run]:
    """The runs without the one or two same words that chance left between changes: they would only add signs."""
    found: list[Run] = []
    for at, run in enumerate(runs):
        inner = 0 < at < len(runs) - 1
        if run.op == "same" and inner and len(run.text.split()) < _FEW and "\n\n" not in run.text:
            found += [Run("core", run.text), Run("local", run.text)]
        else:
            found.append(run)
    return _joined(found)


def _joined(runs: Sequence[Run]) -> list[Run]:
    """Between two same runs, all of the core's words as one run, and then all of the place's."""
    joined: list[Run] = []
    for same, group in itertools.groupby(runs, lambda run: run.op == "same"):
        block = list(group)
        if same:
            joined += block
            continue
        for op in _SIDES:
            text = "".join(run.text for run in block if run.op == op)
            joined += [Run(op, text)] if text else []
    return joined


def plain_side(text: str | None, *, prose: bool = True) -> Content:
    """A text that has no other beside it; told where there is none."""
    if text is None:
        return Content(NOT_THERE)
    shown = harmless(text).strip("\n")
    return Content(flowed(shown)[0] if prose else shown)


def flowed(text: str) -> tuple[str, list[int]]:
    """The text with each paragraph on one line, so that it can be wrapped to a pane.

    Returns:
        The text, and where in the given one white space was left out.
    """
    lines = text.split("\n")
    joined, at = lines[0], len(lines[0])
    lost: list[int] = []
    for before, line in itertools.pairwise(lines):
        goes_on = line.strip() and before.strip() and not _ITS_OWN.match(_bare(line))
        if not goes_on or _bare(before).lstrip().startswith(("#", "|")):
            joined += f"\n{line}"
        else:
            rest = line.lstrip()
            lost += range(at + 1, at + 1 + len(line) - len(rest))
            joined += f" {rest}"
        at += 1 + len(line)
    return joined, lost


def _bare(line: str) -> str:
    """A line without the signs that were put before its first word."""
    return _OPENING.sub("", line, count=1)


def _parts(text: str) -> tuple[str, str, str]:
    """White space, words, white space."""
    found = _EDGES.fullmatch(harmless(text))
    assert found is not None  # noqa: S101  whatever a text holds, it is so
    return found[1], found[2], found[3]
