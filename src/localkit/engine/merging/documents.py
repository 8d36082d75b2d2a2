"""One file merged by the structure that its format has; any that cannot be trusted falls back to lines."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TypeAlias, cast

from localkit.engine.merging.data import DataKind, merge_data
from localkit.engine.merging.headings import HeadingMoves
from localkit.engine.merging.pages import merge_pages
from localkit.engine.merging.regions import merge_regions
from localkit.engine.merging.tables import merge_tables
from localkit.engine.merging.whole import merge_text
from localkit.model.document import Document
from localkit.model.merging import Choose, DocumentMerge, Outcome, PartMerge

Sound: TypeAlias = Callable[[str], bool]
"""Whether a merged text can be read as what the file is."""

_DATA = ("yaml", "json", "toml")


def merge_documents(
    base: Document, core: Document, local: Document, choose: Choose, moves: HeadingMoves, sound: Sound
) -> DocumentMerge:
    """Merge three states of one text file.

    Args:
        base: The file as the place received it.
        core: As the new core has it.
        local: As the place has it.
        choose: How parts that both sides changed are to be settled.
        moves: How the kit says that headings moved.
        sound: Looks whether a merged text can still be read; one that cannot is not taken.

    Raises:
        InputError: A text that was chosen for a part cannot stand there.
    """
    for attempt in _ways(base, core, local, choose, moves):
        found = attempt()
        if found is not None and sound(found.text):
            return found
    why = "the core's change and this place's do not fit together as they are"
    part = PartMerge("", "needs_decision", why, base.text, core.text, local.text, local.text)
    choice = choose("")
    if choice is None:
        return DocumentMerge(local.text, (part,))
    text = {"core": core.text, "local": local.text, "text": choice.text or ""}[choice.take]
    outcome = {"core": "updated", "local": "kept", "text": "merged"}[choice.take]
    return DocumentMerge(
        text, (PartMerge("", cast(Outcome, outcome), "", base.text, core.text, local.text, text),)
    )


def _ways(
    base: Document, core: Document, local: Document, choose: Choose, moves: HeadingMoves
) -> Iterator[Callable[[], DocumentMerge | None]]:
    """Ways to merge, the one that knows most of the format first."""
    texts = (base.text, core.text, local.text)
    kinds = {base.kind, core.kind, local.kind}
    kind = core.kind if len(kinds) == 1 else ""
    if kind == "markdown":
        yield partial(merge_pages, base, core, local, choose, moves)
    elif kind == "csv":
        yield partial(merge_tables, *texts, choose)
    elif kind in _DATA:
        yield partial(merge_data, cast(DataKind, kind), *texts, choose)
    yield partial(merge_regions, *texts, choose)
    yield partial(merge_text, *texts, choose)
