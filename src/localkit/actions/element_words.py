"""What is said of an element and its passages: one wording for the command line and the screens."""

from __future__ import annotations

from localkit import wording
from localkit.model.divergence import ElementDivergence, PassageDivergence
from localkit.model.kit import Element
from localkit.wording import percent


def advice(item: ElementDivergence) -> str:
    """What to do about an element that asks for something."""
    waiver = wording.WAIVER_WORD[item.element.waivable_by]
    if item.state == "recorded":
        return f"recorded; outside its bounds it also takes an agreed exception: {waiver}"
    return waiver if item.light == "red" else f"say why, or put it back; an exception can be agreed: {waiver}"


def latitude(element: Element) -> str:
    """How far it may be changed."""
    return wording.PROSCRIBED if element.proscribed else wording.LATITUDE_WORD[element.latitude]


def reason(element: Element) -> str | None:
    """Why it is tight; None where it is not."""
    return wording.BASIS_WORD[element.basis] if element.proscribed or element.latitude != "open" else None


def state(item: ElementDivergence) -> str:
    """How it stands at this place."""
    if item.not_used and item.light == "green":
        return wording.NOT_USED
    if item.state == "unrecorded" and item.light == "green":
        return wording.YOUR_OWN
    return wording.STATE_WORD[item.state]


def about(item: ElementDivergence) -> str:
    """All three in one line; of what is as the core, no state."""
    words = [latitude(item.element), reason(item.element), state(item) if item.state != "as_core" else None]
    return " · ".join(word for word in words if word)


def line_words(passage: PassageDivergence) -> str:
    """Where it is in its file, in brackets; empty where that is not known."""
    return f" (line {passage.line})" if passage.line is not None else ""


def what_happened(item: ElementDivergence, passage: PassageDivergence) -> str:
    """What happened at a passage."""
    if passage.change == "removed" and item.element.necessity == "optional":
        return wording.NOT_USED
    if passage.change == "moved":
        return f"moved here from {passage.moved_from}"
    if passage.change == "added":
        return f'"{passage.local_text}" is here' if passage.at.lacks else "is here"
    if passage.change == "changed" and passage.local_text is None:
        return "cannot be read any more; see First of all"
    if passage.change != "changed":
        return wording.CHANGE_WORD[passage.change]
    was = f", was {passage.moved_from}" if passage.moved_from else ""
    if is_short(passage):
        return f"{passage.core_text} in the core, {passage.local_text} here{was}"
    return f"{percent(passage.changed)} of the words changed{was}"


def is_short(passage: PassageDivergence) -> bool:
    """Whether both sides are a value that fits into a sentence."""
    texts = (passage.core_text, passage.local_text)
    return passage.at.value is not None and all(
        text is not None and len(text) <= 40 and "\n" not in text for text in texts
    )


def shown_where(passage: PassageDivergence) -> str:
    """Where a passage is, for people."""
    return wording.shown_address(passage.at.address) + line_words(passage)
