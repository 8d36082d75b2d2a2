"""A place's documents as one file for Word: a title page with a list of contents, and each document on a new page."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from localkit.cli.papers.blocks import BlockWriter
from localkit.cli.papers.sheet import sheet
from localkit.cli.papers.xml import field_begins, field_ends, link, said

if TYPE_CHECKING:
    from docx.document import Document

    from localkit.model.export import Export


def paper(export: Export) -> bytes:
    """The bytes of the file."""
    document = sheet(export)
    document.add_paragraph(said(export.place), "Title")
    document.add_paragraph(said(f"{export.kit_title}, release {export.kit_version}."))
    document.add_paragraph(export.made.date().isoformat())
    _contents(document, export)
    writer = BlockWriter(document, export)
    for chapter in export.chapters:
        writer.chapter(chapter)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _contents(document: Document, export: Export) -> None:
    """A list of contents whose links work at once, and which Word can make again with numbers of pages."""
    document.add_paragraph("Contents", "TOC Heading")
    last = len(export.chapters) - 1
    for number, chapter in enumerate(export.chapters):
        line = document.add_paragraph(style="toc 1")
        if number == 0:
            field_begins(line.add_run(), 'TOC \\o "1-1" \\h \\z \\u')
        link(line, f"#{chapter.name}").append(line.add_run(said(chapter.title))._r)
        if number == last:
            field_ends(line.add_run())
