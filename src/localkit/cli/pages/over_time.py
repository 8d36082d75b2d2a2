"""Change over time: how many places of a kit stood how, quarter by quarter, as a picture and as a table."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from localkit.cli.pages.markup import Html, tag
from localkit.cli.pages.parts import section, table
from localkit.engine.quarters import Middle, Quarter
from localkit.wording import counted, percent

_WIDE: Final = 300
_HIGH: Final = 110
_LEFT: Final = 48
_TOP: Final = 10
_KEPT: Final = 12
"""Quarters shown; three years are as much as a picture of this width can hold."""

_LINES: Final[dict[str, Callable[[Quarter], tuple[int, int]]]] = {
    "Behind the core": lambda quarter: (quarter.behind, quarter.looked),
    "With something recorded": lambda quarter: (quarter.recorded, quarter.places),
    "With something not yet recorded": lambda quarter: (quarter.unrecorded, quarter.places),
}


def over_time(name: str, kit: str, quarters: Sequence[Quarter]) -> Html:
    """All kept snapshots by quarter: each place counts as it was last seen in it."""
    shown = quarters[-_KEPT:]
    older = f" {counted(len(quarters) - _KEPT, 'earlier quarter')} left out." if len(quarters) > _KEPT else ""
    told = (
        "By every snapshot that was kept: in each quarter a place counts as it was last seen in it. Other places may "
        f"have been heard of in one quarter than in the next, so look at how many there are.{older}"
    )
    drawn = list(_LINES) if len(shown) > 1 else []
    pictures = [_picture(f"{name}-{n}", title, shown) for n, title in enumerate(drawn)]
    return section(
        name,
        "Change over time",
        tag("p", told if shown else "No snapshot was kept yet."),
        tag("div", *pictures, class_="small-pictures") if pictures else None,
        _table(kit, shown) if shown else None,
        level=3,
    )


def _table(kit: str, quarters: Sequence[Quarter]) -> Html:
    heads = [
        "Quarter",
        "Places heard of",
        *(f"{title}" for title in _LINES),
        "Core kept: the middle place (the middle half)",
        "Locally shaped: the same",
    ]
    rows = [
        [
            quarter.name,
            quarter.places,
            *(_part(*said(quarter)) for said in _LINES.values()),
            _middle(quarter.core_kept),
            _middle(quarter.locally_shaped),
        ]
        for quarter in quarters
    ]
    return table(f"{kit} by quarter", heads, rows)


def _part(number: int, whole: int) -> str:
    return f"{number} of {whole}" if whole else "nobody looked"


def _middle(values: Middle | None) -> str:
    if values is None:
        return "–"
    low, half, high = (percent(value) for value in values)
    return f"{half} ({low} to {high})"


def _picture(name: str, title: str, quarters: Sequence[Quarter]) -> Html:
    """A line of the share of places; nothing is said by it that the table does not say."""
    return tag(
        "figure",
        tag("figcaption", f"{title}, share of places"),
        tag(
            "svg",
            tag("title", f"{title}, by quarter; the table below has the numbers", id=f"{name}-svg"),
            *_axes(quarters),
            *_line(title, quarters),
            viewBox=f"0 0 {_LEFT + _WIDE + 30} {_TOP + _HIGH + 26}",
            role="img",
            aria_labelledby=f"{name}-svg",
        ),
    )


def _axes(quarters: Sequence[Quarter]) -> Iterator[Html]:
    for share in (0, 50, 100):
        y = _TOP + _HIGH * (1 - share / 100)
        yield tag("line", x1=_LEFT, y1=y, x2=_LEFT + _WIDE, y2=y, class_="grid")
        yield tag("text", f"{share} %", x=_LEFT - 6, y=y + 4, text_anchor="end")
    for at in sorted({0, len(quarters) - 1}):
        yield tag(
            "text", quarters[at].name, x=_x(at, len(quarters)), y=_TOP + _HIGH + 20, text_anchor="middle"
        )


def _line(title: str, quarters: Sequence[Quarter]) -> Iterator[Html]:
    points = [
        (_x(at, len(quarters)), _TOP + _HIGH * (1 - number / whole))
        for at, quarter in enumerate(quarters)
        for number, whole in [_LINES[title](quarter)]
        if whole
    ]
    yield tag("polyline", points=" ".join(f"{x:.0f},{y:.1f}" for x, y in points))
    yield from (tag("circle", cx=f"{x:.0f}", cy=f"{y:.1f}", r=3.5) for x, y in points)


def _x(at: int, number: int) -> float:
    return _LEFT + _WIDE * at / (number - 1)
