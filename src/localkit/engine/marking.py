"""Both texts in the file, with marks around them, for those who want to settle them in their editor."""

from __future__ import annotations

import re

from localkit.engine.merging.lines import merge_lines
from localkit.model.merging import Choice
from localkit.model.update_plan import PassagePlan, UpdatePlan

_BLOCK = re.compile(
    r"^<<<<<<< this place\r?\n(.*?)^\|{7} core as received\r?\n(?P<base>.*?)^=======\r?\n"
    r"(?P<core>.*?)^>>>>>>> new core(?:\r?\n|\Z)(\r?\n)?",
    re.DOTALL | re.MULTILINE,
)
_MIDDLE = re.compile(r"(\r\n|\n|\r)(=======(?:\r\n|\n|\r))")


def marked_choices(plan: UpdatePlan) -> dict[str, Choice]:
    """What to put where both sides changed something, by address: both texts, with marks around them.

    Only in running text: a value, a row of a table and what one side took out could not be read with marks in it.
    """
    found = {passage.address: _marked(passage) for passage in plan.waiting}
    return {address: Choice("text", text) for address, text in found.items() if text is not None}


def unmarked(text: str, received: str, new: str) -> str:
    """A text with each pair of marked texts taken back to what stands there of this place's.

    Where somebody has edited the core's text between the marks, all of it stays.

    Args:
        text: A place's text.
        received: What the place had received.
        new: What the new core has.
    """
    before, after = _flat(received), _flat(new)

    def own(found: re.Match[str]) -> str:
        untouched = _flat(found["base"]) in before and _flat(found["core"]) in after
        return _place_part(found) if untouched else found.group()

    return _BLOCK.sub(own, text)


def _flat(text: str) -> str:
    return " ".join(text.split())


def _place_part(found: re.Match[str]) -> str:
    """This place's text of a marked pair; the blank line behind the marks only where the text has none itself."""
    said, blank = found[1], found[4] or ""
    return said if said.endswith(("\n\n", "\n\r\n")) else said + blank


def _marked(passage: PassagePlan) -> str | None:
    if passage.passage.form not in ("section", "file", "region"):
        return None
    if passage.core is None or passage.local is None or _is_data(passage):
        return None
    marked = merge_lines(passage.base or "", passage.core, passage.local).markers
    # A line of equal signs right below a text would make a heading of it.
    return marked and _MIDDLE.sub(r"\1\1\2", marked) if passage.passage.form == "section" else marked


def _is_data(passage: PassagePlan) -> bool:
    """Whether the file is one that marks would make unreadable, or is no text at all."""
    name = passage.passage.file.lower()
    binary = passage.local is not None and passage.local.startswith("(a file of ")
    return binary or name.endswith((".yaml", ".yml", ".json", ".toml", ".csv", ".tsv"))
