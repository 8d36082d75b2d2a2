"""Passages that need a decision, in words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from localkit import wording
from localkit.cli.output import styled, width, wrapped

if TYPE_CHECKING:
    from localkit.model.open_update import (  # only few places have something that waits
        UpdateKind,
        WaitingPassage,
    )

_ITS_OWN = re.compile(r"\s*(?:[-*+>|#]|\d+[.)])\s|\s*[|#]|\s*[\w\"'-]+\s*[:=]|\s{4}")
"""Lines that begin something: an item, a heading, a row, a key with its value."""


def waiting_lines(
    passages: Sequence[WaitingPassage], *, texts: bool = False, kind: UpdateKind = "update"
) -> Iterator[str]:
    """Each passage that waits: what it is, why it is asked, and both texts where they are wanted.

    Args:
        passages: What waits, what is most pressing first.
        texts: Whether both texts are shown.
        kind: Whether they wait since an update or a step back.
    """
    for number, item in enumerate(passages):
        if texts and number:
            yield ""
        sign = styled("■", "red") if item.pressing else styled("▲", "yellow")
        name = item.title or wording.shown_address(item.address)
        short = styled(f"  {item.element}", "quiet") if item.element else ""
        yield f" {sign} {styled(name, 'title')}{short}"
        if item.title:
            yield from wrapped(wording.shown_address(item.address), "     ")
        why = f"{wording.CLASS_WORD[item.change_class]}; " if item.change_class else ""
        yield from wrapped(f"{why}{item.why}", "     ", style="quiet")
        if texts:
            sides = wording.SIDES_WORD["undo" if item.instead_of is not None else kind]
            for title, text in zip(sides, (item.base, item.core, item.local), strict=True):
                yield from _text(title, text)


def name_in_command(passages: Sequence[WaitingPassage]) -> str:
    """The first of some passages as a command names it: by its element where that has no other that waits."""
    first = passages[0]
    alone = [item.element for item in passages].count(first.element) == 1
    return first.element if first.element and alone else f'"{first.address}"'


def _text(title: str, text: str | None) -> Iterator[str]:
    yield styled(f"     {title}", "quiet")
    if text is None:
        yield styled("     │ (not there)")
        return
    for line in _flowed(text.strip("\r\n")):
        yield from (
            wrapped(line, "     │ ")
            if line.strip() and len(line) > width() - 7
            else [styled(f"     │ {line}")]
        )


def _flowed(text: str) -> Iterator[str]:
    """The lines of a text; a paragraph is one line, so that it can be wrapped to the screen."""
    paragraph = ""
    for line in text.splitlines() or [""]:
        if line.strip() and not _ITS_OWN.match(line) and paragraph:
            paragraph += f" {line.strip()}"
            continue
        if paragraph:
            yield paragraph
        paragraph = line
        if not line.strip() or line.lstrip().startswith(("#", "|")):
            yield line
            paragraph = ""
    if paragraph:
        yield paragraph
