"""docs/benchmarks-many-places.md: what many places take, and what grows with what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from tests.benchmarks.timing import Figure, shown

_AGAINST: Final = {
    "scan, cold, nothing edited": ("read and hash, nothing edited", 4.0),
    "scan, cold, 12 files edited": ("read and hash, 12 files edited", 15.0),
    "scan, nothing changed": ("look at each file", 1.5),
}
_REHEARSAL: Final = ("rehearse", 1 / 50)
"""A place in a rehearsal, against ``cruft update`` of one."""

REHEARSED: Final = 2_000
"""Places with which a release is rehearsed at most: each takes as long as it takes to measure three."""

_HEAD = """\
# How it grows with many places

<!-- Written by `make bench`; edit tests/benchmarks/many_page.py instead. -->

A national team looks at all its places at once. These are the times for a hundred, a thousand and ten thousand of
them, each a local version of the same [invented kit](benchmarks.md#what-was-measured): 40 files, 25 elements, and where
it says so 12 files edited with words of the place's own, one added and one removed.
"""

_METHOD = """\
## What was measured

- **scan, cold**: `localkit portfolio scan` of places that it never saw: everything is read and measured. Beside it a
  bare program that reads the same files and hashes them (BLAKE2b), in as many processes: the least that any could take.
- **scan, nothing changed**: the same again. Beside it a bare program that asks the file system for the size and time of
  each file. **scan, 1 % changed**: one file was written in each hundredth place.
- **list** and **report**: `localkit portfolio list` and `localkit portfolio report --html`.
- **rehearse**: the update plan of every place for a release that changes ten of the files, twelve of which the place
  edited; in two processes. Beside it `cruft update`, which takes the same release into one place.

Times are of whole processes, in turn, each checked; files were read a moment before, so the disk is not in them.
Memory is that of the largest process of each command; a scan and a rehearsal have one more for each processor. It is
measured from outside, so it is never told as less than what the benchmark itself takes, some 50 MB.

## What grows with what

Time grows with the number of places, and for each place with the words in the files that it edited: an untouched file
is compared and not read further. Nothing grows with the square of anything. Memory of a scan stays, whatever the number
of places; a rehearsal keeps each plan until all are there, with the texts of what is disputed, and a list or a page
keeps one snapshot a place. A portfolio file grows with the number of snapshots in which something was different.
"""


def many_page(found: Mapping[int, Sequence[Figure]], update: Figure, *, machine: str) -> str:
    """The whole page.

    Args:
        found: Figures by number of places.
        update: ``cruft update`` of one place.
        machine: What it was measured on.
    """
    about = (
        f"On a machine with {machine}. Medians of seven runs for a hundred places, of three for a\n"
        "thousand; ten thousand were gone through once. A release was rehearsed once, with 2,000 places at most.\n"
    )
    return "\n".join(
        [_HEAD, "## Figures\n", about, *rows(found, update), "", *_memory(found), "", _METHOD, _PLAN]
    )


def rows(found: Mapping[int, Sequence[Figure]], update: Figure) -> Iterator[str]:
    """The table of targets, then that of times."""
    yield from (
        "| operation | takes, as a share of | places | measured | wanted | |",
        "|---|---|--:|--:|--:|---|",
    )
    for number, figures in found.items():
        named = {figure.name: figure for figure in figures}
        for operation, (against, limit) in _AGAINST.items():
            yield _aim(operation, against, number, named[operation].median / named[against].median, limit)
        name, limit = _REHEARSAL
        each = named[name].median / rehearsed(number)
        yield _aim(name, "cruft update, each place", number, each / update.median, limit)
    yield ""
    yield "| | " + " | ".join(f"{number:,} places, s | each, ms" for number in found) + " |"
    yield "|---|" + "--:|--:|" * len(found)
    for name in (figure.name for figure in next(iter(found.values()))):
        cells = [
            _cell(next(item for item in figures if item.name == name), n) for n, figures in found.items()
        ]
        yield f"| `{name}` | " + " | ".join(cells) + " |"
    yield ""
    yield f"`cruft update` of one place took {shown(update.median)} ms."


def rehearsed(number: int) -> int:
    """How many of so many places a release is rehearsed with."""
    return min(number, REHEARSED)


def _aim(operation: str, against: str, number: int, ratio: float, limit: float) -> str:
    told = f"{ratio:.2f} ×" if limit >= 1 else f"1/{1 / ratio:.0f}"
    wanted = f"≤ {limit:g} ×" if limit >= 1 else f"≤ 1/{1 / limit:.0f}"
    met = "met" if ratio <= limit else "**missed**"
    return f"| `{operation}` | `{against}` | {number:,} | {told} | {wanted} | {met} |"


def _cell(figure: Figure, number: int) -> str:
    number = rehearsed(number) if figure.name == _REHEARSAL[0] else number
    return f"{figure.median / 1000:,.1f} | {shown(figure.median / number)}"


def _memory(found: Mapping[int, Sequence[Figure]]) -> Iterator[str]:
    yield "| memory of the largest process, MB | " + " | ".join(f"{n:,} places" for n in found) + " |"
    yield "|---|" + "--:|" * len(found)
    for name in (figure.name for figure in next(iter(found.values()))):
        taken = [next(item for item in figures if item.name == name).memory for figures in found.values()]
        if all(size is not None for size in taken):
            cells = " | ".join(f"{(size or 0) / 1e6:,.0f}" for size in taken)
            yield f"| `{name}` | {cells} |"


_PLAN = """\
## Measure again

    make bench

or only this page: `.venv/bin/python -m tests.benchmarks.portfolios`. It makes 20,000 local versions, in which untouched
files are links to one copy, and takes some twenty minutes.
"""
