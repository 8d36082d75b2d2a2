"""Markdown pages: front matter by key, what stands below it by section."""

from __future__ import annotations

from localkit.documents.front_matter import FrontMatter, find
from localkit.engine.merging.data import merge_data
from localkit.engine.merging.headings import HeadingMoves
from localkit.engine.merging.lines import line_end, with_ends
from localkit.engine.merging.sections import merge_sections
from localkit.model.document import Document
from localkit.model.merging import Choose, DocumentMerge
from localkit.syntax.lines import Lines


def merge_pages(
    base: Document, core: Document, local: Document, choose: Choose, moves: HeadingMoves
) -> DocumentMerge | None:
    """Merge three Markdown pages.

    Returns:
        The merged page; None where front matter cannot be merged by key, or sections cannot be put together: then
        lines have to do.
    """
    sides = {"base": base, "core": core, "local": local}
    fronts = {name: find(Lines(page.text)) for name, page in sides.items()}
    head = _merged_fronts(sides, fronts, choose)
    if head is None:
        return None
    start = {name: front.body if front else 0 for name, front in fronts.items()}
    below = merge_sections(base, core, local, start, choose, moves)
    if below is None:
        return None
    end = line_end(local.text or core.text) if head.text and below.text else ""
    closed = "" if head.text.endswith(("\n", "\r")) else end
    return DocumentMerge(f"{head.text}{closed}{below.text}", (*head.parts, *below.parts))


def _merged_fronts(
    pages: dict[str, Document], fronts: dict[str, FrontMatter | None], choose: Choose
) -> DocumentMerge | None:
    if not any(fronts.values()):
        return DocumentMerge("")
    texts = [pages[name].text[front.start : front.end] if front else "" for name, front in fronts.items()]
    found = merge_data("yaml", texts[0], texts[1], texts[2], choose)
    if found is None:
        return None
    like = fronts["local"] or (fronts["core"] if found.text.strip() else None)
    if like is None:
        return DocumentMerge("", found.parts)
    page = pages["local"] if fronts["local"] else pages["core"]
    end = line_end(pages["local"].text or page.text)
    opened, closed = page.text[: like.start], page.text[like.end : like.body]
    text = found.text if not found.text or found.text.endswith(("\n", "\r")) else found.text + end
    if not fronts["local"]:
        opened, text, closed = (with_ends(part, end) for part in (opened, text, closed))
    return DocumentMerge(f"{opened}{text}{closed}", found.parts)
