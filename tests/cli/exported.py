"""Reading what ``localkit export`` wrote: as a browser would, and as Word would."""

from __future__ import annotations

import itertools
import re
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path

import docx
from docx.document import Document
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from tests.cli.pages.reading import Page

from localkit.testing import run_localkit

LEVEL, LIST, VALUE = qn("w:ilvl"), qn("w:numId"), qn("w:val")
OUTSIDE = re.compile(r"(https?://|mailto:|tel:)")


def exported(place: Path, form: str, *more: str) -> Path:
    """What is written beside a place's folder."""
    file = place.parent / f"out.{form}"
    file.unlink(missing_ok=True)
    run_localkit("export", place, "--to", form, "-o", file, *more).assert_ok()
    return file


def html(place: Path, *more: str) -> Page:
    """The page about a place's documents."""
    page = Page(exported(place, "html", *more).read_bytes())
    assert problems(page) == []
    return page


def word(place: Path, *more: str) -> Document:
    """The file for Word, opened again."""
    return docx.Document(str(exported(place, "docx", *more)))


def problems(page: Page) -> list[str]:
    """What an accessibility checker, or somebody careful, would say of the page."""
    ids = [said["id"] for _, said in page.tags if "id" in said]
    levels = [int(name[1]) for name, _ in page.tags if re.fullmatch("h[1-6]", name)]
    skipped = [b for a, b in itertools.pairwise(levels) if b > a + 1]
    links = [str(said["href"]) for said in page.named("a")]
    return [
        *(["not one h1"] if levels.count(1) != 1 or levels[0] != 1 else []),
        *([f"no {name}" for name in ("header", "nav", "main", "footer") if len(page.named(name)) != 1]),
        *(["an id twice"] if len(set(ids)) != len(ids) else []),
        *[f"a level skipped before h{level}" for level in skipped],
        *[f"leads nowhere: {link}" for link in links if link[:1] == "#" and link[1:] not in ids],
        *[f"strange: {link}" for link in links if link[:1] != "#" and not OUTSIDE.match(link)],
        *[f"no words for {said}" for said in page.named("img") if "alt" not in said],
        *[
            f"fetched: {said['src']}"
            for said in page.named("img")
            if not re.match("data:image/(png|jpeg|gif);base64,", said["src"] or "")
        ],
        *[
            f"asks for something: {name} {key}"
            for name, said in page.tags
            for key in said
            if key in ("srcset", "action", "style", "data", *(["src"] * (name != "img"))) or key[:2] == "on"
        ],
        *[
            f"not allowed here: {name}"
            for name, _ in page.tags
            if name in ("link", "script", "iframe", "object", "svg", "form", "base")
        ],
    ]


def headings(document: Document) -> list[tuple[str, str]]:
    """Style and words of everything that Word's navigation shows."""
    return [
        (str(item.style.name), item.text)
        for item in document.paragraphs
        if item.style is not None and str(item.style.name).startswith("Heading")
    ]


def entries(document: Document) -> list[tuple[int, int, str]]:
    """Level, list and words of each entry of a list."""
    return [
        (int(item.find(LEVEL).get(VALUE)), int(item.find(LIST).get(VALUE)), paragraph.text)
        for paragraph in document.paragraphs
        for item in paragraph._p.iter(qn("w:numPr"))
    ]


def leads(document: Document) -> Iterator[tuple[str, str]]:
    """Each link's words, and where it leads: ``#BOOKMARK``, or an address."""
    for item in document.element.body.iter(qn("w:hyperlink")):
        text = "".join(part.text or "" for part in item.iter(qn("w:t")))
        anchor = item.get(qn("w:anchor"))
        yield text, f"#{anchor}" if anchor else document.part.rels[item.get(qn("r:id"))].target_ref


def bookmarks(document: Document) -> dict[str, str]:
    """The words that each bookmark marks."""
    return {
        item.get(qn("w:name")): Paragraph(item.getparent(), document).text
        for item in document.element.body.iter(qn("w:bookmarkStart"))
    }


def everything(document: Document) -> str:
    """All words in a file for Word, in order; what parts words there parts them here."""
    parts: list[str] = []
    for item in document.element.body.iter():
        if item.tag == qn("w:t"):
            parts.append(item.text or "")
        elif item.tag in (qn("w:p"), qn("w:br"), qn("w:tab")):
            parts.append(" ")
    return " ".join("".join(parts).split())


def png(width: int = 2, height: int = 2) -> bytes:
    """A picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = zlib.compress((b"\0" + b"\0" * width) * height)
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
