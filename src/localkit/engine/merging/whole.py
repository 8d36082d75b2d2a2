"""Files merged as wholes: by lines where that is the only structure, by their bytes where there is none."""

from __future__ import annotations

from localkit.engine.merging.lines import merge_lines
from localkit.model.merging import Choose, DocumentMerge, Outcome, PartMerge
from localkit.syntax.words import words


def merge_text(base: str, core: str, local: str, choose: Choose, *, part: str = "") -> DocumentMerge:
    """Merge three texts by lines; what both changed is one decision.

    Args:
        base: The text as the place received it.
        core: As the new core has it.
        local: As the place has it.
        choose: How it is to be settled where both changed the same lines.
        part: What the text is called in its file.
    """
    found = merge_lines(base, core, local)
    if not found.undecided:
        outcome = told(words(base), words(core), words(local))
        return _one(part, outcome, "", (base, core, local, found.text))
    choice = choose(part)
    if choice is None:
        return _one(part, "needs_decision", "both changed it", (base, core, local, found.text))
    if choice.take == "text":
        return _one(part, "merged", "", (base, core, local, choice.text or ""))
    text = merge_lines(base, core, local, choice.take).text
    return _one(part, "updated" if choice.take == "core" else "kept", "", (base, core, local, text))


def told(base: object, core: object, local: object) -> Outcome:
    """What became of something that was merged without asking, by what the three sides say."""
    if core == local:
        return "unchanged" if base == core else "same"
    if base == core:
        return "kept"
    return "updated" if base == local else "merged"


def _one(part: str, outcome: Outcome, why: str, texts: tuple[str, str, str, str]) -> DocumentMerge:
    if outcome == "unchanged":
        return DocumentMerge(texts[3])
    return DocumentMerge(texts[3], (PartMerge(part, outcome, why, *texts),))
