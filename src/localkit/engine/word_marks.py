"""Two texts, word by word: what is in both, only in the core, only in the local version."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, TypeAlias

from localkit.syntax.words import normal

Op: TypeAlias = Literal["same", "core", "local"]
_TOKEN = re.compile(r"\S+\s*|\s+")


@dataclass(frozen=True)
class Run:
    """A run of words with the white space behind them."""

    op: Op
    text: str


def mark_words(core: str, local: str) -> list[Run]:
    """Mark what changed. Where words are the same, the local text's white space is shown.

    Joining the runs that are not ``core`` gives the local text; joining those that are not ``local`` gives the
    core's words.
    """
    ours, theirs = _tokens(core), _tokens(local)
    if [token.strip() for token in ours] == [token.strip() for token in theirs]:
        return [Run("same", local)] if local else []
    from rapidfuzz.distance import Indel  # noqa: PLC0415  only changed passages need it

    runs: list[Run] = []
    for step in Indel.opcodes([token.strip() for token in ours], [token.strip() for token in theirs]):
        if step.tag == "equal":
            runs.append(Run("same", "".join(theirs[step.dest_start : step.dest_end])))
        if step.tag in ("delete", "replace"):
            runs.append(Run("core", "".join(ours[step.src_start : step.src_end])))
        if step.tag in ("insert", "replace"):
            runs.append(Run("local", "".join(theirs[step.dest_start : step.dest_end])))
    return _joined(runs)


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(normal(text))


def _joined(runs: list[Run]) -> list[Run]:
    """Neighbours of one kind as one; between two same runs, what the core lost comes before what came in."""
    joined: list[Run] = []
    at = 0
    while at < len(runs):
        if runs[at].op == "same":
            joined.append(runs[at])
            at += 1
            continue
        block = at
        while at < len(runs) and runs[at].op != "same":
            at += 1
        for op in ("core", "local"):
            text = "".join(run.text for run in runs[block:at] if run.op == op)
            if text:
                joined.append(Run("core" if op == "core" else "local", text))
    return joined
