"""Words, links and pictures in a paragraph of a Word file."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

from localkit.cli.papers.sheet import HEIGHT, WIDTH
from localkit.cli.papers.xml import link, said
from localkit.engine.exporting import Leads
from localkit.model.prose import Image, Inline, Run
from localkit.syntax.links import led_to

if TYPE_CHECKING:
    from docx.shape import InlineShape
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run as WordRun

    from localkit.cli.papers.body import Body
    from localkit.model.export import Export, Picture


class WordWriter:
    """Writes words into paragraphs.

    Args:
        body: The file's body, which knows its styles.
        export: All chapters, with the pictures they show.
    """

    def __init__(self, body: Body, export: Export) -> None:
        self._body = body
        self._pictures = export.pictures
        self._leads = Leads(export.chapters)

    def write(self, paragraph: Paragraph, path: str, words: Sequence[Inline], *, bold: bool = False) -> None:
        """Add words to a paragraph.

        Args:
            paragraph: Where to.
            path: The file that says them.
            words: What it says.
            bold: Whether all of it is strong.
        """
        for item in words:
            run = (
                self._image(paragraph, path, item)
                if isinstance(item, Image)
                else self._run(paragraph, item, bold)
            )
            lead = self._lead(path, item)
            if lead:
                self._body.style(run, "Hyperlink")
                link(paragraph, lead).append(run._r)

    def _lead(self, path: str, item: Inline) -> str | None:
        if item.link is not None:
            return self._leads.lead(path, item.link)
        return self._leads.named(item.text) if isinstance(item, Run) and item.code else None

    def _run(self, paragraph: Paragraph, item: Run, bold: bool) -> WordRun:
        run = paragraph.add_run(said(item.text))
        if item.code:
            self._body.style(run, "Code in text")
        _manner(run, item, bold)
        return run

    def _image(self, paragraph: Paragraph, path: str, image: Image) -> WordRun:
        found = self._pictures.get(led_to(path, image.source) or "")
        run = paragraph.add_run()
        if found is None or not _shown(run, found, image.alt):
            run.add_text(said(f"[{image.alt or image.source}]"))
        return run


def _manner(run: WordRun, item: Run, bold: bool) -> None:
    """What differs from the paragraph's own style; nothing is said where nothing does."""
    if item.bold or bold:
        run.bold = True
    if item.italic:
        run.italic = True
    if item.struck:
        run.font.strike = True


def _shown(run: WordRun, picture: Picture, alt: str) -> bool:
    """Put a picture in, no larger than a page. False for a damaged one, which then stands as its words."""
    try:
        shape = run.add_picture(io.BytesIO(picture.data))
    except Exception:  # python-docx has no one error for a picture whose inside is damaged
        return False
    _fit(shape)
    shape._inline.docPr.set("descr", said(alt))
    return True


def _fit(shape: InlineShape) -> None:
    width, height = max(shape.width, 1), max(shape.height, 1)
    scale = min(1.0, WIDTH / width, HEIGHT / height)
    shape.width, shape.height = max(int(width * scale), 1), max(int(height * scale), 1)  # type: ignore[assignment]
