"""Passages that need a decision, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from localkit import wording
from localkit.cli.output import styled, width, wrapped
from localkit.model.open_update import WaitingPassage


def waiting_lines(passages: Sequence[WaitingPassage], *, texts: bool = False) -> Iterator[str]:
    """Each passage that waits: what it is, why it is asked, and both texts where they are wanted.

    Args:
        passages: What waits, what is most pressing first.
        texts: Whether both texts are shown.
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
            yield from _text("The core as you received it", item.base)
            yield from _text("The core now", item.core)
            yield from _text("This place", item.local)


def _text(title: str, text: str | None) -> Iterator[str]:
    yield styled(f"     {title}", "quiet")
    if text is None:
        yield styled("     │ (not there)")
        return
    for line in text.strip("\r\n").splitlines() or [""]:
        if len(line) > width() - 7:
            yield from wrapped(line, "     │ ")
        else:
            yield styled(f"     │ {line}")
