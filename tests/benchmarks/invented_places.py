"""A portfolio of as many places as wanted, in seconds: snapshots of real places, varied, kept by the store's functions.

To scan ten thousand folders takes minutes, and screens are shown what is kept, not folders.
"""

from __future__ import annotations

import copy
import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from localkit.model.portfolio import Looked, NewPlace
from localkit.model.snapshot import Snapshot
from localkit.model.vocabulary import STAGES
from localkit.store.portfolio.opening import open_portfolio
from localkit.store.portfolio.places import add_places, listed_places
from localkit.store.portfolio.snapshots import followed_places, keep_looked

MOMENT: Final = "2026-11-20T09:30:00+00:00"
_NATIONS: Final = ("england", "wales", "scotland", "northern_ireland")
_SYLLABLES: Final = (
    "bra",
    "wen",
    "or",
    "thal",
    "mi",
    "sket",
    "lo",
    "dun",
    "ar",
    "fel",
    "hol",
    "ty",
    "nes",
    "wick",
)
_LOOKS: Final = (("green", "unrecorded"), ("green", "recorded"), ("yellow", "recorded"), ("yellow", "unrecorded"),
                 ("red", "unrecorded"), ("red", "recorded"), ("yellow", "excepted"))  # fmt: skip
_KEPT_AT_ONCE: Final = 1_000


def make(path: Path, model: Path, number: int, *, seed: int = 6) -> None:
    """Make a portfolio.

    Args:
        path: Its file; new.
        model: A portfolio whose snapshots are varied, as the demo's.
        number: How many places.
        seed: What the variation is drawn from.
    """
    draw = random.Random(seed)
    with open_portfolio(str(model)) as portfolio:
        models = [item.heard.snapshot for item in followed_places(portfolio) if item.heard is not None]
    names = [_name(draw, count) for count in range(number)]
    with open_portfolio(str(path), make=True) as portfolio:
        wanted = [
            NewPlace(f"folder:/places/{count:05}", name, "folder", f"/places/{count:05}")
            for count, name in enumerate(names)
        ]
        add_places(portfolio, wanted, MOMENT)
        numbers = {known.place.key: known.id for known in listed_places(portfolio)}
        looked = [(numbers[place.key], place.label) for place in wanted]
        for start in range(0, number, _KEPT_AT_ONCE):
            some = list(_looked(draw, looked[start : start + _KEPT_AT_ONCE], models))
            keep_looked(portfolio, some, 1, MOMENT)


def by_name(path: Path) -> list[NewPlace]:
    """The places as they stand on the screen."""
    with open_portfolio(str(path)) as portfolio:
        return [known.place for known in listed_places(portfolio)]


def _looked(
    draw: random.Random, places: Sequence[tuple[int, str]], models: Sequence[Snapshot]
) -> Iterator[Looked]:
    for number, name in places:
        if draw.random() < 0.01:
            yield Looked(number, reason="the folder is not there any more")
        else:
            yield Looked(number, Snapshot(_varied(draw, draw.choice(models).data, name)))


def _name(draw: random.Random, count: int) -> str:
    return "".join(draw.choice(_SYLLABLES) for _ in range(draw.randint(2, 4))).title() + f" {count}"


def _varied(draw: random.Random, model: Any, name: str) -> dict[str, Any]:
    data: dict[str, Any] = copy.deepcopy(dict(model))
    data["taken"] = f"2026-{draw.randint(1, 11):02}-{draw.randint(1, 19):02}T10:00:00+00:00"
    data["place"] = {
        "name": name,
        "code": f"E{draw.randint(10**7, 10**8)}",
        "id": f"{draw.getrandbits(80):020x}",
    }
    data["stage"] = draw.choice(STAGES)
    data["parameters"]["nation"] = draw.choice(_NATIONS)
    if draw.random() < 0.4:
        data["behind"] = {
            "latest": "1.2.0",
            "releases": draw.randint(0, 3),
            "changes": [],
            "seen": "2026-11-19",
        }
    for item in draw.sample(data["elements"], draw.randint(0, 5)):
        if item["light"] is not None:
            item["light"], item["state"] = draw.choice(_LOOKS)
    applying = [item for item in data["elements"] if item["light"] is not None]
    data["lights"] = {
        light: sum(item["light"] == light for item in applying) for light in ("green", "yellow", "red")
    }
    data["unrecorded"] = sum(item["light"] != "green" and item["state"] == "unrecorded" for item in applying)
    data["recorded"] = sum(item["state"] in ("recorded", "excepted") for item in applying)
    data["core_kept"] = round(1 - draw.random() ** 3, 4)
    data["locally_shaped"] = round(draw.random() ** 2, 4)
    if draw.random() < 0.05:
        until = f"202{draw.choice('67')}-{draw.randint(1, 12):02}-{draw.randint(1, 28):02}"
        data["exceptions"] = [
            {"id": "arrangement-review-1", "element": "arrangement-review", "status": "granted", "from": "2026-01-01",
             "until": until, "granted_by": "regulator", "received": False}
        ]  # fmt: skip
    return data
