"""Which reader reads a file."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final, cast

from localkit.documents.binary import BinaryDocument
from localkit.documents.encoding import decode
from localkit.documents.text import TextDocument
from localkit.model.document import Document, Problem
from localkit.syntax.marks import DataError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from localkit.model.document_kind import Kind

_READERS: Final = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".yaml": "yaml",
    ".yml": "yaml",
    ".json": "json",
    ".toml": "toml",
    ".csv": "csv",
    ".tsv": "csv",
}
_NAMES: Final = {"markdown": "Markdown", "yaml": "YAML", "json": "JSON", "toml": "TOML", "csv": "CSV"}
_PLAIN: Final = (".txt", ".rst", ".html", ".htm")
"""Other names that promise text; whatever else is no text is simply binary."""


def read(path: str, data: bytes, kinds: Sequence[Kind] = ()) -> Document:
    """Read a file.

    Bad content never raises: what cannot be read as its name says is plain text, or binary, and has a
    ``problem``.

    Args:
        path: Relative path; its end tells the kind.
        data: The file's bytes.
        kinds: Readers that plugins bring, asked first.
    """
    failed = None
    for kind in kinds:
        if kind.fits(path):
            try:
                document = kind.read(path, data)
            except Exception as error:
                failed = failed or _problem(path, kind.name, f"{type(error).__name__}: {error}")
            else:
                if document is not None:
                    return cast("Document", document)
    document = _read(path, data)
    return document if failed is None else _blamed(document, failed)


def _read(path: str, data: bytes) -> Document:
    name = _READERS.get(_suffix(path))
    promised = name is not None or _suffix(path) in _PLAIN
    try:
        text = decode(data).text
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = f"{path} is not UTF-8 text; save it as UTF-8 to have it compared by its parts"
        return BinaryDocument(path, data, Problem(message, line) if promised else None)
    if "\0" in text:
        message = f"{path} has a NUL character, which no text has"
        line = text.count("\n", 0, text.index("\0")) + 1
        return BinaryDocument(path, data, Problem(message, line) if promised else None)
    if name is None:
        return TextDocument(path, text)
    return _read_as(name, path, text)


def _read_as(name: str, path: str, text: str) -> Document:
    """Each reader is imported when the first file of its kind comes."""
    reader = cast("Callable[[str, str], Document]", import_module(f"localkit.documents.{name}").read)
    try:
        return reader(path, text)
    except DataError as error:
        return TextDocument(path, text, _problem(path, _NAMES[name], error.message, error.line))
    except RecursionError:
        return TextDocument(path, text, _problem(path, _NAMES[name], "it is nested too deep"))


def _problem(path: str, name: str, message: str, line: int | None = None) -> Problem:
    return Problem(f"{path} cannot be read as {name}: {message}", line)


def _blamed(document: Document, problem: Problem) -> Document:
    """The same document, with the first thing that went wrong."""
    if isinstance(document, TextDocument | BinaryDocument):
        document.problem = document.problem or problem
    return document


def _suffix(path: str) -> str:
    name = path.rsplit("/", 1)[-1].lower()
    return f".{name.rsplit('.', 1)[-1]}" if "." in name else ""
