"""Core kept by locally shaped: a picture of what the table of places says in numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from localkit.actions.portfolio_report import ReportedPlace
from localkit.cli.pages.detail import Detail
from localkit.cli.pages.dots import Dot, dots
from localkit.cli.pages.markup import Html, tag
from localkit.cli.pages.parts import section
from localkit.wording import counted

_LEFT: Final = 66
_TOP: Final = 10
_SIZE: Final = 300
_QUARTERS: Final = (
    ("changed, much shaped", -1, -1),
    ("kept, much shaped", 1, -1),
    ("changed, little shaped", -1, 1),
    ("kept, little shaped", 1, 1),
)
"""What each quarter means, and on which side of the middle it lies, to the right and downwards."""


def quadrant(name: str, kit: str, places: Sequence[ReportedPlace], detail: Detail) -> Html:
    """A dot for each place: to the right where more of the core is kept, upwards where more is locally shaped."""
    known = [place for place in places if None not in _measures(place)]
    unknown = len(places) - len(known)
    missing = f" {counted(unknown, 'place')} without one of the two measures left out." if unknown else ""
    told = (
        "How much of what the core holds tight is as it was, and how much of what is loose is a place's own. Much of "
        "both is what a programme hopes for that is tight about little and loose about the rest; a plain copy "
        f"keeps the whole core and shapes nothing.{missing}"
    )
    picture = _picture(name, kit, known, detail)
    caption = (
        tag("p", _dots_are(known, detail)),
        tag("p", "In numbers: ", tag("a", "the table of places", href="#places")),
    )
    return section(
        name,
        "Core kept and locally shaped",
        tag("figure", picture, tag("figcaption", tag("p", told), *caption), class_="side-by-side"),
        level=3,
    )


def _measures(place: ReportedPlace) -> tuple[float | None, float | None]:
    return place.data["core_kept"], place.data["locally_shaped"]


def _picture(name: str, kit: str, places: Sequence[ReportedPlace], detail: Detail) -> Html:
    middle, end = _SIZE / 2, _SIZE
    return tag(
        "svg",
        tag(
            "title",
            f"{counted(len(places), 'place')} with {kit} by core kept and locally shaped",
            id=f"{name}-svg",
        ),
        tag("rect", x=_LEFT, y=_TOP, width=_SIZE, height=_SIZE),
        tag("line", x1=_LEFT + middle, y1=_TOP, x2=_LEFT + middle, y2=_TOP + end),
        tag("line", x1=_LEFT, y1=_TOP + middle, x2=_LEFT + end, y2=_TOP + middle),
        *_axes(),
        *dots([_dot(place) for place in places], detail.dots),
        *_quarters(),
        viewBox=f"0 0 {_LEFT + _SIZE + 30} {_TOP + _SIZE + 46}",
        role="img",
        aria_labelledby=f"{name}-svg",
    )


def _axes() -> Iterator[Html]:
    """Values beside the frame, and what they are."""
    for per_cent in (0, 50, 100):
        at = _SIZE * per_cent / 100
        yield _label(f"{per_cent} %", _LEFT + at, _TOP + _SIZE + 18, "middle")
        yield _label(f"{per_cent} %", _LEFT - 6, _TOP + _SIZE - at + 4, "end")
    yield _label("core kept →", _LEFT + _SIZE / 2, _TOP + _SIZE + 38, "middle")
    turned = f"translate(14 {_TOP + _SIZE / 2}) rotate(-90)"
    yield _label("locally shaped →", 0, 0, "middle", transform=turned)


def _quarters() -> Iterator[Html]:
    """What each quarter means, around the middle: most places lie along the edges, where words would be under dots."""
    middle = _SIZE / 2
    for words, right, down in _QUARTERS:
        anchor = "start" if right > 0 else "end"
        yield _label(
            words, _LEFT + middle + 6 * right, _TOP + middle + 4 + 11 * down, anchor, class_="quarter"
        )


def _label(words: str, x: float, y: float, anchor: str, **more: str) -> Html:
    return tag("text", words, x=f"{x:g}", y=f"{y:g}", text_anchor=anchor, **more)


def _dots_are(known: Sequence[ReportedPlace], detail: Detail) -> str:
    if len(known) > detail.dots:
        return "Each dot stands for all the places that lie there, a larger one for more."
    return "A dot for each place; point at one to see which."


def _dot(place: ReportedPlace) -> Dot:
    kept, shaped = _measures(place)
    x = _LEFT + _SIZE * (kept or 0.0)
    y = _TOP + _SIZE * (1 - (shaped or 0.0))
    return Dot(x, y, place.name)
