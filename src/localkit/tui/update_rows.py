"""The passages of an update as lines of a list: what needs a decision first, what is most pressing on top."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from textual.content import Content

from localkit import wording
from localkit.model.merging import Outcome
from localkit.model.open_update import WaitingPassage
from localkit.model.update_plan import PassagePlan
from localkit.syntax.harmless import in_one_line
from localkit.tui.update_draft import UpdateDraft

OVERVIEW: Final = ""
"""Key of the line that leads to what the release brings."""

_SIGNS: Final[dict[Outcome, str]] = {"updated": "→", "merged": "+", "same": "=", "kept": "·"}
_ORDER: Final[tuple[Outcome, ...]] = ("updated", "merged", "same", "kept")


@dataclass(frozen=True)
class Row:
    """One line; its key is the passage's address."""

    key: str
    shown: Content


@dataclass(frozen=True)
class RowGroup:
    """Lines under one heading."""

    heading: str
    rows: tuple[Row, ...]


def row_groups(draft: UpdateDraft) -> list[RowGroup]:
    """All lines of an update."""
    pressing = [item for item in draft.waiting if item.pressing]
    others = [item for item in draft.waiting if not item.pressing]
    found = [
        RowGroup("", (Row(OVERVIEW, _overview(draft)),)),
        _decisions(draft, pressing, _asks(pressing)),
        _decisions(draft, others, ""),
        *(_outcome(draft, outcome) for outcome in _ORDER),
    ]
    return [group for group in found if group.rows]


def _overview(draft: UpdateDraft) -> Content:
    seen = draft.seen
    if seen.kind == "undo":
        return Content("» What going back left to decide")
    return Content(in_one_line(f"» What release {seen.after} brings"))


def _decisions(draft: UpdateDraft, items: list[WaitingPassage], more: str) -> RowGroup:
    decided = sum(1 for item in items if item.address in draft.settlements)
    told = f"{wording.NEEDS_DECISION} {decided}/{len(items)}{f' · {more}' if more else ''}"
    return RowGroup(told, tuple(_decision(item, draft) for item in items))


def _asks(items: list[WaitingPassage]) -> str:
    """Who asks for it, where it presses."""
    classes = {item.change_class for item in items}
    return ", ".join(word for found, word in (("statutory", "law"), ("safety", "safety")) if found in classes)


def _decision(item: WaitingPassage, draft: UpdateDraft) -> Row:
    settled = draft.settlements.get(item.address)
    sign = ("■ ", "$light-red") if item.pressing else ("▲ ", "$light-yellow")
    return _row(
        ("✓ ", "$light-green") if settled else sign,
        item.title,
        item.address,
        draft.word(settled) if settled else "could not be settled" if item.address in draft.troubles else "",
    )


def _outcome(draft: UpdateDraft, outcome: Outcome) -> RowGroup:
    items = [item for item in draft.others if item.outcome == outcome]
    heading = wording.OUTCOME_WORD[outcome]
    return RowGroup(f"{heading[:1].upper()}{heading[1:]} ({len(items)})", tuple(_rows(items, outcome)))


def _rows(items: list[PassagePlan], outcome: Outcome) -> Iterator[Row]:
    for item in items:
        new = (
            ""
            if outcome == "kept"
            else "taken out"
            if item.merged is None
            else "new"
            if item.local is None
            else ""
        )
        yield _row((f"{_SIGNS[outcome]} ", "$quiet"), item.element_title, item.address, new)


def _row(sign: tuple[str, str], title: str | None, address: str, told: str) -> Row:
    where = in_one_line(wording.shown_address(address))
    name, place = (in_one_line(title), where) if title else (where, "")
    below = " · ".join(part for part in (told, place) if part)
    shown = Content.assemble(sign, name, *([("\n  " + below, "$quiet")] if below else []))
    return Row(address, shown)
