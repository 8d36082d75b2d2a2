"""A portfolio in words: a few lines for each place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from localkit.actions.portfolio_words import behind_shown
from localkit.cli.output import in_one_line, styled, wrapped
from localkit.engine.snapshot_telling import open_decisions
from localkit.model.portfolio import Followed
from localkit.wording import LIGHT_SIGN, counted


def list_lines(found: Sequence[Followed], total: int, again: str) -> Iterator[str]:
    """The lines of a list.

    Args:
        found: The places to list.
        total: How many there are in all.
        again: What has to stand behind a command so that it is about the same portfolio.
    """
    labels = Counter(item.known.place.label for item in found)
    for item in found:
        yield from _place(item, alone=labels[item.known.place.label] == 1)
    if len(found) == total:
        yield styled(counted(total, "place"), "title") + "."
    else:
        yield styled(f"{len(found)} of {counted(total, 'place')}", "title") + "."
    yield from _twice(found)
    if any(item.heard is None and item.known.state == "new" for item in found):
        yield styled("Measure those that are new: ", "quiet") + styled(
            f"localkit portfolio scan{again}", "command"
        )


def _twice(found: Sequence[Followed]) -> Iterator[str]:
    """Places that are followed in two ways, and so counted twice."""
    ways: dict[tuple[str, ...], list[Followed]] = {}
    for item in found:
        if item.heard is not None and item.heard.snapshot.identity is not None:
            ways.setdefault(item.heard.snapshot.identity, []).append(item)
    for some in ways.values():
        if len(some) > 1:
            where = "; ".join(item.known.place.where for item in some)
            yield from wrapped(f"{some[0].known.place.label} is followed {len(some)} times: {where}")


def _place(item: Followed, *, alone: bool) -> Iterator[str]:
    """The lines of one place; where it is as well, if it is not alone in having its name."""
    known, heard = item.known, item.heard
    code = heard.snapshot.place_code if heard else None
    yield styled(in_one_line(known.place.label), "title") + styled(
        in_one_line(f"  {code}") if code else "", "quiet"
    )
    if not alone:
        yield styled(in_one_line(f"   {known.place.where}"), "quiet")
    if heard:
        data = heard.snapshot.data
        yield styled(
            f"   {data['kit']['name']} {data['kit']['version']}, {data['stage']}; last heard {heard.last_seen[:10]}"
        )
        yield f"   {lights_shown(data)}" + styled(f"  {'; '.join(apart(data))}")
    elif known.state == "new":
        yield styled("   not measured yet", "quiet")
    if known.reason:
        yield from wrapped(f"could not be read: {known.reason}", "      ", "   ")


def lights_shown(data: Mapping[str, Any]) -> str:
    """How many elements have which light."""
    lights = data["lights"]
    return " ".join(styled(f"{sign} {lights[name]}", name) for name, sign in LIGHT_SIGN.items())


def apart(data: Mapping[str, Any]) -> list[str]:
    """The three kinds of difference, each for itself, and what waits."""
    waiting = open_decisions(data)
    return [
        behind_shown(data["behind"]),
        f"{data['recorded']} recorded",
        f"{data['unrecorded']} not yet recorded",
        *([counted(waiting, "needs a decision", "need a decision")] if waiting else []),
    ]
