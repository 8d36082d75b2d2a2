"""What the pane of an update shows of a passage."""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

from textual.content import Content

from localkit import wording
from localkit.model.merging import Choice
from localkit.model.open_update import WaitingPassage
from localkit.model.passage import parse_address
from localkit.model.update_plan import PassagePlan
from localkit.syntax.harmless import in_one_line
from localkit.tui.update_draft import UpdateDraft
from localkit.tui.update_words import of_decision, of_other
from localkit.tui.widgets.passage_pane import PassageShown

Comparing: TypeAlias = Literal["now", "core", "local"]
"""The core now with this place's; what the core changed; what this place changed."""

NEXT_COMPARING: Final[dict[Comparing, Comparing]] = {"now": "core", "core": "local", "local": "now"}


def shown_decision(draft: UpdateDraft, item: WaitingPassage, comparing: Comparing) -> PassageShown:
    """A passage that needs a decision."""
    kind = draft.kind(item)
    base, core, local = zip(wording.SIDES_WORD[kind], (item.base, item.core, item.local), strict=True)
    one, other = {"now": (core, local), "core": (base, core), "local": (base, local)}[comparing]
    settled = draft.settlements.get(item.address)
    return PassageShown(
        of_decision(draft, item),
        parse_address(item.address).file,
        (one[0], other[0]),
        (one[1], other[1]),
        comparing != "now",
        _result_title(draft, item),
        result(item, settled.choice if settled else None),
        wording.TAKE_CORE_WORD[kind],
    )


def shown_other(item: PassagePlan) -> PassageShown:
    """A passage that needs none: as it is now, and as it will be; of the place's own, as the core had it."""
    if item.outcome == "kept":
        sides = (wording.SIDES_WORD["update"][0], wording.SIDES_WORD["update"][2])
        texts = (item.base, item.local)
    else:
        sides, texts = ("This place now", "As it will be"), (item.local, item.merged)
    there = texts if texts != (None, None) else None
    return PassageShown(of_other(item), item.passage.file, sides, there, gone=True)


def result(item: WaitingPassage, choice: Choice | None) -> str | None:
    """What will stand there; without a decision the place's words stay."""
    if choice is None or choice.take == "local":
        return item.local
    return item.core if choice.take == "core" else choice.text


def _result_title(draft: UpdateDraft, item: WaitingPassage) -> Content:
    settled = draft.settlements.get(item.address)
    if settled is None:
        other = "what going back makes of it waits" if draft.kind(item) == "undo" else "the core's wait"
        return Content.assemble(
            ("○ Not decided yet: ", "$light-yellow"), f"this place's words stay, and {other}."
        )
    reason = f" Why: {in_one_line(settled.reason)}" if settled.reason else ""
    return Content.assemble(("✓ What will stand there: ", "$light-green"), f"{draft.word(settled)}.", reason)
