"""How a file for Word looks: paper, fonts, and the styles that its own lists and panes go by."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from localkit.cli.papers.xml import element, field_begins, field_ends, said

if TYPE_CHECKING:
    from docx.document import Document

    from localkit.model.export import Export

_INK = RGBColor(0x1B, 0x1D, 0x21)
_QUIET = RGBColor(0x50, 0x55, 0x5C)
_LINK = RGBColor(0x0B, 0x4F, 0x9E)
WIDTH = Cm(17)
"""Between the margins of A4."""
HEIGHT = Cm(22)


def sheet(export: Export) -> Document:
    """An empty file with its styles, its margins and its foot."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(2)
    _properties(document, export)
    _styles(document)
    foot = section.footer.paragraphs[0]
    foot.add_run(said(f"{export.place}\t{export.kit_title}, release {export.kit_version}\t")).font.size = Pt(
        8
    )
    number = foot.add_run()
    number.font.size = Pt(8)
    field_begins(number, "PAGE")
    number.add_text("1")
    field_ends(number)
    foot.paragraph_format.tab_stops.add_tab_stop(WIDTH)
    return document


def _properties(document: Document, export: Export) -> None:
    about, when = document.core_properties, export.made.replace(tzinfo=None)
    about.title = said(f"{export.place}: {export.kit_title}")[:255]
    about.author = said(export.place)[:255]
    about.comments = ""
    about.created = about.modified = when
    about.language = "en-GB"


def _styles(document: Document) -> None:
    styles = document.styles
    for style in list(
        styles
    ):  # the template's ninety tables are of no use, and every look for a style passes them
        if style.type is WD_STYLE_TYPE.TABLE and style.name not in ("Normal Table", "Table Grid"):
            style.delete()
    normal = styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(11)
    normal.paragraph_format.space_after = Pt(6)
    language = styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}/{qn('w:lang')}")
    if language is not None:
        language.set(qn("w:val"), "en-GB")
    for name, size in (
        ("Title", 30),
        ("Heading 1", 20),
        ("Heading 2", 15),
        ("Heading 3", 13),
        ("Heading 4", 11),
    ):
        _plain(styles[name], size)
    _plain(styles["Heading 5"], 11)
    _plain(styles["TOC Heading"], 15)
    styles["Heading 1"].paragraph_format.page_break_before = True
    styles["TOC Heading"].paragraph_format.page_break_before = False
    styles["Title"].paragraph_format.space_before = Pt(48)
    styles["Quote"].font.color.rgb = _INK
    _new(styles, "toc 1", WD_STYLE_TYPE.PARAGRAPH).paragraph_format.space_after = Pt(3)
    source = _new(styles, "Source", WD_STYLE_TYPE.PARAGRAPH)
    source.font.size, source.font.color.rgb = Pt(9), _QUIET
    _code(_new(styles, "Code", WD_STYLE_TYPE.PARAGRAPH))
    named = _new(styles, "Code in text", WD_STYLE_TYPE.CHARACTER)
    named.font.name = "Consolas"
    linked = _new(styles, "Hyperlink", WD_STYLE_TYPE.CHARACTER)
    linked.font.color.rgb, linked.font.underline = _LINK, True


def _plain(style: Any, size: int) -> None:
    """A heading in the ink and the font of the text, not in those of the template."""
    style.font.size, style.font.color.rgb, style.font.name = Pt(size), _INK, "Calibri"
    fonts = style.element.rPr.rFonts
    for key in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{key}"), None)


def _new(styles: Any, name: str, kind: WD_STYLE_TYPE) -> Any:
    made = styles.add_style(name, kind, builtin=name in ("toc 1", "Hyperlink"))
    if kind is WD_STYLE_TYPE.PARAGRAPH:
        made.base_style = styles["Normal"]
    return made


def _code(style: Any) -> None:
    style.font.name, style.font.size = "Consolas", Pt(9)
    style.paragraph_format.space_after = Pt(6)
    shade = element("shd", val="clear", color="auto", fill="F1F3F5")
    style.element.get_or_add_pPr().insert(0, shade)  # the format asks for it before the spacing
