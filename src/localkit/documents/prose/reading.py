"""Files of a place as chapters of one readable document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from localkit.documents.csv import TableDocument
from localkit.documents.markdown import MarkdownDocument
from localkit.documents.prose import front, markdown
from localkit.documents.prose.outline import outlined
from localkit.documents.reading import read
from localkit.model.export import Chapter, LeftOut
from localkit.model.prose import Code, Run, Table

if TYPE_CHECKING:
    from localkit.model.document import Document
    from localkit.model.prose import Words

MOST_BYTES: Final = 1_000_000
MOST_CELLS: Final = 20_000
MOST_COLUMNS: Final = 60
"""A table in Word has 63 at most."""
_TEXTS: Final = (".md", ".markdown", ".txt", ".csv", ".tsv", ".yaml", ".yml", ".json", ".toml", ".rst")
_TABLES: Final = (".csv", ".tsv")
_OLD: Final = "cp1252"
"""What programs on Windows write where they do not write Unicode."""


def chapter(path: str, data: bytes, name: str) -> Chapter | LeftOut:
    """A file as people read it, or why it is not there.

    Args:
        path: Relative path; its end tells the kind.
        data: The file's bytes.
        name: What links call it.
    """
    if len(data) > MOST_BYTES:
        return LeftOut(path, "it is too long for one document to read; hand it over as it is")
    document, note = _document(path, data)
    if document.kind == "binary":
        return LeftOut(path, "it is no text")
    title = path.rpartition("/")[2]
    if isinstance(document, MarkdownDocument):
        return _prose(path, document.text, name, title, note)
    if isinstance(document, TableDocument):
        return _table(path, document, name, title, note)
    if path.lower().endswith(_TABLES) and document.problem:
        note = document.problem.message  # of other kinds, the text is all that is shown anyway
    text = document.text.rstrip()
    return Chapter(path, name, title, (Code(text),), note=note) if text else _empty(path)


def _document(path: str, data: bytes) -> tuple[Document, str | None]:
    """The document, and how it was read if that took a guess."""
    document = read(path, data)
    if document.kind != "binary" or not path.lower().endswith(_TEXTS) or b"\0" in data:
        return document, None
    text = data.decode(_OLD, "replace")
    return read(
        path, text.encode()
    ), f"{path} is not UTF-8 text; it was read as Windows wrote it before Unicode"


def _prose(path: str, text: str, name: str, title: str, note: str | None) -> Chapter | LeftOut:
    head, told, body = front.parted(text)
    try:
        blocks = markdown.blocks_of(body)
    except markdown.TooDeepError:
        note = f"{path} nests its paragraphs too deep, and stands here as plain text"
        return Chapter(path, name, title, (*head, Code(body.rstrip())), note=note)
    found = outlined(blocks, name)
    if not (head or found.title or found.blocks):
        return _empty(path)
    shown = found.title or told.get("title") or title
    return Chapter(path, name, shown, (*head, *found.blocks), found.places, front.language(told), note)


def _table(path: str, document: TableDocument, name: str, title: str, note: str | None) -> Chapter | LeftOut:
    rows = [tuple(map(_cell, record.cells)) for record in document.records]
    width = max(map(len, rows), default=0)
    if not rows:
        return _empty(path)
    if width * len(rows) > MOST_CELLS:
        return LeftOut(path, f"it is a table of {len(rows):,} rows; hand it over as it is")
    if width > MOST_COLUMNS:
        return Chapter(
            path, name, title, (Code(document.text.rstrip()),), note=f"{path} is too wide for a table"
        )
    head, *others = [(*row, *((),) * (width - len(row))) for row in rows]
    return Chapter(path, name, title, (Table(head, tuple(others)),), note=note)


def _cell(text: str) -> Words:
    said = text.strip().replace("\r\n", "\n").replace("\r", "\n")
    return (Run(said),) if said else ()


def _empty(path: str) -> LeftOut:
    return LeftOut(path, "it is empty")
