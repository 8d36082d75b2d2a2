"""Lists as Word has them: bullets, and numbers that begin where they are told to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from docx.oxml.ns import qn
from docx.shared import Twips

from localkit.cli.papers.xml import element

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

_STEP: Final = 360
_LEVELS: Final = 9
_BULLETS: Final = ("•", "–", "▪")


def indent(level: int) -> Twips:
    """How far the words of an entry stand from the margin; level 0 is the outermost list."""
    return Twips(_STEP * (level + 1))


class Lists:
    """Gives each list of a file its numbering.

    Args:
        document: The file.
    """

    def __init__(self, document: Document) -> None:
        self._numbering: Any = document.part.numbering_part.element
        self._bullets = self._numbering.add_num(self._abstract("bullet")).numId
        self._numbers = self._abstract("decimal")

    def begin(self, start: int | None, level: int) -> int:
        """A list's number, to be given to ``mark``: ``start`` is None for bullets."""
        if start is None:
            return int(self._bullets)
        made = self._numbering.add_num(self._numbers)
        made.add_lvlOverride(min(level, _LEVELS - 1)).add_startOverride(start)
        return int(made.numId)

    def mark(self, paragraph: Paragraph, number: int, level: int) -> None:
        """Make a paragraph the beginning of an entry."""
        properties: Any = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_ilvl().val = min(level, _LEVELS - 1)
        properties.get_or_add_numId().val = number

    def _abstract(self, kind: str) -> int:
        """A kind of list with all its levels. It stands before the first list itself, as the format asks."""
        known = [
            int(item.get(qn("w:abstractNumId"))) for item in self._numbering.findall(qn("w:abstractNum"))
        ]
        number = max(known, default=-1) + 1
        made = element("abstractNum", abstractNumId=number)
        made.append(element("multiLevelType", val="hybridMultilevel"))
        for level in range(_LEVELS):
            made.append(_level(kind, level))
        first = self._numbering.find(qn("w:num"))
        if first is None:
            self._numbering.append(made)
        else:
            first.addprevious(made)
        return number


def _level(kind: str, level: int) -> Any:
    made = element("lvl", ilvl=level)
    shown = _BULLETS[level % len(_BULLETS)] if kind == "bullet" else f"%{level + 1}."
    made.append(element("start", val=1))
    made.append(element("numFmt", val=kind))
    made.append(element("lvlText", val=shown))
    made.append(element("lvlJc", val="left"))
    properties = element("pPr")
    properties.append(element("ind", left=int(indent(level).twips), hanging=_STEP))
    made.append(properties)
    return made
