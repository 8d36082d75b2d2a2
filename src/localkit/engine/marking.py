"""Both texts in the file, with marks around them, for those who want to settle them in their editor."""

from __future__ import annotations

import re

from localkit.engine.merging.lines import merge_lines
from localkit.model.merging import Choice
from localkit.model.update_plan import PassagePlan, UpdatePlan

_MIDDLE = re.compile(r"(\r\n|\n|\r)(=======(?:\r\n|\n|\r))")


def marked_choices(plan: UpdatePlan) -> dict[str, Choice]:
    """What to put where both sides changed something, by address: both texts, with marks around them.

    Only in running text: a value, a row of a table and what one side took out could not be read with marks in it.
    """
    found = {passage.address: _marked(passage) for passage in plan.waiting}
    return {address: Choice("text", text) for address, text in found.items() if text is not None}


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
