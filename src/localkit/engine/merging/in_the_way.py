"""A file that the core adds where the place keeps another one, under that name or nearly."""

from __future__ import annotations

from dataclasses import dataclass, replace

from localkit.engine.merging.file_parts import file_part, now
from localkit.model.file_merge import FileMerge, Settle
from localkit.model.tree import File

NEW_FILE = "new file"
"""What the core's file is called in an address that a file of the place's has already."""


@dataclass(frozen=True)
class InTheWay:
    """A file of the place's because of which one that the core adds cannot be put where it belongs.

    Attributes:
        path: Where the core adds its file.
        here: Where the place keeps the other one: under this name, or one that some systems do not tell from it.
        named: Whether a file of the place's has just this name, so that it may need a decision too.
    """

    path: str
    here: str
    named: bool


def in_the_way(new: InTheWay, core: File, local: File | None, settle: Settle) -> FileMerge:
    """The core adds a file where the place keeps another one: both cannot stand there.

    Only the place's own can be chosen: for the core's, the place has to move its file first.

    Args:
        new: Where the two are.
        core: What the core adds.
        local: What the place has.
        settle: How it is to be settled.
    """
    plan = FileMerge(None, new.path, None, None, None)
    why = f"the core adds this file, and this place keeps another one as {new.here}"
    part = file_part("needs_decision", why, None, core, local, local)
    if new.named:
        part = replace(part, part=NEW_FILE, core_part="")
    choice = settle(plan.address(part))
    kept = choice is not None and choice.take == "local"
    return replace(plan, parts=(now(part, "kept", part.local) if kept else part,))
