"""A funnel plot: each place by how much its figure is out of, and what chance alone would give."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from localkit.cli.pages.detail import Detail
from localkit.cli.pages.dots import Dot, dots
from localkit.cli.pages.figures import Figures
from localkit.cli.pages.markup import Html, tag
from localkit.engine.funnel import Funnel
from localkit.wording import counted

_LEFT: Final = 62
_TOP: Final = 12
_WIDE: Final = 430
_HIGH: Final = 260

STANDS_WORD: Final = {
    "within": "between the lines",
    "above": "above the dashed line",
    "far_above": "above the solid line",
    "below": "below the dashed line",
    "far_below": "below the solid line",
}


def funnel_plot(
    name: str, title: str, found: Funnel, figures: Figures, names: Mapping[str, str], detail: Detail
) -> Html:
    """The picture with its caption, which says in numbers what is to be seen."""
    frame = _Frame(found, figures)
    return tag(
        "figure",
        tag(
            "svg",
            tag("title", f"Funnel plot of {title}; the table below says the same", id=f"{name}-svg"),
            *frame.axes(),
            *frame.curves(),
            *dots(frame.places(names), detail.dots),
            viewBox=f"0 0 {_LEFT + _WIDE + 20} {_TOP + _HIGH + 46}",
            role="img",
            aria_labelledby=f"{name}-svg",
            class_="funnel",
        ),
        tag("figcaption", *_told(found, figures)),
        class_="side-by-side",
    )


def _told(found: Funnel, figures: Figures) -> Iterator[Html]:
    number = len(found.points)
    inner = sum(1 for point in found.points.values() if point.stands == "within")
    outer = sum(1 for point in found.points.values() if point.stands.startswith("far"))
    overall = " ".join(filter(None, (figures.value(found.overall), figures.per)))
    yield tag(
        "p",
        f"{counted(number, 'place')}, {overall} all together (the middle line). Dashed: 95 of 100 places lie between "
        "these lines if nothing but chance tells them apart. Solid: 998 of 1,000 do.",
    )
    yield tag(
        "p",
        f"{inner} lie between the dashed lines, {counted(number - inner - outer, 'other')} between these and the "
        f"solid ones, {outer} beyond. A place beyond them is worth a conversation: about how it counts, whom it works "
        "with, and what others could learn. It is no verdict."
        + (_MANY if number - inner > max(2, number / 5) else ""),
        class_="quiet",
    )


_MANY: Final = (
    " Here many places lie outside, so more than chance tells them apart, such as whom they work with; then the lines "
    "are too narrow to single out any one."
)


class _Frame:
    """Where values and sizes lie in the picture."""

    def __init__(self, found: Funnel, figures: Figures) -> None:
        self.found, self.figures = found, figures
        values = [point.value for point in found.points.values()]
        curves = [value for size, limits in found.curves[len(found.curves) // 6 :] for value in limits]
        spread = max([*values, *curves]) - min([*values, *curves]) or 1.0
        top = max([*values, *curves]) + spread * 0.05
        self.low = max(min([*values, *curves]) - spread * 0.05, 0.0)
        self.high = min(top, 1.0) if found.measure == "proportion" else top
        self.first, self.last = found.curves[0][0], found.curves[-1][0]

    def x(self, size: float) -> float:
        """Sizes go by their logarithm: most places are small, and few are many times as large."""
        whole = math.log(self.last / self.first) or 1.0
        return _LEFT + _WIDE * min(max(math.log(size / self.first) / whole, 0.0), 1.0)

    def y(self, value: float) -> float:
        """Values beyond the picture lie on its edge."""
        part = (value - self.low) / (self.high - self.low)
        return _TOP + _HIGH * (1 - min(max(part, 0.0), 1.0))

    def axes(self) -> Iterator[Html]:
        """The frame, three values, three sizes and what they are."""
        yield tag("rect", x=_LEFT, y=_TOP, width=_WIDE, height=_HIGH)
        for value in (self.low, (self.low + self.high) / 2, self.high):
            yield tag(
                "text", self._value(value), x=_LEFT - 6, y=f"{self.y(value) + 4:.0f}", text_anchor="end"
            )
        sizes = (self.first, math.sqrt(self.first * self.last), self.last)
        for size, anchor in zip(sizes, ("start", "middle", "end"), strict=True):
            shown = f"{size:,.0f}" if size >= 10 else f"{size:.1f}"
            yield tag("text", shown, x=f"{self.x(size):.0f}", y=_TOP + _HIGH + 18, text_anchor=anchor)
        yield tag(
            "text",
            "how many it is out of →",
            x=_LEFT + _WIDE / 2,
            y=_TOP + _HIGH + 38,
            text_anchor="middle",
        )

    def _value(self, value: float) -> str:
        return f"{value * 100:.0f} %" if self.found.measure == "proportion" else self.figures.value(value)

    def curves(self) -> Iterator[Html]:
        """The network's value and the four limits."""
        y = f"{self.y(self.found.overall):.1f}"
        yield tag("line", x1=_LEFT, y1=y, x2=_LEFT + _WIDE, y2=y, class_="middle")
        for number, class_ in enumerate(("outer", "inner", "inner", "outer")):
            points = [(self.x(size), self.y(limits[number])) for size, limits in self.found.curves]
            yield tag("polyline", points=" ".join(f"{x:.0f},{y:.1f}" for x, y in points), class_=class_)

    def places(self, names: Mapping[str, str]) -> Sequence[Dot]:
        """A dot for each place; those beyond the limits have a look of their own."""
        return [
            Dot(self.x(point.size), self.y(point.value), names[key], _CLASS.get(point.stands))
            for key, point in self.found.points.items()
        ]


_CLASS: Final = {"above": "out", "below": "out", "far_above": "far", "far_below": "far"}
