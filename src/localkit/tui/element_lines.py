"""The elements of a place as lines of a tree, filtered as a person asked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Literal, TypeAlias

from localkit import wording
from localkit.actions import element_words
from localkit.actions.look import Look
from localkit.model.divergence import Divergence, ElementDivergence
from localkit.tui.widgets.element_tree import TreeGroup, TreeLine

Filter: TypeAlias = Literal["all", "needs_me", "changed", "unrecorded", "as_core"]

FILTERS: Final[dict[Filter, str]] = {
    "all": "all elements",
    "needs_me": "only what needs me",
    "changed": "only what is changed here",
    "unrecorded": "only what is not yet recorded",
    "as_core": "only what is as the core",
}

UNCLAIMED: Final = ""
"""Key of the line for what no element claims."""


def groups(look: Look, which: Filter, searched: str) -> list[TreeGroup]:
    """Elements by function, each under the first that it serves; what no element claims comes last."""
    divergence = look.status.divergence
    shown = [item for item in divergence.elements if _wanted(item, which) and _found(item, searched)]
    made = [
        TreeGroup(function.statement, tuple(_line(item) for item in shown if _home(item) == function.id))
        for function in divergence.kit.functions
    ]
    known = {function.id for function in divergence.kit.functions}
    others = tuple(_line(item) for item in shown if _home(item) not in known)
    made.append(TreeGroup("Other elements" if known else "Elements", others))
    made.append(TreeGroup("Where no element looks", tuple(_unclaimed(divergence, which, searched))))
    return [group for group in made if group.lines]


def _home(item: ElementDivergence) -> str:
    return item.element.serves[0] if item.element.serves else ""


def _wanted(item: ElementDivergence, which: Filter) -> bool:
    if which == "needs_me":
        return item.asks
    if which == "changed":
        return item.applies and item.state != "as_core"
    if which == "unrecorded":
        return item.state in ("unrecorded", "changed_since_recorded")
    return which == "all" or item.state == "as_core"


def _found(item: ElementDivergence, searched: str) -> bool:
    """Whether each word that was typed stands in its title, its id, its files or its words on screen."""
    said = [item.element.title, item.element.id, element_words.state(item), element_words.about(item)]
    said += [passage.at.address for passage in item.passages]
    text = " ".join(said).casefold()
    return all(word in text for word in searched.casefold().split())


def _line(item: ElementDivergence) -> TreeLine:
    changed = wording.percent(item.changed) if item.changed else ""
    return TreeLine(
        item.element.id,
        item.element.title,
        item.light,
        element_words.state(item),
        changed,
        element_words.latitude(item.element),
    )


def _unclaimed(divergence: Divergence, which: Filter, searched: str) -> Iterator[TreeLine]:
    files = divergence.files
    there = divergence.unclaimed or files.added or files.removed or files.moved
    if not there or searched or which not in ("all", "changed"):
        return
    number = len({item.at.file for item in divergence.unclaimed} | set(files.added) | set(files.removed))
    title = wording.counted(number or len(files.moved), "file")
    yield TreeLine(UNCLAIMED, title, divergence.unclaimed_light, wording.YOUR_OWN)
