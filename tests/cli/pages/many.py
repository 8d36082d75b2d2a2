"""A made portfolio of as many places as wanted, the same each time."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from tests.cli.pages.snapshots import adaptation, element, exception, report, snapshot

from localkit.actions.portfolio_report import PortfolioReport
from localkit.engine.quarters import quarters
from localkit.model.portfolio import KeptLook
from localkit.model.snapshot import Snapshot

LOOKS = [("green", "as_core")] * 12 + [("green", "unrecorded")] * 3
LOOKS += [("yellow", "recorded"), ("yellow", "unrecorded"), ("red", "excepted"), ("red", "unrecorded")]
WORST = [("yellow", "changed_since_recorded"), ("red", "changed_since_recorded")]
LONG = "We do it in the afternoon, since people come from far and the last bus goes at six. "
INDICATORS = [
    {
        "id": "came_back",
        "title": "People who came back",
        "numerator": "people who came a second time",
        "denominator": "people who came",
        "better": "higher",
        "measure": "proportion",
    },
    {
        "id": "falls",
        "title": "Falls",
        "numerator": "falls that were written down",
        "denominator": "nights",
        "better": "lower",
        "measure": "rate",
    },
    {"id": "weight", "title": "Weight kept in use", "numerator": "kilograms", "denominator": "sessions"},
]
QUARTERS = ("2025-Q2", "2025-Q3", "2025-Q4", "2026-Q1")
NATIONS = ("england", "scotland", "wales", "northern_ireland")


def many(places: int, *, elements: int = 25, worst: bool = False) -> PortfolioReport:
    """A report of made places, with what they told quarter by quarter."""
    draw = random.Random(7)
    made = [_place(draw, number, elements, worst) for number in range(places)]
    found = report(*made, before=snapshot(stage="pilot", core_kept=0.8, elements=[]))
    return replace(found, quarters=quarters(_looks(draw, places)))


def of_two_kits(places: int) -> PortfolioReport:
    """A report of so many places of one kit, and as many of another that has parts of the same names."""
    one = many(places, elements=3)
    first = [item.heard.snapshot for item in one.places]
    second = [Snapshot({**item.data, "kit": {**item.data["kit"], "name": "other"}}) for item in first]
    return replace(report(*first, *second), quarters=dict.fromkeys(("small", "other"), one.quarters["small"]))


def _place(draw: random.Random, number: int, elements: int, worst: bool) -> Snapshot:
    looks = [draw.choice(WORST if worst else LOOKS) for _ in range(elements)]
    told = 20 if worst else draw.choice((0, 0, 1, 2))
    words = LONG * 20 if worst else LONG
    return snapshot(
        place={"name": _name(number), "code": f"E{number:08d}"},
        parameters={"nation": draw.choice(NATIONS)},
        stage=draw.choice(("pilot", "live", "live", "sustaining")),
        core_kept=round(1 - draw.random() ** 3 * 0.5, 3),
        locally_shaped=round(draw.random() ** 2, 3),
        recorded=sum(state in ("recorded", "excepted") for _, state in looks),
        unrecorded=sum(light != "green" and state == "unrecorded" for light, state in looks),
        elements=[
            {**element(f"e{n}", *look), "title": f"What carries the programme, part {n}"}
            for n, look in enumerate(looks)
        ],
        adaptations=[adaptation(words, f"e{draw.randrange(elements)}") for _ in range(told)],
        adaptation_counts={"e1": draw.randrange(3)},
        exceptions=[
            {**exception(f"2026-{draw.randint(1, 12):02d}-28"), "element": "e2"}
            for _ in range(10 if worst else draw.randrange(2))
        ],
        decisions=[
            {
                "change": f"2026-01-change-{n}",
                "decision": draw.choice(("adopted", "deferred")),
                "date": "2026-01-01",
            }
            for n in range(6)
        ],
        behind={"latest": "1.1.0", "releases": draw.randrange(2), "changes": [], "seen": "2026-03-01"},
        observations=list(_observations(draw)),
        indicators=INDICATORS,
    )


def _name(number: int) -> str:
    """As many names as wanted, in the order of the alphabet."""
    begun = (
        "ABCDEFGHKLMNPRST"[number * 16 // 10_000 % 16] if number >= 600 else "ABCDEFGHKLMNPRST"[number // 40]
    )
    return f"{begun}{('arrow', 'elden', 'inster', 'orley')[number // 10 % 4]} {number:05d}"


def _observations(draw: random.Random) -> Iterator[dict[str, Any]]:
    size = int(20 * 10 ** (draw.random() * 1.5)) // 5 * 5
    for period in QUARTERS:
        part = sum(draw.random() < 0.6 for _ in range(size)) // 5 * 5
        masked = part < 8 or size - part < 8
        yield _observation("came_back", period, None if masked else part, size, masked)
        falls = sum(draw.random() < 0.04 for _ in range(size * 3))
        yield _observation("falls", period, falls, size * 3, False)
        yield _observation("weight", period, round(draw.random() * 90, 1), 3, False)


def _observation(name: str, period: str, part: float | None, whole: float, masked: bool) -> dict[str, Any]:
    return {"indicator": name, "period": period, "numerator": part, "denominator": whole, "masked": masked}


def _looks(draw: random.Random, places: int) -> Iterator[KeptLook]:
    for month in ("2025-01", "2025-05", "2025-08", "2025-11", "2026-02"):
        for place in range(places):
            if draw.random() < 0.8:
                moment = f"{month}-10T12:00:00+00:00"
                behind = draw.choice((None, 0, 0, 1))
                kept, shaped = 1 - draw.random() / 3, draw.random() / 2
                yield KeptLook(
                    place, "small", moment, moment, behind, draw.randrange(3), draw.randrange(2), kept, shaped
                )
