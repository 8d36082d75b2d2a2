"""Parts of a Word file that python-docx has no words for: bookmarks, links, fields."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement

from localkit.cli.output import harmless

if TYPE_CHECKING:
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

_NO_CHARACTER: Final = re.compile("[\ud800-\udfff\ufffe\uffff]")


def said(text: str) -> str:
    """A text as a Word file can hold it: control characters shown, what is no character replaced."""
    return _NO_CHARACTER.sub("\ufffd", harmless(text))


def element(name: str, /, **attributes: str | int) -> Any:
    """An element of WordprocessingML, with its attributes."""
    made = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), str(value))
    return made


def bookmark(paragraph: Paragraph, name: str, number: int) -> None:
    """Let links lead to what a paragraph holds so far."""
    held = [item for item in paragraph._p if item.tag != qn("w:pPr")]
    start, end = element("bookmarkStart", id=number, name=name), element("bookmarkEnd", id=number)
    if held:
        held[0].addprevious(start)
    else:
        paragraph._p.append(start)
    paragraph._p.append(end)


def link(paragraph: Paragraph, lead: str) -> Any:
    """A link at the end of a paragraph, to put runs into: ``#NAME`` for a bookmark, an address for elsewhere."""
    if lead.startswith("#"):
        made = element("hyperlink", anchor=lead[1:], history=1)
    else:
        made = OxmlElement("w:hyperlink")
        made.set(qn("r:id"), paragraph.part.relate_to(lead, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    paragraph._p.append(made)
    return made


def field_begins(run: Run, instruction: str) -> None:
    """Begin a field, which a program works out when it is told to; until then it shows what follows."""
    code = OxmlElement("w:instrText")
    code.set(qn("xml:space"), "preserve")
    code.text = f" {instruction} "
    run._r.append(element("fldChar", fldCharType="begin"))
    run._r.append(code)
    run._r.append(element("fldChar", fldCharType="separate"))


def field_ends(run: Run) -> None:
    """End a field."""
    run._r.append(element("fldChar", fldCharType="end"))
