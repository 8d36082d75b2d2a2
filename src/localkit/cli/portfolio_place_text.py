"""One place of a portfolio in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from localkit import wording
from localkit.actions.portfolio_show import Shown
from localkit.cli.output import in_one_line, styled, wrapped
from localkit.cli.portfolio_text import apart, lights_shown
from localkit.engine.snapshot_change import ElementChange, SnapshotChange
from localkit.wording import counted

_NAMES: Final = {
    "recorded": "recorded",
    "unrecorded": "not yet recorded",
    "core_kept": "core kept",
    "locally_shaped": "locally shaped",
}


def place_lines(shown: Shown) -> Iterator[str]:
    """All that is known of a place."""
    known = shown.followed.known
    heard = shown.followed.heard
    code = heard.snapshot.place_code if heard else None
    yield styled(in_one_line(known.place.label), "title") + styled(
        in_one_line(f"  {code}") if code else "", "quiet"
    )
    yield styled(in_one_line(f"   {known.place.where}"), "quiet")
    if known.reason:
        yield from wrapped(f"could not be read the last time: {known.reason}", "      ", "   ")
    if heard is None:
        yield "   nothing is known of it yet"
        return
    data = heard.snapshot.data
    yield styled(
        f"   {data['kit']['name']} {data['kit']['version']}, {data['stage']}; last heard {heard.last_seen[:10]}"
    )
    yield f"   {lights_shown(data)}" + styled(f"  {'; '.join(apart(data))}")
    yield styled(f"   {'; '.join(_measures(data))}")
    yield from _waiting(data)
    yield from _elements(data)
    yield from _exceptions(data)
    yield from _records(data)
    if shown.change is not None:
        yield from _change(shown.change)
    yield ""
    yield (
        styled(counted(len(shown.history), "snapshot"), "title")
        + ", the first of "
        + styled(f"{shown.history[-1].snapshot.taken[:10]}.")
    )


def _measures(data: Mapping[str, Any]) -> Iterator[str]:
    for name in ("core_kept", "locally_shaped"):
        if data[name] is not None:
            yield f"{_NAMES[name]} {wording.percent(data[name])}"
    files = data["files"]
    said = [f"{files[kind]} {kind}" for kind in ("changed", "added", "removed", "moved") if files[kind]]
    yield f"files: {', '.join(said) or 'all as the core'}"


def _waiting(data: Mapping[str, Any]) -> Iterator[str]:
    """The core changes that an update left undecided, as far as the snapshot names them."""
    waits = (data["open_update"] or {}).get("changes", ())
    if waits:
        yield ""
        yield styled("Core changes that wait for a decision", "title")
    for change in waits:
        yield styled(f"   {change}")


def _elements(data: Mapping[str, Any]) -> Iterator[str]:
    """What is not as the core, in the kit's own order."""
    differs = [item for item in data["elements"] if item["state"] not in ("as_core", "not_applicable")]
    if differs:
        yield ""
        yield styled("Elements that are not as the core", "title")
    for item in differs:
        yield f"   {_look(item['light'], item['state'])}" + styled(f"  {item['title']}")


def _look(light: str | None, state: str) -> str:
    if light is None:
        return styled(wording.state_shown(light, state))
    return styled(wording.LIGHT_SIGN[light], light) + styled(f" {wording.state_shown(light, state)}")


def _exceptions(data: Mapping[str, Any]) -> Iterator[str]:
    if data["exceptions"]:
        yield ""
        yield styled("Exceptions", "title")
    for item in sorted(data["exceptions"], key=lambda item: item["until"]):
        standing = wording.STANDING_WORD[item["status"]]
        yield styled(f"   {item['element'] or item['id']}: {standing}, {item['from']} to {item['until']}")


def _records(data: Mapping[str, Any]) -> Iterator[str]:
    kept = sum(data["adaptation_counts"].values())
    if data["adaptations"] or kept:
        yield ""
        yield styled("What was recorded, and why", "title")
    for item in data["adaptations"]:
        yield from wrapped(
            f"{item['date']} {item['element'] or 'what no element claims'}: {item['summary']}",
            "      ",
            "   ",
        )
    if kept:
        yield styled(f"   {counted(kept, 'record')} for the place's own eyes", "quiet")


def _change(change: SnapshotChange) -> Iterator[str]:
    yield ""
    yield styled(f"Different since {change.since[:10]}", "title")
    if change.nothing:
        yield "   nothing that is told here"
    for name, pair in (("release", change.release), ("stage", change.stage)):
        if pair:
            yield styled(f"   {name}: {pair[0]} → {pair[1]}")
    for name, numbers in change.numbers.items():
        before, after = (_number(name, value) for value in numbers)
        yield styled(f"   {_NAMES[name]}: {before} → {after}")
    for item in change.elements:
        yield styled(f"   {item.title}: ") + _then(item)


def _number(name: str, value: float | None) -> str:
    if value is None:
        return "not known"
    return str(value) if name in ("recorded", "unrecorded") else wording.percent(value)


def _then(item: ElementChange) -> str:
    before, after = (
        "not in the release" if side is None else _look(*side) for side in (item.before, item.after)
    )
    return f"{before} → {after}"
