"""Core kept by locally shaped: a picture, and the same as a list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from localkit.actions.portfolio_report import ReportedPlace
from localkit.cli.pages.markup import Html, joined, name_of, tag
from localkit.cli.pages.parts import listed, section, share
from localkit.wording import counted

_LEFT: Final = 50
_TOP: Final = 20
_SIZE: Final = 300


def quadrant(name: str, kit: str, places: Sequence[ReportedPlace]) -> Html:
    """A dot for each place: to the right where more of the core is kept, upwards where more is locally shaped."""
    known = [place for place in places if None not in _measures(place)]
    left_out = len(places) - len(known)
    missing = f" {counted(left_out, 'place')} without one of the two measures left out." if left_out else ""
    told = (
        "How much of what the core holds tight is as it was, and how much of what is loose is a place's own. Much of "
        "both is what a programme hopes for that is tight about little and loose about the rest; a plain copy "
        f"keeps the whole core and shapes nothing.{missing}"
    )
    lines = [
        joined([name_of(place.name), f": core kept {share(kept)}, locally shaped {share(shaped)}"])
        for place in known
        for kept, shaped in [_measures(place)]
    ]
    return section(
        name,
        "Core kept and locally shaped",
        tag("p", told),
        tag("figure", _picture(name, kit, known), tag("figcaption", "The list below says the same.")),
        listed(lines, "columns"),
        level=3,
    )


def _measures(place: ReportedPlace) -> tuple[float | None, float | None]:
    return place.data["core_kept"], place.data["locally_shaped"]


def _picture(name: str, kit: str, places: Sequence[ReportedPlace]) -> Html:
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
        _label("core kept, 0 % to 100 % →", _LEFT, _TOP + end + 22),
        _label("locally shaped, 0 % to 100 % →", 0, 0, f"translate({_LEFT - 14} {_TOP + end}) rotate(-90)"),
        *(_dot(place) for place in places),
        viewBox=f"0 0 {_LEFT + _SIZE + 20} {_TOP + _SIZE + 35}",
        role="img",
        aria_labelledby=f"{name}-svg",
    )


def _label(words: str, x: float, y: float, transform: str | None = None) -> Html:
    return tag("text", words, x=x, y=y, transform=transform)


def _dot(place: ReportedPlace) -> Html:
    kept, shaped = _measures(place)
    x = _LEFT + _SIZE * (kept or 0.0)
    y = _TOP + _SIZE * (1 - (shaped or 0.0))
    dot = tag("circle", cx=f"{x:.1f}", cy=f"{y:.1f}", r=5)
    return tag("g", tag("title", place.name), dot)
