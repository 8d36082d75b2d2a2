"""What becomes of one section that the core and a place both may have changed."""

from __future__ import annotations

from typing import TypeAlias

from localkit.engine.merging.blocks import merge_blocks
from localkit.engine.merging.headings import with_heading
from localkit.model.merging import Choice, Outcome
from localkit.syntax.words import words

Settled: TypeAlias = tuple[Outcome, str, str | None]
"""What becomes of a section: its outcome, why it needs a decision, its text (None: it is not there)."""


def settled(base: str | None, core: str | None, local: str | None) -> Settled:
    """What becomes of a section by itself, given its three texts; None where a side does not have it."""
    if local is None:
        return _without_local(base, core)
    if core is None:
        if base is None:
            return "kept", "", local
        if words(local) == words(base):
            return "updated", "", None
        return "needs_decision", "the core took it out, and this place changed it", local
    if words(core) == words(local):
        return ("unchanged" if base is not None and words(base) == words(core) else "same"), "", local
    if base is not None and words(base) == words(core):
        return "kept", "", local
    if base is not None and words(base) == words(local):
        merged = merge_blocks(base, core, local)
        return "updated", "", core if merged is None else merged
    merged = None if base is None else merge_blocks(base, core, local)
    if merged is None:
        return "needs_decision", "both added it" if base is None else "both changed it", local
    return "merged", "", merged


def _without_local(base: str | None, core: str | None) -> Settled:
    """A section that the place does not have never comes back; a change of the core is told."""
    if base is None:
        return "updated", "", core
    if core is None:
        return "same", "", None
    if words(core) == words(base):
        return "kept", "", None
    return "needs_decision", "this place took it out, and the core changed it", None


def chosen(choice: Choice, core: str | None, local: str | None) -> Settled:
    """What becomes of a section that somebody settled."""
    if choice.take == "core":
        return "updated", "", core
    if choice.take == "local":
        return "kept", "", local
    return "merged", "", with_heading(choice.text or "", local or core or "") or None
