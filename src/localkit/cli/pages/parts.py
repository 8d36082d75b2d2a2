"""Parts that several pages have: sections, tables, lights."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from localkit import wording
from localkit.cli.pages.markup import Html, joined, tag

_LIGHT_CLASS: Final = {"green": "g", "yellow": "y", "red": "r", None: "n"}
LIGHT_SHORT: Final = {"green": "fine", "yellow": "needs care", "red": "talk first"}


@dataclass(frozen=True)
class Cell:
    """A cell with a background of its own; its words say the same as its colour."""

    content: object
    class_: str


def section(name: str, title: str, *children: object, level: int = 2, landmark: bool = True) -> Html:
    """A part of a page with its heading.

    Args:
        name: What links call it.
        title: The heading.
        children: What is in it.
        level: 2 for a part of the page, 3 for a part of such a part. Only the former has a name that a screen reader
            jumps to: parts of two kits are called alike, and are told apart by the headings above them.
        landmark: Whether a part of the page has that name, too.
    """
    heading = tag(f"h{level}", title, id=f"{name}-title")
    named = f"{name}-title" if level == 2 and landmark else None
    return tag("section", heading, *children, id=name, aria_labelledby=named)


def table(
    caption: object,
    heads: Sequence[object],
    rows: Iterable[Sequence[object]],
    *,
    foot: Sequence[object] | None = None,
    class_: str | None = None,
    of: str | None = None,
) -> Html:
    """A table with a caption; the first cell of each row is the row's heading. It scrolls in a frame of its own.

    Args:
        caption: What it is about, plain text.
        heads: Headings of its columns.
        rows: Its rows.
        foot: Its last row.
        class_: What kind it is of, as the style calls it.
        of: What tells its frame apart, where another table of the page may have the same caption.
    """
    head = tag("thead", tag("tr", *(_head(item) for item in heads)))
    body = tag("tbody", joined([_row(row) for row in rows], "\n"))
    end = tag("tfoot", _row(foot)) if foot is not None else None
    whole = tag("table", tag("caption", caption), head, body, end, class_=class_)
    return tag("div", whole, class_="scroll", tabindex="0", role="region", aria_label=_frame(caption, of))


def _frame(caption: object, of: str | None) -> str:
    """What a reader is told of a frame: the caption, which is plain text."""
    return f"Table: {caption} ({of})" if of else f"Table: {caption}"


def _head(item: object) -> Html:
    if isinstance(item, Cell):
        return tag("th", item.content, scope="col", data_sort=item.class_)
    return tag("th", item, scope="col")


def _row(cells: Sequence[object]) -> Html:
    first, *others = cells
    return tag("tr", tag("th", first, scope="row"), *(_cell(item) for item in others))


def _cell(item: object) -> Html:
    return tag("td", item.content, class_=item.class_) if isinstance(item, Cell) else tag("td", item)


def light_cell(light: str | None, state: str) -> Cell:
    """An element's light and state: a sign, a word, and a colour that only repeats them."""
    state_word = wording.state_shown(light, state)
    if light is None:
        return Cell(f"– {state_word}", "n")
    shown = f"{wording.LIGHT_SIGN[light]} "
    words = state_word if light == "green" else f"{LIGHT_SHORT[light]}: {state_word}"
    return Cell(shown + words, _LIGHT_CLASS[light])


def share(value: float | None) -> str:
    """A measure, in per cent."""
    return "–" if value is None else wording.percent(value)


def listed(items: Iterable[object], class_: str | None = None) -> Html:
    """A list."""
    return tag("ul", joined([tag("li", item) for item in items], "\n"), class_=class_)


def legend() -> Html:
    """What the signs mean."""
    return listed(
        [f"{sign} {wording.LIGHT_WORD[light]}" for light, sign in wording.LIGHT_SIGN.items()], "legend"
    )
