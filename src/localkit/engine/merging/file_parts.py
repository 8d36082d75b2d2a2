"""A file as a whole, as one part of a merge: for what is taken out, added, or is no text."""

from __future__ import annotations

from dataclasses import replace

from localkit.documents.encoding import decode
from localkit.model.file_merge import FileMerge
from localkit.model.merging import Choice, Outcome, PartMerge
from localkit.model.tree import File

UNTOLD = PartMerge("", "kept", "", None, None, None, None)
"""A file that needed no merging; what it says is told nobody."""


def settled(
    plan: FileMerge, part: PartMerge, choice: Choice | None, core: File | None, path: str | None
) -> FileMerge:
    """A file as a whole, as somebody chose; as the place has it where nobody did.

    Args:
        plan: The file, with what the place has of it.
        part: The decision.
        choice: How it is to be settled.
        core: What the core has of it; None where it took it out.
        path: Where it is to be if the core's is taken.
    """
    if choice is None:
        return replace(plan, parts=(part,))
    if choice.take == "core":
        return replace(plan, path=path, file=core, parts=(now(part, "updated", said(core)),))
    if choice.take == "local":
        return replace(plan, parts=(now(part, "kept", part.local),))
    like = plan.file or core
    file = File(written_like(like, choice.text or ""), like.mode if like else 0o644)
    where = plan.local_path or path or plan.base_path
    return replace(plan, path=where, file=file, parts=(now(part, "merged", choice.text),))


def file_part(
    outcome: Outcome, why: str, base: File | None, core: File | None, local: File | None, merged: File | None
) -> PartMerge:
    return PartMerge("", outcome, why, said(base), said(core), said(local), said(merged))


def said(file: File | None) -> str | None:
    """A file's text for people; of one that is no text, its size."""
    if file is None:
        return None
    try:
        text = decode(file.data).text
    except UnicodeDecodeError:
        text = "\0"
    return f"(a file of {len(file.data):,} bytes)" if "\0" in text else text


def written_like(like: File | None, text: str) -> bytes:
    """A text as another file is written: its encoding and byte order mark."""
    if like is None:
        return text.encode("utf-8")
    try:
        return decode(like.data).bytes_of(text)
    except UnicodeDecodeError:
        return text.encode("utf-8")


def now(part: PartMerge, outcome: Outcome, merged: str | None) -> PartMerge:
    return replace(part, outcome=outcome, why="", merged=merged)
