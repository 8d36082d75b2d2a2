"""What a place should do next, in one sentence, with the key to press: what somebody new reads first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from localkit import wording
from localkit.actions.look import Look
from localkit.model.divergence import ElementDivergence
from localkit.model.vocabulary import Light
from localkit.wording import counted, shortened

_TITLE: Final = 50
"""Characters of a title in the headline: what is wrong and what to press has to be read there, too."""


@dataclass(frozen=True)
class NextStep:
    """One thing to do.

    Attributes:
        light: How much it presses.
        what: What there is.
        keys: What to press; empty where nothing is asked.
        element: Id of the element that it is about, or None.
    """

    light: Light
    what: str
    keys: str
    element: str | None = None


def next_step(look: Look) -> NextStep:
    """What presses most: a decision, the law, what touches the core, what needs care, a later release."""
    return (
        _decisions(look)
        or _unreadable(look)
        or _pressing(look)
        or _asking(look)
        or _unsettled(look)
        or _behind(look)
        or NextStep("green", "Nothing needs you. Edit in any editor: what you change shows up here.", "")
    )


def _decisions(look: Look) -> NextStep | None:
    still = look.status.local_version.open_update
    if still is None or not still.waiting:
        return None
    told = f"{counted(len(still.waiting), 'text needs', 'texts need')} your decision since release {still.after}."
    light: Light = "red" if any(item.pressing for item in still.waiting) else "yellow"
    return NextStep(light, told, "Press u to decide.", still.waiting[0].element)


def _unreadable(look: Look) -> NextStep | None:
    found = next((item for item in look.status.divergence.findings if item.severity == "must"), None)
    if found is None:
        return None
    return NextStep("red", found.message, "Press o to open the file." if found.file else "", found.element)


def _pressing(look: Look) -> NextStep | None:
    found = next((item for item in look.status.pressing if item.standing == "coming"), None)
    if found is None:
        return None
    why = wording.CLASS_WORD[found.change.change_class]
    return NextStep("red", f"Release {found.change.since} brings a change, and {why}.", "Press u to see it.")


def _asking(look: Look) -> NextStep | None:
    asking = waiting(look)
    if not asking:
        return None
    first = asking[0]
    more = f" ({len(asking) - 1} more)" if len(asking) > 1 else ""
    light = first.light or "yellow"
    verb = "touches the core" if light == "red" else "needs care"
    return NextStep(
        light,
        f"{shortened(first.element.title, _TITLE)}: {verb}{_why(first)}.{more}",
        _keys(first),
        first.element.id,
    )


def _unsettled(look: Look) -> NextStep | None:
    """What rules still ask for although nothing waits for a word."""
    found = [item for item in look.report.findings if item.severity == "must"]
    if not found:
        return None
    first = found[0]
    elements = look.status.divergence.elements
    item = next((one for one in elements if one.element.id == first.element), None)
    told = first.message
    if item is not None and item.state == "recorded":
        waiver = wording.WAIVER_WORD[item.element.waivable_by]
        told = f"{shortened(item.element.title, _TITLE)}: recorded, and still to be settled: {waiver}."
    more = f" ({len(found) - 1} more)" if len(found) > 1 else ""
    return NextStep("red", f"{told}{more}", "Press 4 for what rules say.", first.element)


def waiting(look: Look) -> list[ElementDivergence]:
    """Elements that ask for something: what touches the core first, then in the kit's order."""
    asking = [item for item in look.status.divergence.elements if item.asks]
    return sorted(asking, key=lambda item: item.light != "red")


def _why(item: ElementDivergence) -> str:
    if item.state == "recorded":
        return ", recorded, and not agreed"
    if item.element.proscribed:
        return f", it {wording.PROSCRIBED}"
    return f", {wording.STATE_WORD[item.state]}" if item.state != "as_core" else ""


def _keys(item: ElementDivergence) -> str:
    ask = "" if item.element.waivable_by == "nobody" else ", e to ask for an exception"
    if item.state == "recorded":
        return "Press e to ask for an exception." if ask else "Press o to open the file."
    if item.element.proscribed or item.state == "as_core":
        return f"Press o to open the file{ask}."
    return f"Press r to say why, o to open the file{ask}."


def _behind(look: Look) -> NextStep | None:
    seen = look.status.divergence.behind
    if seen is None or not seen["releases"]:
        return None
    return NextStep(
        "yellow", f"Release {seen['latest']} of the core is out.", "Press u to see what it brings."
    )
