"""Texts with marked regions: each region, and what stands between them, is merged by lines on its own."""

from __future__ import annotations

from itertools import pairwise

from localkit.documents.region import find
from localkit.engine.merging.lines import line_end
from localkit.engine.merging.whole import merge_text
from localkit.model.merging import Choose, DocumentMerge, PartMerge
from localkit.syntax.lines import Lines


def merge_regions(base: str, core: str, local: str, choose: Choose) -> DocumentMerge | None:
    """Merge three texts by their marked regions.

    Returns:
        The merged text; None where the three do not have the same regions in the same order.
    """
    sides = [_pieces(text) for text in (base, core, local)]
    names = [[name for name, _ in pieces] for pieces in sides]
    if len(names[0]) < 2 or not names[0] == names[1] == names[2]:
        return None
    whole = choose("")
    if whole is not None and whole.take == "text":
        return merge_text(base, core, local, choose)  # that text stands for all of the file
    text = ""
    parts: list[PartMerge] = []
    beside: list[PartMerge] = []
    for name, was, new, now in zip(names[0], *([said for _, said in side] for side in sides), strict=True):
        found = merge_text(was, new, now, choose, part=f"region={name}" if name else "")
        # A chosen text may lack the line end that the marker behind it needs.
        missing = name and found.text and not found.text.endswith(("\n", "\r"))
        text += found.text + (line_end(local) if missing else "")
        (parts if name else beside).extend(found.parts)
    return DocumentMerge(text, (*parts, *_as_one(beside, (base, core, local, text))))


def _pieces(text: str) -> list[tuple[str, str]]:
    """The regions and what stands between them, in order; what stands between has no name."""
    spans = sorted((span, name) for name, span in find(Lines(text)).spans.items())
    if any(one[0][1] > other[0][0] for one, other in pairwise(spans)):
        return []  # regions in regions
    found: list[tuple[str, str]] = []
    at = 0
    for (start, end), name in spans:
        found += [("", text[at:start]), (name, text[start:end])]
        at = end
    return [*found, ("", text[at:])]


def _as_one(parts: list[PartMerge], texts: tuple[str, str, str, str]) -> list[PartMerge]:
    """What stands between the regions is one part of the file: a decision if any of it is."""
    if not parts:
        return []
    outcomes = {part.outcome for part in parts}
    open_ones = [part for part in parts if part.outcome == "needs_decision"]
    if open_ones:
        return [PartMerge("", "needs_decision", open_ones[0].why, *texts)]
    return [PartMerge("", outcomes.pop() if len(outcomes) == 1 else "merged", "", *texts)]
