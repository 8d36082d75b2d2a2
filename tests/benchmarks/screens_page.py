"""docs/benchmarks-screens.md: how soon a screen is there, and how soon a key is answered."""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Sequence
from typing import Final

from tests.benchmarks.timing import Figure, shown

_TWICE: Final = 2.0
_DRAWN: Final = 50.0
"""Milliseconds within which 95 of 100 keys are to be drawn."""

_HEAD = """\
# How quick the screens are

<!-- Written by `make bench`; edit tests/benchmarks/screens_page.py instead. -->

`localkit tui portfolio.db` shows every place that a team follows. It should be there as soon as a terminal application
can be, and answer each key before anybody notices that it had to think, with ten thousand places as with ten.
"""

_METHOD = """\
## What was measured

Each program runs in a terminal of its own (120 columns, 40 lines), and is seen from outside: what counts is what it
writes there.

- **To be seen**: from the beginning of the process until the first place stands on the screen; **a key answered**:
  until the next place is told of, after a key pressed then. The empty application is textual's `App` with one line of
  text. In turn, after one round that does not count.
- **Keys**: from writing the key to the terminal until the last byte of what comes of it, that is when nothing more was
  written for 60 ms (which do not count). While places are still being read something is written all the time, so there
  it is until the place is told of that the cursor went to.
- The portfolio has 10,000 invented places with 38 elements each: snapshots of the demo's six places, varied in names,
  nations, stages, lights, releases and exceptions, kept by the same functions as a scan's.

## What makes it quick

The first places and their number are read by Python's own SQLite module, since SQLAlchemy takes as long to import as
the application takes to start; it is imported when the first places are drawn. Of each further snapshot a short extract
is made and kept, fifty at a time with a pause in which keys are answered. Only the lines that can be seen are drawn.
A test holds that work, whatever machine it runs on: how many snapshots the first page reads, how many lines are drawn.
"""


def screens_page(starts: Sequence[Figure], keys: Sequence[Figure], *, machine: str, runs: int) -> str:
    """The whole page.

    Args:
        starts: Starts, the empty application's first.
        keys: Keys.
        machine: What it was measured on.
        runs: How many starts of each.
    """
    pressed = sum(len(item.times) for item in keys)
    about = f"On a machine with {machine}. Medians of {runs} starts; {pressed} keys were pressed.\n"
    return "\n".join([_HEAD, "## Figures\n", about, *tables(starts, keys), "", _METHOD])


def tables(starts: Sequence[Figure], keys: Sequence[Figure]) -> Iterator[str]:
    """The targets, then the times."""
    empty, ours, answered = starts
    every = [item for figure in keys for item in figure.times]
    within = sum(item <= _DRAWN for item in every) / len(every)
    yield "| | measured | wanted | |"
    yield "|---|--:|--:|---|"
    for figure in (ours, answered):
        ratio = figure.median / empty.median
        told = f"{figure.name}, as a share of {empty.name}"
        yield f"| {told} | {ratio:.2f} × | ≤ {_TWICE:g} × | {_met(ratio <= _TWICE)} |"
    yield f"| keys drawn within {_DRAWN:.0f} ms | {100 * within:.1f} % | ≥ 95 % | {_met(within >= 0.95)} |"
    yield ""
    yield "| to be seen | median, ms | shortest–longest, ms |"
    yield "|---|--:|--:|"
    yield from (f"| {item.name} | {shown(item.median)} | {item.spread} |" for item in starts)
    yield ""
    yield "| key | pressed | median, ms | 95 of 100 within, ms | longest, ms |"
    yield "|---|--:|--:|--:|--:|"
    for item in keys:
        most = statistics.quantiles(item.times, n=20)[-1]
        yield f"| {item.name} | {len(item.times)} | {shown(item.median)} | {shown(most)} | {shown(max(item.times))} |"


def _met(good: bool) -> str:
    return "met" if good else "**missed**"
