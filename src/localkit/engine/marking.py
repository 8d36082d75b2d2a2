"""Both texts in the file, with marks around them, for those who want to settle them in their editor."""

from __future__ import annotations

import re

from localkit.documents.encoding import decode
from localkit.engine.merging.lines import merge_lines
from localkit.model.merging import Choice
from localkit.model.tree import File
from localkit.model.update_plan import PassagePlan, UpdatePlan

_MARKED = re.compile(
    r"<<<<<<< this place\r?\n(?P<local>(?:[^\n]*\n)*?)\|\|\|\|\|\|\| core as received\r?\n(?P<base>(?:[^\n]*\n)*?)"
    r"=======\r?\n(?P<core>(?:[^\n]*\n)*?)>>>>>>> new core(?:\r?\n|\Z)(?P<blank>\r?\n)?"
)
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


def without_marks(local: File, base: File | None, core: File | None) -> File:
    """A place's file with its own text alone where marks stand; where somebody edited the core's in them, they stay.

    Args:
        local: The place's file.
        base: What the place had received.
        core: What the new core has.
    """
    if b"<<<<<<< this place" not in local.data or base is None or core is None:
        return local
    try:
        received, new = _plain(decode(base.data).text), _plain(decode(core.data).text)
        written = decode(local.data)
    except UnicodeDecodeError:
        return local

    def own(found: re.Match[str]) -> str:
        untouched = _plain(found["base"]).strip() in received and _plain(found["core"]).strip() in new
        if not untouched:
            return found.group()
        said, blank = found["local"], found["blank"] or ""
        return said if said.endswith(("\n\n", "\n\r\n")) else said + blank

    return File(written.bytes_of(_MARKED.sub(own, written.text)), local.mode)


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n")
