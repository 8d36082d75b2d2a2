"""docs/benchmarks.md: the figures, and what they mean in plain words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tests.benchmarks.timing import Figure, shown


@dataclass(frozen=True)
class Target:
    """What localkit wants to be: an operation takes at most ``limit`` times what another one takes."""

    operation: str
    against: str
    limit: float

    def ratio(self, figures: Mapping[str, Figure]) -> float:
        """The two medians, divided."""
        return figures[self.operation].median / figures[self.against].median


_HEAD = """\
# How fast localkit is

<!-- Written by `make bench`; edit tests/benchmarks/page.py instead. -->

A command that people type many times a day should not keep them waiting, and a check that runs before every save must
not be noticed at all. So localkit is timed beside the tools that do the nearest to the same work today:
[cookiecutter](https://github.com/cookiecutter/cookiecutter), which renders a template once, and
[cruft](https://github.com/cruft/cruft), which looks later at what became of it and takes a newer state of the template
into it.
"""

_METHOD = """\
## What was measured

Everyone works on one invented kit, built anew each time, the same bytes everywhere: 40 files (20 Markdown, 12 YAML,
8 CSV; about 72 KB when rendered), 6 questions, and 25 elements that cover whole files, a glob, sections, sections
within sections, YAML values, CSV rows and columns, marked regions and a value in front matter. A kit is a cookiecutter
template too, so each tool is given the same folder. About forty variables stand in each file. The edited local version
has 12 files edited (one of them only re-wrapped), 1 added and 1 taken out.

- **localkit adapt** asks nothing and writes 40 files with the record of the core beside them; **first time** is with an
  empty home folder, so that every template has to be compiled; otherwise compiled templates are kept from the time
  before. The kit's answers are held against its JSON Schema, and what came of that is remembered too. localkit
  renders in a process of its own that is stopped at a limit; cookiecutter has no such fence and no cache.
- **localkit status** reads what the place's folder keeps of the core, and says element by element what was changed; one
  of the edited values has a limit in the form of a JSON Schema, and what that schema says of the value is remembered
  from the time before. **cruft diff** makes the template again from its
  repository (here a folder on the same disk, so no network is in its time) and prints the lines that differ. The
  nearest to the same question; the answers are not the same.
- **localkit update** takes the second release, which changes ten of the files, into a fresh copy of the edited local
  version, from the same git repository as **cruft update**: it finds the release among the tags, renders it once,
  merges, and writes everything by a journal that can be taken back. Both must leave the same 40 files. What was read
  from a repository on the same machine is remembered for as long as its tags and branches stay where they are, so that
  the second of many places finds it read; **first time** is with an empty home folder, where nothing is remembered and
  no template is compiled. In **two passages disputed** the place also wrote where the release writes: both tools have
  to leave the place's text there and put the core's aside. cruft makes the template twice, and has git merge. `update
  --dry-run` and `undo` have no peer and are timed for information. Copier was left out: it wants the template in
  another form.
- **python -c pass** is what no Python program can be faster than.

Times are of whole processes, from start to end, as a person in a terminal would wait for them. Commands that are
compared run in turn (one of each, then one of each again), after one round that does not count; what is given is the
median, with the shortest and the longest run. Before and after each run it is checked that the work was really done:
localkit and cookiecutter must have written the same bytes, `status` and `cruft diff` must have found the edits, and
`update` and `cruft update` must have left the same files.

Plugins are left out: each takes the time that its imports take, whatever it is.
"""

_LIMITS = """\
## What these figures don't say

They are of one machine, which others may have used at the same time: take the ratios more seriously than the
milliseconds, and measure on your own. They are of one kit of middling size, on a disk that was read a moment before.
localkit was installed for development and its peers from packages; that makes no difference that could be measured.
Windows and macOS were not timed.

## Measure again

    make bench

It needs git and, the first time, the network to install the peers into `.bench/`; it takes some minutes and writes this
page. `.venv/bin/python -m tests.benchmarks.bench --quick` takes three runs of each, prints the tables and writes
nothing. Timed as well are [many places](benchmarks-many-places.md) and [the terminal screens](benchmarks-screens.md).
"""


def table(figures: Sequence[Figure], targets: Sequence[tuple[Target, float]]) -> str:
    """The two tables: how each target fared, and every time."""
    aims = [
        f"| `{target.operation}` | `{target.against}` | {ratio:.2f} × | ≤ {target.limit:g} × "
        f"| {'met' if ratio <= target.limit else '**missed**'} |"
        for target, ratio in targets
    ]
    times = [f"| `{item.name}` | {shown(item.median)} | {item.spread} |" for item in figures]
    return "\n".join(
        [
            *(
                "| operation | takes, as a share of | measured | wanted | |",
                "|---|---|--:|--:|---|",
                *aims,
                "",
            ),
            *("| | median, ms | shortest–longest, ms |", "|---|--:|--:|", *times),
        ]
    )


def page(
    figures: Sequence[Figure],
    targets: Sequence[Target],
    *,
    versions: Mapping[str, str],
    machine: str,
    runs: int,
) -> str:
    """The whole page."""
    named = {figure.name: figure for figure in figures}
    fared = [(target, target.ratio(named)) for target in targets]
    listed = ", ".join(f"{name} {version}" for name, version in versions.items())
    about = f"Medians of {runs} runs on a machine with {machine}.\n{listed}.\n"
    return "\n".join([_HEAD, "## Figures\n", about, table(figures, fared), "", _METHOD, _LIMITS])
