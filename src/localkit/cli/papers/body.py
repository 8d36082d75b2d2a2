"""The body of a Word file, to which paragraphs are added fast however long it gets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docx.oxml.parser import OxmlElement
from docx.text.paragraph import Paragraph

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.run import Run


class Body:
    """Adds paragraphs at the end.

    python-docx goes through all that is there for each new paragraph, and through all styles for each name of one: a
    long handbook would take minutes.

    Args:
        document: The file.

    Attributes:
        document: The same.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        self._end = document.element.body.sectPr
        self._styles = {str(style.name): style.style_id for style in document.styles}

    def paragraph(self, style: str | None = None) -> Paragraph:
        """A new paragraph, in a style by its name in Word."""
        made = OxmlElement("w:p")
        self._end.addprevious(made)
        if style is not None:
            made.style = self._styles[style]
        return Paragraph(made, self.document._body)

    def style(self, run: Run, style: str) -> None:
        """Give words a style by its name."""
        run._r.style = self._styles[style]
