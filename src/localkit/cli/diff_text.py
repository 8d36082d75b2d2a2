"""A diff in words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from localkit import wording
from localkit.actions.diff import Diff, MarkedElement, MarkedPassage
from localkit.cli.output import harmless, styled, width
from localkit.engine.word_marks import Run
from localkit.wording import counted, percent

_AROUND = 12  # words shown on each side of a change
_WORD = re.compile(r"\S+")


def diff_lines(found: Diff) -> Iterator[str]:
    """The lines of a diff."""
    if not found.elements and not found.unclaimed and not _files(found):
        yield "Nothing was changed against the core."
        return
    for element in found.elements:
        yield from element_lines(element)
    if found.unclaimed:
        yield styled("Where no element looks", "title")
        for passage in found.unclaimed:
            yield from _passage(passage)
    yield from _files(found)


def element_lines(item: MarkedElement) -> Iterator[str]:
    """The lines of one element."""
    divergence = item.divergence
    light = divergence.light or "green"
    latitude = divergence.element.latitude
    kind = wording.PROSCRIBED if divergence.element.proscribed else wording.LATITUDE_WORD[latitude]
    sign = styled(wording.LIGHT_SIGN[light], light)
    yield f"{sign} {styled(divergence.element.title, 'title')}{styled(f' · {kind}', 'quiet')}"
    for passage in item.passages:
        yield from _passage(passage)


def _passage(item: MarkedPassage) -> Iterator[str]:
    divergence = item.divergence
    line = f" (line {divergence.line})" if divergence.line is not None else ""
    share = f", {percent(divergence.changed)} of the words" if divergence.change == "changed" else ""
    moved = f", was {divergence.moved_from}" if divergence.moved_from else ""
    yield styled(
        f"  {divergence.at.address}{line}: {wording.CHANGE_WORD[divergence.change]}{share}{moved}", "quiet"
    )
    if divergence.change in ("changed", "added"):
        yield from _marks(item.marks)
    yield ""


def _marks(marks: tuple[Run, ...]) -> Iterator[str]:
    """The marked words, filled into lines; long stretches that are the same left out."""
    current, used = "    ", 4
    for word, shown in _words(marks):
        size = len(word)
        if used > 4 and used + 1 + size > width():
            yield current
            current, used = "    ", 4
        current += (" " if used > 4 else "") + shown
        used += size + (1 if used > 4 else 0)
    if used > 4:
        yield current


def _words(marks: tuple[Run, ...]) -> Iterator[tuple[str, str]]:
    """Each word as it is counted, and as it is shown."""
    last = len(marks) - 1
    for index, run in enumerate(marks):
        words = [harmless(word) for word in _WORD.findall(run.text)]
        if run.op == "same":
            yield from ((word, word) for word in _shortened(words, first=index == 0, last=index == last))
            continue
        opening, closing = ("[-", "-]") if run.op == "core" else ("{+", "+}")
        for at, word in enumerate(words):
            text = f"{opening if at == 0 else ''}{word}{closing if at == len(words) - 1 else ''}"
            yield text, styled(text, run.op)


def _shortened(words: list[str], *, first: bool, last: bool) -> list[str]:
    head = 0 if first else _AROUND
    tail = 0 if last else _AROUND
    if len(words) <= head + tail + 3:
        return words
    return [*words[:head], "…", *(words[len(words) - tail :] if tail else [])]


def _files(found: Diff) -> list[str]:
    files = found.status.divergence.files
    shown = [
        *(f"  {path}: {wording.YOUR_OWN}" for path in files.added),
        *(f"  {path}: taken out" for path in files.removed),
        *(f"  {old} → {new}: moved" for old, new in files.moved),
    ]
    if not shown:
        return []
    head = counted(len(shown), "file") + " of your own, taken out or moved"
    return [styled(head, "title"), *(harmless(" ".join(text.splitlines())) for text in shown)]
